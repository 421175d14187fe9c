/** Edit distances above this are no likeness. */
const furthest = 2;

/**
 * The names closest to a word, best first: the same but for case and dashes, then its beginning, then within,
 * then a typing mistake away. Names at the top come before nested ones, shorter before longer.
 */
export function closestNames(names: readonly string[], word: string, limit: number): string[] {
  const wanted = plain(word);
  if (wanted === "") return [];
  const scored: { name: string; score: number }[] = [];
  for (const name of names) {
    const score = likeness(name, wanted);
    if (score !== undefined) scored.push({ name, score });
  }
  return scored
    .sort((a, b) => a.score - b.score || a.name.length - b.name.length || compare(a.name, b.name))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Lower is closer; undefined when there is no likeness. */
function likeness(name: string, wanted: string): number | undefined {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const nested = last === name ? 0 : 1.5;
  const own = plain(last);
  if (own === wanted) return nested;
  if (own.startsWith(wanted) && wanted.length > 1)
    return 2 + (own.length - wanted.length) / 20 + nested;
  if (wanted.length > 3 && own.length > 3 && wanted.startsWith(own))
    return 3 + (wanted.length - own.length) / 10 + nested;
  const distance = wanted.length > 3 ? editDistance(own, wanted, furthest) : furthest + 1;
  if (distance <= furthest) return 1 + distance * 0.6 + nested;
  if (wanted.length > 2 && own.includes(wanted))
    return 4 + (own.length - wanted.length) / 20 + nested;
  return undefined;
}

/** Case, dashes, underscores and plus signs do not count. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ +]/g, "");
}

/** Levenshtein distance with neighbours swapped as one step; anything above `most` is `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
