import { type Marks, withMarks } from "./diff-marks.ts";
import { hunkOfRow } from "./diff-rows.ts";
import { rowsWith } from "./diff-search.ts";
import { at, headerRow } from "./review-place.ts";
import type { Review } from "./review-state.ts";

/** Shows other marks; the row under the cursor stays where it is on the screen. */
export function marked(review: Review, marks: Marks): Review {
  if (marks === review.marks) return review;
  const rows = withMarks(review.rows, marks, review.view.width);
  const row = review.rows[review.cursor];
  const here = row ? rows.indexOf(row) : -1;
  const cursor = here >= 0 ? here : headerRow(rows, hunkOfRow(row) ?? -1);
  const top = Math.max(0, review.top + cursor - review.cursor);
  const matches = rowsWith(rows, review.query);
  const begun = review.selecting === null ? undefined : review.rows[review.selecting];
  const selecting = begun ? rows.indexOf(begun) : null;
  return at({ ...review, marks, rows, matches, top, selecting }, cursor);
}
