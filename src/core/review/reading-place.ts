import { reviewStep } from "./review.ts";
import { laidOut } from "./review-place.ts";
import { currentHunk, type Review } from "./review-state.ts";

/** Where a reader is, in terms that outlive the screen and a re-base. */
export interface ReviewPlace {
  /** The hunk's id; null above the first one. */
  readonly hunk: string | null;
  /** Rows below the hunk's header, or below the top of all. */
  readonly row: number;
  /** Rows of the screen above the cursor. */
  readonly above: number;
  /** Unchanged regions that are shown, by their ids. */
  readonly unfolded: string[];
}

const keptUnfolded = 200;

function headerOf(review: Review, hunk: string | null): number {
  const index = review.hunks.find((view) => view.hunk.id === hunk)?.index;
  return review.rows.findIndex((row) => row.kind === "hunk" && row.hunk === index);
}

/** Where the reader is now. */
export function placeIn(review: Review): ReviewPlace {
  const { cursor, top, rows } = review;
  const above = cursor - top;
  const isAbove = cursor < rows.findIndex(({ kind }) => kind === "file");
  const hunk = isAbove ? null : (currentHunk(review)?.hunk.id ?? null);
  const row = Math.max(0, cursor - Math.max(0, headerOf(review, hunk)));
  return { hunk, row, above, unfolded: [...review.unfolded].slice(-keptUnfolded) };
}

/** The review at that place, or at its hunk's end where it is shorter now, or as it is without the hunk. */
export function atPlace(before: Review, { hunk, row, above, unfolded }: ReviewPlace): Review {
  const review = laidOut({ ...before, unfolded: new Set(unfolded) }, false);
  const header = hunk === null ? 0 : headerOf(review, hunk);
  if (header < 0) return review;
  let wanted = header + row;
  const isIn = (at: number) => currentHunk({ ...review, cursor: at })?.hunk.id === hunk;
  if (hunk !== null) while (wanted > header && !isIn(wanted)) wanted -= 1;
  const moved = reviewStep(review, { type: "move", by: wanted - review.cursor });
  const most = Math.max(0, moved.rows.length - moved.view.height);
  const scrolled = { ...moved, top: Math.max(0, Math.min(most, moved.cursor - above)) };
  return reviewStep(scrolled, { type: "move", by: 0 });
}
