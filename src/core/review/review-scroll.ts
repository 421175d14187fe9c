import type { Review } from "./review-state.ts";

/** Scrolls the diff by rows; the cursor stays on its row as long as that is on the screen. */
export function scrollBy(review: Review, by: number): Review {
  const height = Math.max(1, review.view.height);
  const top = Math.max(0, Math.min(review.top + by, review.rows.length - height));
  const cursor = Math.max(top, Math.min(review.cursor, top + height - 1));
  return top === review.top ? review : { ...review, top, cursor };
}

/** Puts the cursor on a row that is on the screen, which does not move; where there is no such row, nothing. */
export function pointAt(review: Review, row: number): Review {
  return row < 0 || row >= review.rows.length || row === review.cursor
    ? review
    : { ...review, cursor: row };
}
