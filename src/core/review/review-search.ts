import { rowsWith } from "./diff-search.ts";
import { at } from "./review-place.ts";
import type { Review } from "./review-state.ts";

/** Looks for a query and goes to its first match at or below `origin`, around the end. */
export function searchReview(review: Review, query: string, origin: number): Review {
  const matches = rowsWith(review.rows, query);
  const next = { ...review, query, matches };
  const row = matches.find((one) => one >= origin) ?? matches[0];
  return at(next, row ?? origin);
}

/** Goes to the next or previous match, around the ends. */
export function toMatch(review: Review, by: 1 | -1): Review {
  const { matches, cursor } = review;
  const row =
    by === 1
      ? (matches.find((one) => one > cursor) ?? matches[0])
      : (matches.findLast((one) => one < cursor) ?? matches.at(-1));
  return row === undefined ? review : at(review, row);
}
