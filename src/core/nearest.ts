/** Edit distance between two short strings, stopping early above `limit`. */
export function distance(a: string, b: string, limit = 8): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost));
    }
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** The candidates closest to a word, best first; only those that could be a slip of the keyboard. */
export function nearest(word: string, candidates: Iterable<string>, count: number): string[] {
  const lower = word.toLowerCase();
  const scored: { name: string; score: number }[] = [];
  for (const name of candidates) {
    const other = name.toLowerCase();
    const score = other.startsWith(lower) && lower.length > 2 ? 0.5 : distance(lower, other);
    if (score <= Math.max(2, Math.floor(word.length / 3))) scored.push({ name, score });
  }
  return scored
    .toSorted((a, b) => a.score - b.score || a.name.localeCompare(b.name))
    .slice(0, count)
    .map(({ name }) => name);
}
