import type { Decision } from "../hunk.ts";
import { type Cuts, cutMore, overlap, piecesOf, pieceWith } from "../patch/cuts.ts";
import { recutDecisions } from "../patch/pieces.ts";
import { splitCuts } from "../patch/split.ts";
import type { ViewHunk } from "./diff-view.ts";
import { chosenLines } from "./review-lines.ts";
import { at, headerRow, jump, laidOut } from "./review-place.ts";
import { type Choice, currentHunk, type Review, remembered } from "./review-state.ts";

/* Cutting hunks in a review: at once, from git's patch and the cuts alone. */

/** The review with other decisions and cuts; the reader stays on the same change. */
export function withChoice(review: Review, { decisions, cuts }: Choice): Review {
  if (cuts === review.cuts) return { ...review, decisions };
  const here = currentHunk(review);
  return toChangeOf(laidOut({ ...review, decisions, cuts }, true), here);
}

/** To the piece that holds the first change of a hunk as it was cut before. */
function toChangeOf(review: Review, before: ViewHunk | undefined): Review {
  const first = before?.lines.find(({ source }) => source.sign !== " ")?.source.text;
  const holds = (view: ViewHunk | undefined) =>
    view?.lines.some(({ source }) => source.text === first);
  if (!first || holds(currentHunk(review))) return review;
  const found = review.hunks.find(holds);
  return found ? at(review, headerRow(review.rows, found.index)) : review;
}

function recut(review: Review, cuts: Cuts): Choice {
  return { cuts, decisions: recutDecisions(review.patch, review.cuts, cuts, review.decisions) };
}

/** Splits the hunk under the cursor; the same review where there is nothing to split. */
export function splitHunk(review: Review): Review {
  const here = currentHunk(review);
  const piece = here && pieceWith(review.patch, review.cuts, here.hunk.id);
  if (!piece) return review;
  const { parent } = piece;
  const cuts = cutMore(review.cuts, parent, splitCuts(piece));
  if (piecesOf(parent, cuts[parent.id]).some(({ hunk }) => hunk.id === here.hunk.id)) return review;
  const next = withChoice(remembered(review), recut(review, cuts));
  return at(next, headerRow(next.rows, here.index));
}

/** Decides exactly the selected lines: they become a piece of their own, the rest keeps its decision. */
export function decideLines(review: Review, decision: Decision): Review {
  const lines = chosenLines(review);
  if (!lines) return review;
  const { parent } = lines.piece;
  const cuts = cutMore(review.cuts, parent, lines.cuts);
  const { decisions } = recut(review, cuts);
  const pieces = piecesOf(parent, cuts[parent.id]).filter((piece) => overlap(piece, lines));
  const own = Object.fromEntries(pieces.map(({ hunk }) => [hunk.id, decision]));
  const isSame = JSON.stringify(cuts) === JSON.stringify(review.cuts);
  const next = withChoice(remembered({ ...review, selecting: null }), {
    cuts: isSame ? review.cuts : cuts,
    decisions: { ...decisions, ...own },
  });
  const index = next.hunks.find(({ hunk }) => hunk.id === pieces[0]?.hunk.id)?.index ?? 0;
  const there = at(next, headerRow(next.rows, index));
  return decision === "undecided" ? there : jump(there, "undecided");
}
