/** A name without case and separators: "Home Assistant", "home-assistant" and "homeAssistant" agree. */
export function fold(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, "");
}

/** Edit distance with swaps, cut off above `limit` (then `limit + 1`). */
export function distance(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

const swapped = (a: string, b: string): boolean =>
  [...a].sort().join("") === [...b].sort().join("");

/** The candidates closest to a name, best first; `strict` allows one slip and nothing else. */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  count: number,
  strict = false,
): string[] {
  const wanted = fold(name);
  if (wanted.length < 2) return [];
  const limit = strict || wanted.length <= 4 ? 1 : wanted.length <= 8 ? 2 : 3;
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const other = fold(candidate);
    let score = distance(wanted, other, limit);
    // "wiki" is not "wifi": in a short word a letter may be missing, more or swapped, not another.
    if (
      score === 1 &&
      wanted.length <= 4 &&
      other.length === wanted.length &&
      !swapped(wanted, other)
    )
      score = limit + 1;
    if (score > limit && strict) continue;
    if (score > limit && other.length > 2) {
      if (wanted.length >= 3 && other.startsWith(wanted)) score = limit + 0.5;
      else if (wanted.length >= 4 && other.includes(wanted)) score = limit + 0.8;
      else continue;
    } else if (score > limit) continue;
    scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || a.candidate.length - b.candidate.length);
  return [...new Set(scored.map((s) => s.candidate))].slice(0, count);
}

/** Does an option share a word with what was typed? A search always finds something. */
export function related(path: readonly string[], words: readonly string[]): boolean {
  const name = fold(path.join(""));
  return words.some((w) => fold(w).length > 2 && name.includes(fold(w)));
}
