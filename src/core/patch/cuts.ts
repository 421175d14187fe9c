import { createHash } from "node:crypto";
import { z } from "zod";
import type { PatchFile, PatchHunk, PatchLine } from "./patch.ts";

/*
 * A hunk can be cut into pieces that are decided apart. Only the cuts are stored; everything else follows
 * from git's patch. A cut is a place in the old text and in the new one, so a piece is a run of old lines
 * and the run of new lines that stands for it: whatever pieces are chosen, both texts keep their order.
 */

const count = z.number().int().nonnegative();
/** How many old and how many new lines of its hunk stand above a cut. */
export const cutSchema = z.tuple([count, count]).readonly();
export type Cut = z.infer<typeof cutSchema>;
/** The cuts of each hunk that has some, by the hunk's id. */
export const cutsSchema = z.record(z.string(), z.array(cutSchema).readonly()).readonly();
export type Cuts = z.infer<typeof cutsSchema>;

/** Part of a hunk of git's patch, or all of it. */
export interface Piece {
  /** The piece as a hunk of its own; git's hunk itself where there is no cut. */
  readonly hunk: PatchHunk;
  readonly parent: PatchHunk;
  readonly from: Cut;
  readonly to: Cut;
}

/** A line and the place above it, counted as in a cut. */
export interface Placed {
  readonly line: PatchLine;
  readonly old: number;
  readonly fresh: number;
}

/** The lines of a hunk in order, counted from `from`. */
export function placed(hunk: PatchHunk, from: Cut = [0, 0]): Placed[] {
  let [old, fresh] = from;
  return hunk.lines.map((line) => {
    const here = { line, old, fresh };
    if (line.sign !== "+") old += 1;
    if (line.sign !== "-") fresh += 1;
    return here;
  });
}

function isInside({ line, old, fresh }: Placed, from: Cut, to: Cut): boolean {
  return line.sign === "+" ? fresh >= from[1] && fresh < to[1] : old >= from[0] && old < to[0];
}

/** Whether two runs of lines of one hunk have a line in common. */
export function overlap(a: { from: Cut; to: Cut }, b: { from: Cut; to: Cut }): boolean {
  return [0, 1].some(
    (side) =>
      Math.max(a.from[side] as number, b.from[side] as number) <
      Math.min(a.to[side] as number, b.to[side] as number),
  );
}

/**
 * Whether a hunk can be cut there. Not where an unchanged line would come into both pieces, and not below
 * a line without a final newline where lines of the other side follow: their bytes would run together.
 */
export function isCut(hunk: PatchHunk, [old, fresh]: Cut): boolean {
  if (hunk.kind !== "text" || old > hunk.oldLines || fresh > hunk.newLines) return false;
  for (const { line, ...at } of placed(hunk)) {
    if (line.sign === " " && at.old < old !== at.fresh < fresh) return false;
    if (line.newline || line.sign === " ") continue;
    if (line.sign === "-" ? at.old < old : at.fresh < fresh)
      if (line.sign === "-" ? fresh < hunk.newLines : old < hunk.oldLines) return false;
  }
  return true;
}

/** The cuts that can be made, in order; each piece between them changes something. */
export function usableCuts(hunk: PatchHunk, wanted: readonly Cut[]): Cut[] {
  if (wanted.length === 0) return [];
  const changed = placed(hunk).filter(({ line }) => line.sign !== " ");
  const changes = (from: Cut, to: Cut) => changed.some((one) => isInside(one, from, to));
  const kept: Cut[] = [];
  for (const cut of [...wanted].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const above = kept.at(-1) ?? [0, 0];
    if (cut[1] >= above[1] && changes(above, cut) && isCut(hunk, cut)) kept.push(cut);
  }
  const end: Cut = [hunk.oldLines, hunk.newLines];
  while (kept.length > 0 && !changes(kept.at(-1) as Cut, end)) kept.pop();
  return kept;
}

/** A hunk's pieces in order. Without a cut there is one: the hunk as it is. */
export function piecesOf(hunk: PatchHunk, wanted: readonly Cut[] = []): Piece[] {
  const end: Cut = [hunk.oldLines, hunk.newLines];
  const cuts = usableCuts(hunk, wanted);
  if (cuts.length === 0) return [{ hunk, parent: hunk, from: [0, 0], to: end }];
  const lines = placed(hunk);
  return [...cuts, end].map((to, at) => {
    const from = cuts[at - 1] ?? [0, 0];
    const own = lines.filter((one) => isInside(one, from, to)).map(({ line }) => line);
    return { hunk: pieceHunk(hunk, own, from, to), parent: hunk, from, to };
  });
}

function pieceHunk(parent: PatchHunk, lines: readonly PatchLine[], from: Cut, to: Cut): PatchHunk {
  const oldLines = to[0] - from[0];
  const newLines = to[1] - from[1];
  const oldStart = start(parent.oldStart, parent.oldLines, from[0], oldLines);
  const newStart = start(parent.newStart, parent.newLines, from[1], newLines);
  const heading = from[0] + from[1] === 0 ? parent.header.replace(/^@@.*? @@/s, "") : "";
  return {
    id: createHash("sha256").update(`${parent.id}\0${from}\0${to}`).digest("hex").slice(0, 12),
    kind: "text",
    header: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@${heading}`,
    oldStart,
    oldLines,
    newStart,
    newLines,
    lines,
  };
}

/** Where a side of a piece begins; as git counts, a side without lines names the line above. */
function start(parentStart: number, parentLines: number, above: number, lines: number): number {
  const first = (parentLines === 0 ? parentStart + 1 : parentStart) + above;
  return lines === 0 ? first - 1 : first;
}

/** A patch with every hunk cut. Cuts of hunks that it does not hold mean nothing. */
export function cutPatch(patch: readonly PatchFile[], cuts: Cuts = {}): readonly PatchFile[] {
  if (Object.keys(cuts).length === 0) return patch;
  return patch.map((file) =>
    file.hunks.some(({ id }) => cuts[id])
      ? {
          ...file,
          hunks: file.hunks.flatMap((hunk) => piecesOf(hunk, cuts[hunk.id]).map((one) => one.hunk)),
        }
      : file,
  );
}

/** The piece with this id. */
export function pieceWith(patch: readonly PatchFile[], cuts: Cuts, id: string): Piece | undefined {
  for (const { hunks } of patch)
    for (const hunk of hunks) {
      const own = cuts[hunk.id];
      if (!own && hunk.id !== id) continue;
      const found = piecesOf(hunk, own).find((piece) => piece.hunk.id === id);
      if (found) return found;
    }
  return undefined;
}

/** The cuts with more of them in one hunk; those that cannot be made are left out. */
export function cutMore(cuts: Cuts, parent: PatchHunk, more: readonly Cut[]): Cuts {
  const own = usableCuts(parent, [...(cuts[parent.id] ?? []), ...more]);
  const { [parent.id]: _, ...rest } = cuts;
  return own.length > 0 ? { ...rest, [parent.id]: own } : rest;
}
