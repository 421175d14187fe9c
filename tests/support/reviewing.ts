import fc from "fast-check";
import { type Review, unsaved } from "../../src/core/review/review-state.ts";
import { initialState, type UiEvent, type UiState } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { decided } from "./sample-actions.ts";
import type { openedFrom } from "./sample-review.ts";
import { keys } from "./ui.ts";

type Opened = ReturnType<typeof openedFrom>;

/** Keys of a review, those that cut and decide more often than those that move; and a store that answers. */
export const reviewingEvent = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("s", "v", "y", "x", "j", "k", "n") },
  { weight: 4, arbitrary: fc.constantFrom("space", "d", "r", "p", "u", "U", "]", "pagedown") },
  { weight: 2, arbitrary: fc.constantFrom("a", "A", "|", "m", "g", "G", "esc", "[") },
  { weight: 2, arbitrary: fc.constantFrom("saving", "saved") },
);

/** A review on a screen, driven by keys, with a store in memory. */
export interface Driven {
  readonly review: Review;
  /** What is stored. */
  readonly stored: Opened;
}

/** Presses the keys; in the end everything is stored. */
export function driven(opened: Opened, events: readonly string[], columns = 120): Driven {
  let state: UiState = initialState({ columns, rows: 40 });
  let stored = opened;
  let arriving: Opened | null = null;
  const dispatch = (event: UiEvent) => {
    state = update(state, event).state;
  };
  const saving = () => {
    if (!state.review || arriving) return;
    const { cuts } = state.review;
    const decisions = unsaved(state.review);
    if (Object.keys(decisions).length === 0) return;
    dispatch({ type: "saving", id: opened.proposal.id, decisions, cuts });
    arriving = { ...stored, proposal: decided(stored, decisions, cuts) };
  };
  const saved = () => {
    if (!arriving) return;
    stored = arriving;
    arriving = null;
    dispatch({ type: "saved", ...stored });
  };
  dispatch({ type: "opened", ...opened });
  for (const event of events)
    if (event === "saving") saving();
    else if (event === "saved") saved();
    else for (const key of keys(event)) dispatch(key);
  for (let left = 3; left > 0; left -= 1) {
    saving();
    saved();
  }
  if (!state.review) throw new Error("no review");
  return { review: state.review, stored };
}
