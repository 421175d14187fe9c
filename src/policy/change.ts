/** A change of an option's value on a target, as far as it is known. */
export interface OptionChange {
  readonly path: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** Without values every rule that names the option is taken as speaking. */
  readonly known: boolean;
  /** The target by its id; absent where the question is about any. */
  readonly target?: string;
  /** false where nothing of the repository defines it, before or after: it follows from another change. */
  readonly own?: boolean;
}

/** Ways in which a rule may want a value to change before it speaks. */
export const directions = ["any", "weakened", "enabled", "disabled", "added", "removed"] as const;
export type ChangeDirection = (typeof directions)[number];

/** Does a known change go this way? */
export function goes({ before, after }: OptionChange, way: ChangeDirection): boolean {
  if (way === "weakened") return isWeakened(before, after);
  if (way === "enabled") return after === true && before !== true;
  if (way === "disabled") return after !== true && before === true;
  if (way === "added") return news(before, after).length > 0;
  if (way === "removed") return news(after, before).length > 0;
  return true;
}

/** Something is switched off, unset, or taken out of a list or a set. */
export function isWeakened(before: unknown, after: unknown): boolean {
  if (before === null || before === undefined) return false;
  if (after === false || after === null || after === undefined) return before !== after;
  if (Array.isArray(before) && Array.isArray(after)) return news(after, before).length > 0;
  return typeof before === "object" && before !== null && typeof after === "object"
    ? Object.keys(before).some((key) => !(key in after))
    : false;
}

/** The parts of a value that the other one does not have: elements of a list, or the value itself. */
export function news(before: unknown, after: unknown): unknown[] {
  if (after === null || after === undefined) return [];
  if (!Array.isArray(after)) return same(before, after) ? [] : [after];
  const old = Array.isArray(before) ? before : [];
  return after.filter((item) => !old.some((other) => same(item, other)));
}

/** Nothing became an empty list or set, or the other way about: an account that comes with no keys adds no login. */
export function isEmptyChange({ before, after }: OptionChange): boolean {
  return isNothing(before) && isNothing(after);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
