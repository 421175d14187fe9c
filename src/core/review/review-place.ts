import { cutPatch } from "../patch/cuts.ts";
import { withCuts } from "../patch/pieces.ts";
import { withMarks } from "./diff-marks.ts";
import { type DiffRow, diffRows, hunkNear, hunkOfRow } from "./diff-rows.ts";
import { rowsWith } from "./diff-search.ts";
import { viewFiles } from "./diff-view.ts";
import { currentHunk, decisionOf, type Review } from "./review-state.ts";

/* Where the reader is: the rows of the diff, and moving among them. */

/** Builds the rows again and stays on the line where the reader was, as far down the screen as it was. */
export function laidOut(review: Review, reread: boolean): Review {
  const { patch, cuts } = review;
  const shown = reread ? withCuts(review.proposal, patch, cuts) : review.shown;
  const files = reread ? viewFiles(shown, cutPatch(patch, cuts)) : review.files;
  const hunks = reread ? files.flatMap((file) => file.hunks) : review.hunks;
  const { layout, width } = review.view;
  const rows = withMarks(diffRows({ ...review, files }, layout, width), review.marks, width);
  const matches = rowsWith(rows, review.query);
  const begun = review.selecting === null ? undefined : review.rows[review.selecting];
  const found = begun ? rows.findIndex((row) => isSameRow(begun, row)) : -1;
  const next = {
    ...review,
    shown,
    files,
    hunks,
    rows,
    matches,
    selecting: found < 0 ? null : found,
  };
  const row = sameRow(review, next);
  return at({ ...next, cursor: row, top: review.top + row - review.cursor }, row);
}

/** Where the reader's row went. */
function sameRow(before: Review, { rows, hunks }: Review): number {
  const row = before.rows[before.cursor];
  const found = rows.findIndex((other) => isSameRow(row, other));
  if (found >= 0) return found;
  const here = currentHunk(before);
  const isAbove = before.rows.slice(0, before.cursor + 1).every((one) => hunkNear(one) === null);
  if (!here || isAbove) return before.cursor;
  const offset = before.cursor - headerRow(before.rows, here.index);
  const index = hunks.find(({ hunk }) => hunk.id === here.hunk.id)?.index ?? here.index;
  const header = headerRow(rows, index);
  let at = header;
  while (at < header + offset && hunkOfRow(rows[at + 1]) === index) at += 1;
  return at;
}

/** Whether two rows show the same line, file or region; lines are known by their bytes, which layouts share. */
function isSameRow(a: DiffRow | undefined, b: DiffRow): boolean {
  if (a?.kind === "gap") return b.kind === "gap" && a.gap.id === b.gap.id;
  if (a?.kind === "file") return b.kind === "file" && a.file === b.file;
  const text = textsOf(a)[0];
  return text !== undefined && textsOf(b).includes(text);
}

function textsOf(row: DiffRow | undefined): (Uint8Array | undefined)[] {
  if (row?.kind === "line") return [row.line.source.text];
  if (row?.kind === "pair")
    return [row.left?.source.text, row.right?.source.text].filter((text) => text !== undefined);
  return [];
}

/** The row of a hunk's header; 0 where there is none. */
export function headerRow(rows: readonly DiffRow[], hunk: number): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.kind === "hunk" && row.hunk === hunk),
  );
}

/** Puts the cursor on a row and scrolls just enough to show it with some context. */
export function at(review: Review, wanted: number): Review {
  const cursor = Math.min(Math.max(0, wanted), Math.max(0, review.rows.length - 1));
  const height = Math.max(1, review.view.height);
  const margin = Math.min(3, Math.floor((height - 1) / 2));
  let { top } = review;
  if (cursor < top + margin) top = cursor - margin;
  if (cursor > top + height - 1 - margin) top = cursor - height + 1 + margin;
  top = Math.max(0, Math.min(top, review.rows.length - height));
  return cursor === review.cursor && top === review.top ? review : { ...review, cursor, top };
}

/** To the next row of a kind, down or up. */
export function toRow(review: Review, kind: DiffRow["kind"], by: 1 | -1): Review {
  for (let row = review.cursor + by; row >= 0 && row < review.rows.length; row += by)
    if (review.rows[row]?.kind === kind) return at(review, row);
  return review;
}

/** To a hunk's header, with as much of the hunk on the screen as fits. */
function showHunk(review: Review, header: number): Review {
  let last = header;
  while (hunkOfRow(review.rows[last + 1]) !== null && review.rows[last + 1]?.kind !== "hunk")
    last += 1;
  const height = Math.max(1, review.view.height);
  const whole = at(review, Math.min(last, header + height - 2));
  return at(whole, header);
}

/** To the next or the previous hunk. */
export function toHunk(review: Review, by: 1 | -1): Review {
  const moved = toRow(review, "hunk", by);
  return moved === review ? review : showHunk(review, moved.cursor);
}

/** To an end of the diff, or to the next undecided hunk, around the end. */
export function jump(review: Review, to: "first" | "last" | "undecided"): Review {
  if (to === "first") return at(review, 0);
  if (to === "last") return at(review, review.rows.length - 1);
  const here = currentHunk(review)?.index ?? -1;
  const open = review.hunks.filter(({ hunk }) => decisionOf(review, hunk.id) === "undecided");
  const next = open.find(({ index }) => index > here) ?? open[0];
  return next ? showHunk(review, headerRow(review.rows, next.index)) : review;
}
