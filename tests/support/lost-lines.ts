/** A line of the old text that is not in the new one; `now`: what stands in the stretch around it. */
export interface LostLine {
  /** 1-based. */
  readonly line: number;
  readonly old: string;
  readonly now: string;
}

/** The lines of a text that are not in another one, in order (a longest common subsequence). */
export function lostLines(before: string, after: string): LostLine[] {
  const a = before.split("\n");
  const b = after.split("\n");
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const old = a.slice(start, a.length - end);
  const now = b.slice(start, b.length - end);
  const lengths = [...old, ""].map(() => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const [row, next] = [lengths[i], lengths[i + 1]] as [Uint32Array, Uint32Array];
      row[j] = old[i] === now[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  const lost: LostLine[] = [];
  const around = now.join("\n");
  for (let i = 0, j = 0; i < old.length; ) {
    const here = lengths[i]?.[j] ?? 0;
    if (j < now.length && old[i] === now[j]) {
      i++;
      j++;
    } else if (j < now.length && (lengths[i]?.[j + 1] ?? 0) === here) j++;
    else {
      lost.push({ line: start + i + 1, old: old[i] ?? "", now: around });
      i++;
    }
  }
  return lost;
}
