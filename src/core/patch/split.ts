import { type Cut, isCut, type Piece, type Placed, placed } from "./cuts.ts";
import { groupKey, lineGroups } from "./line-groups.ts";

/*
 * Where a hunk falls apart: at the unchanged lines between its changes, like `git add -p`; a single
 * change at the bindings that it holds, outermost first.
 */

/** Changed lines without an unchanged one between them. */
interface Block {
  readonly from: Cut;
  readonly to: Cut;
  readonly lines: readonly Placed[];
}

/** Where to cut a piece so that each part is one change; empty where there is nothing to split. */
export function splitCuts(piece: Piece): Cut[] {
  const blocks = blocksOf(piece);
  const [first] = blocks;
  const cuts =
    blocks.length > 1
      ? blocks.slice(1).map(({ from }) => centred(piece, from))
      : first
        ? cutsInside(first)
        : [];
  return cuts.filter((cut) => isCut(piece.parent, cut));
}

/** The changes of a piece. */
export function blocksOf({ hunk, from }: Piece): Block[] {
  const blocks: { from: Cut; to: Cut; lines: Placed[] }[] = [];
  let open = false;
  for (const one of placed(hunk, from)) {
    const { line, old, fresh } = one;
    if (line.sign === " ") {
      open = false;
      continue;
    }
    if (!open) blocks.push({ from: [old, fresh], to: [old, fresh], lines: [] });
    open = true;
    const block = blocks.at(-1) as (typeof blocks)[number];
    block.lines.push(one);
    block.to = line.sign === "-" ? [old + 1, fresh] : [old, fresh + 1];
  }
  return blocks;
}

/** A cut beside unchanged lines moved between them, so that each goes to the nearer piece. */
export function centred({ hunk, from }: Piece, [old, fresh]: Cut): Cut {
  const unchanged = new Set(
    placed(hunk, from)
      .filter(({ line }) => line.sign === " ")
      .map((one) => `${one.old},${one.fresh}`),
  );
  let above = 0;
  while (unchanged.has(`${old - above - 1},${fresh - above - 1}`)) above += 1;
  let below = 0;
  while (unchanged.has(`${old + below},${fresh + below}`)) below += 1;
  const by = Math.ceil((above + below) / 2) - above;
  return [old + by, fresh + by];
}

const decoder = new TextDecoder();

function cutsInside(block: Block): Cut[] {
  const texts = (sign: string) =>
    block.lines
      .filter(({ line }) => line.sign === sign)
      .map(({ line }) => decoder.decode(line.text));
  const [removed, added] = [texts("-"), texts("+")];
  let groups = 0;
  for (let depth = 0; ; depth += 1) {
    const old = lineGroups(removed, depth);
    const fresh = lineGroups(added, depth);
    const parts = aligned(grouped(removed, old), grouped(added, fresh));
    if (parts.length > 1) {
      let [a, b] = block.from;
      return parts.slice(0, -1).map(([less, more]): Cut => {
        a += less;
        b += more;
        return [a, b];
      });
    }
    if (old.length + fresh.length === groups) return [];
    groups = old.length + fresh.length;
  }
}

interface Group {
  readonly length: number;
  readonly key: string;
}

function grouped(lines: readonly string[], lengths: readonly number[]): Group[] {
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return { length, key: groupKey(lines.slice(at - length, at)) };
  });
}

const manyGroups = 500;

/** Pairs old groups with new ones of the same name, the others by their order; lengths of each pair. */
function aligned(old: readonly Group[], fresh: readonly Group[]): [number, number][] {
  const parts: [number, number][] = [];
  const between = (a: number, a2: number, b: number, b2: number) => {
    for (let at = 0; a + at < a2 || b + at < b2; at += 1) {
      const less = a + at < a2 ? old[a + at] : undefined;
      const more = b + at < b2 ? fresh[b + at] : undefined;
      parts.push([less?.length ?? 0, more?.length ?? 0]);
    }
  };
  let [a, b] = [0, 0];
  for (const [i, j] of sameNames(old, fresh)) {
    between(a, i, b, j);
    parts.push([(old[i] as Group).length, (fresh[j] as Group).length]);
    [a, b] = [i + 1, j + 1];
  }
  between(a, old.length, b, fresh.length);
  return parts;
}

/** The longest run of equal names in both, in order. */
function sameNames(old: readonly Group[], fresh: readonly Group[]): [number, number][] {
  if (old.length > manyGroups || fresh.length > manyGroups) return [];
  const best = old.map(() => fresh.map(() => 0)).concat([fresh.map(() => 0)]);
  for (const row of best) row.push(0);
  const value = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      (best[i] as number[])[j] =
        old[i]?.key === fresh[j]?.key
          ? value(i + 1, j + 1) + 1
          : Math.max(value(i + 1, j), value(i, j + 1));
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i]?.key === fresh[j]?.key) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (value(i + 1, j) >= value(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
