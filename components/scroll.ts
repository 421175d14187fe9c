/*
 * Finds rows that moved up or down together: a terminal moves them itself, for a few bytes.
 */

/** Rows from `top` to `bottom` move by `by`: up where it is positive. */
export interface Scroll {
  readonly top: number;
  readonly bottom: number;
  readonly by: number;
}

/** Fewer rows are as cheap to write. */
const worthScrolling = 4;

/**
 * The move that most rows agree on, or null where no few do. A row is known by its key, what of it moves with
 * it; rows with the same key, and those without one (""), have no say.
 */
export function scrollBetween(before: readonly string[], after: readonly string[]): Scroll | null {
  const places = new Map<string, number | null>();
  for (const [at, key] of before.entries()) places.set(key, places.has(key) ? null : at);
  places.delete("");
  const votes = new Map<number, number[]>();
  for (const [at, key] of after.entries()) {
    const from = places.get(key) ?? at;
    if (from !== at) votes.set(from - at, [...(votes.get(from - at) ?? []), at]);
  }
  let [by, rows]: [number, readonly number[]] = [0, []];
  for (const [move, agreed] of votes) if (agreed.length > rows.length) [by, rows] = [move, agreed];
  if (rows.length < worthScrolling) return null;
  let first = rows[0] as number;
  let last = rows.at(-1) as number;
  while (first + by > 0 && first > 0 && after[first - 1] === before[first - 1 + by]) first -= 1;
  const end = after.length - 1 - Math.max(0, by);
  while (last < end && after[last + 1] === before[last + 1 + by]) last += 1;
  return { top: Math.min(first, first + by), bottom: Math.max(last, last + by), by };
}

/** The rows after a move; what comes in is blank. */
export function scrolled(rows: readonly string[], { top, bottom, by }: Scroll): string[] {
  return rows.map((row, at) => {
    if (at < top || at > bottom) return row;
    const from = at + by;
    return from < top || from > bottom ? "" : (rows[from] as string);
  });
}

/** Makes the terminal move them, with its own background. The cursor ends at the upper left. */
export function scrollSequence({ top, bottom, by }: Scroll): string {
  // Lines deleted and inserted between margins: the Linux console knows no other way.
  const move = `\u001b[${Math.abs(by)}${by > 0 ? "M" : "L"}`;
  return `\u001b[${top + 1};${bottom + 1}r\u001b[${top + 1}H${move}\u001b[r`;
}
