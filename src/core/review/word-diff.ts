import { diffArrays } from "diff";

/** A stretch of a line, in UTF-16 units: from the first to before the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface WordChanges {
  readonly before: readonly Range[];
  readonly after: readonly Range[];
}

/** Words as Nix writes them, runs of spaces, and single signs. */
const word = /\s+|[\p{L}\p{N}_'-]+|./gsu;
const longest = 1000;
const patienceMs = 20;
/** Below this share of equal characters two lines are not versions of each other. */
const alike = 0.3;

/** Adds a stretch, joined to the one before when they touch. */
function add(ranges: Range[], from: number, to: number): void {
  const last = ranges.at(-1);
  if (last?.to === from) ranges[ranges.length - 1] = { from: last.from, to };
  else ranges.push({ from, to });
}

/** At most how many characters two lists of words can share. */
function sharedAtMost(before: readonly string[], after: readonly string[]): number {
  const left = new Map<string, number>();
  for (const one of before) left.set(one, (left.get(one) ?? 0) + 1);
  let shared = 0;
  for (const one of after) {
    const count = left.get(one) ?? 0;
    if (count === 0) continue;
    left.set(one, count - 1);
    shared += one.trim().length;
  }
  return shared;
}

/**
 * Which words two versions of a line do not share; null where a comparison says nothing: lines that are
 * too different, too long, or take too long.
 */
export function wordChanges(before: string, after: string): WordChanges | null {
  if (before.length > longest || after.length > longest || before === after) return null;
  const words = [before.match(word) ?? [], after.match(word) ?? []] as const;
  const enough = alike * Math.max(before.trim().length, after.trim().length);
  // Lines that cannot be alike are the slow ones.
  if (sharedAtMost(...words) < enough) return null;
  const changes = diffArrays(...words, { timeout: patienceMs });
  if (!changes) return null;
  const ranges = { before: [] as Range[], after: [] as Range[] };
  let [old, fresh, shared] = [0, 0, 0];
  for (const { value, added, removed } of changes) {
    const length = value.join("").length;
    if (added) add(ranges.after, fresh, fresh + length);
    else if (removed) add(ranges.before, old, old + length);
    else shared += value.join("").trim().length;
    if (!added) old += length;
    if (!removed) fresh += length;
  }
  return shared >= enough ? ranges : null;
}
