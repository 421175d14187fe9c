import { commentRows } from "../panes/comment-field.ts";
import { reviewStep } from "../review/review.ts";
import type { Review, ReviewView } from "../review/review-state.ts";
import { areaOf, mainColumns } from "./screen-layout.ts";
import { layoutOf, type Step, type Toast, type UiState } from "./ui-state.ts";

const splitColumns = 100;

/** A step that wants nothing done. */
export function stay(state: UiState): Step {
  return { state, effects: [] };
}

/** Says something in the line above the last. */
export function note(state: UiState, tone: Toast["tone"], text: string): UiState {
  return { ...state, toast: { tone, text } };
}

/** The state with this review; the screen stays as it is. */
export function reviewing(state: UiState, review: Review): UiState {
  return review === state.review ? state : { ...state, review };
}

/** Whether the open proposal's life has ended: nothing is left to decide. */
export function isClosed({ review }: UiState): boolean {
  const ended = ["applied", "activated", "rejected", "rolled-back"];
  return review !== null && ended.includes(review.proposal.state);
}

/** Whether the branch has moved since the open proposal was made. */
export function isStale({ review, snapshot }: UiState): boolean {
  const item = snapshot?.proposals.find(({ id }) => id === review?.proposal.id);
  return item?.state === "stale";
}

/** How the diff is drawn on this screen. */
export function reviewView(state: UiState): ReviewView {
  const layout = layoutOf(state);
  const { width, height } = areaOf(layout, "diff") ?? {
    width: mainColumns(layout),
    height: layout.bodyRows,
  };
  const usual = state.size.columns >= splitColumns ? "split" : "unified";
  // One row is the pane's title.
  return {
    layout: state.layoutWish ?? usual,
    width,
    height: Math.max(1, height - 1 - (state.comment?.open ? commentRows : 0)),
  };
}

/** The state with the diff fitted to the screen. Call after anything that moves panes. */
export function laidOut(state: UiState): UiState {
  const { review, compare } = state;
  if (!review && !compare) return state;
  const event = { type: "view", view: reviewView(state) } as const;
  const next = review ? reviewing(state, reviewStep(review, event)) : state;
  if (!compare) return next;
  const shown = reviewStep(compare.review, event);
  return shown === compare.review ? next : { ...next, compare: { ...compare, review: shown } };
}
