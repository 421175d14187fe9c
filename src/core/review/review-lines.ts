import { type Cut, isCut, type Piece, pieceWith } from "../patch/cuts.ts";
import { blocksOf, centred } from "../patch/split.ts";
import { type DiffRow, hunkOfRow } from "./diff-rows.ts";
import type { SourceLine } from "./diff-view.ts";
import { at } from "./review-place.ts";
import { currentHunk, type Review } from "./review-state.ts";

/* Selecting lines of one hunk: rows from where the selection began to the cursor. */

type LineRow = Extract<DiffRow, { kind: "line" | "pair" }>;

function lineRow(review: Review, row: number, hunk: number | null): LineRow | null {
  const found = review.rows[row];
  const isLine = found?.kind === "line" || found?.kind === "pair";
  return isLine && hunk !== null && found.hunk === hunk ? found : null;
}

function linesOf(row: LineRow): SourceLine[] {
  const lines = row.kind === "line" ? [row.line] : [row.left, row.right];
  return [...new Set(lines.flatMap((line) => (line ? [line.source] : [])))];
}

function changes(row: LineRow): boolean {
  return linesOf(row).some(({ sign }) => sign !== " ");
}

/** Begins a selection at the cursor, or at the first change of its hunk; ends one that is there. */
export function toggleLines(review: Review): Review {
  if (review.selecting !== null) return { ...review, selecting: null };
  const index = currentHunk(review)?.index ?? -1;
  let row = review.cursor;
  if (!lineRow(review, row, index)) {
    row = review.rows.findIndex((_, place) => {
      const found = lineRow(review, place, index);
      return found !== null && changes(found);
    });
    if (row < 0) return review;
  }
  return { ...at(review, row), selecting: row };
}

/** Moves the end of the selection, within the hunk. */
export function moveLines(review: Review, by: number): Review {
  const hunk = hunkOfRow(review.rows[review.cursor]);
  const step = Math.sign(by);
  let row = review.cursor;
  for (let left = Math.abs(by); left > 0 && lineRow(review, row + step, hunk); left -= 1)
    row += step;
  return at(review, row);
}

/** First and last selected row; lines that take several rows count as a whole. */
export function selectedRows(review: Review): { from: number; to: number } | null {
  const { selecting, cursor, rows } = review;
  if (selecting === null) return null;
  const hunk = hunkOfRow(rows[cursor]);
  let from = Math.min(selecting, cursor);
  let to = Math.max(selecting, cursor);
  while ((lineRow(review, from, hunk)?.part ?? 0) > 0) from -= 1;
  while ((lineRow(review, to + 1, hunk)?.part ?? 0) > 0) to += 1;
  return { from, to };
}

/** How many changed lines are selected. */
export function selectedCount(review: Review): number {
  const range = selectedRows(review);
  if (!range) return 0;
  let count = 0;
  for (let row = range.from; row <= range.to; row += 1) {
    const found = lineRow(review, row, hunkOfRow(review.rows[review.cursor]));
    if (found?.part === 0) count += linesOf(found).filter(({ sign }) => sign !== " ").length;
  }
  return count;
}

/** The changed lines that are selected, as a run of lines of git's hunk. */
export interface LineChoice {
  readonly piece: Piece;
  readonly from: Cut;
  readonly to: Cut;
  /** Where the hunk is to be cut for them. */
  readonly cuts: readonly Cut[];
}

/** What is selected; null where it holds no changed line. */
export function chosenLines(review: Review): LineChoice | null {
  const range = selectedRows(review);
  const view = currentHunk(review);
  const piece = view && pieceWith(review.patch, review.cuts, view.hunk.id);
  if (!range || !view || !piece) return null;
  let above = piece.from;
  let [first, last]: (Cut | null)[] = [null, null];
  // Rows follow each other in the order in which a cut between them reads.
  for (let row = firstRow(review, view.index, range.from); row <= range.to; row += 1) {
    const found = lineRow(review, row, view.index);
    if (!found || found.part > 0) continue;
    const below = linesOf(found).reduce(counted, above);
    if (row >= range.from && changes(found)) {
      first ??= above;
      last = below;
    }
    above = below;
  }
  if (!first || !last) return null;
  const { from, to } = whole(piece, { from: first, to: last });
  return { piece, from, to, cuts: [centred(piece, from), centred(piece, to)] };
}

function counted([old, fresh]: Cut, { sign }: SourceLine): Cut {
  return [old + (sign === "+" ? 0 : 1), fresh + (sign === "-" ? 0 : 1)];
}

function firstRow(review: Review, hunk: number, below: number): number {
  let row = below;
  while (hunkOfRow(review.rows[row - 1]) === hunk) row -= 1;
  return row;
}

/** The run of lines, as far as it must be longer so that the hunk can be cut there. */
function whole(piece: Piece, { from, to }: { from: Cut; to: Cut }): { from: Cut; to: Cut } {
  const blocks = blocksOf(piece);
  const around = ([old, fresh]: Cut) =>
    blocks.find(
      (one) => one.from[0] <= old && one.from[1] <= fresh && one.to[0] >= old && one.to[1] >= fresh,
    );
  return {
    from: isCut(piece.parent, from) ? from : (around(from)?.from ?? from),
    to: isCut(piece.parent, to) ? to : (around(to)?.to ?? to),
  };
}
