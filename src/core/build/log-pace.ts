/*
 * How often the log is drawn again. Every new line moves all lines on the screen, so a flood drawn as it
 * comes would cost a slow connection more than it carries: what is drawn is paid from a budget of bytes.
 */

export interface Pace {
  readonly budget: number;
  /** When it was filled last. */
  readonly at: number;
}

/** Bytes a second, and at most at once. */
const rate = 4000;
const most = 2000;
/** Moving the cursor to a row, and its colours. */
const perRow = 12;

export const fullPace: Pace = { budget: most, at: 0 };

/** The budget at `now`. */
export function filledPace(pace: Pace, now: number): Pace {
  const since = Math.max(0, now - pace.at);
  return { budget: Math.min(most, pace.budget + (since * rate) / 1000), at: now };
}

/** Bytes that drawing lines of these lengths takes, each cut at `columns`. */
export function costOf(lengths: readonly number[], columns: number): number {
  return lengths.reduce((sum, length) => sum + Math.min(length, columns) + perRow, 0);
}

/** The pace after drawing, or undefined when there is no budget for it yet. A full one may go into debt. */
export function spent(pace: Pace, cost: number): Pace | undefined {
  if (cost > pace.budget && pace.budget < most) return undefined;
  return { ...pace, budget: pace.budget - cost };
}
