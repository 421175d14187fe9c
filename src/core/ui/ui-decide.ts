import { keyOf } from "../keys/keymap.ts";
import { hiddenDialog } from "../panes/dialogs.ts";
import { careOf, type ViewHunk } from "../review/diff-view.ts";
import { type ReviewEvent, reviewStep } from "../review/review.ts";
import { chosenLines, selectedCount } from "../review/review-lines.ts";
import { currentHunk, type Review, unsaved } from "../review/review-state.ts";
import type { Step, UiState } from "./ui-state.ts";
import { isClosed, note, reviewing, stay } from "./ui-steps.ts";

/* Deciding hunks, pieces of them and selected lines. */

/** Why nothing can be decided; null when something can. */
export function whyClosed(state: UiState): string | null {
  const proposal = state.review?.proposal;
  return proposal && isClosed(state)
    ? `${proposal.id} is ${proposal.state}: nothing is left to decide.`
    : null;
}

/** A step of the review; what it decided or cut is sent to be stored. */
export function changed(state: UiState, review: Review, event: ReviewEvent): Step {
  const next = reviewStep(review, event);
  if (next.decisions === review.decisions) return stay(reviewing(state, next));
  const why = whyClosed(state);
  if (why) return stay(note(state, "info", why));
  const { cuts, proposal } = next;
  const effect = { do: "decide", id: proposal.id, decisions: unsaved(next), cuts } as const;
  return { state: reviewing(state, next), effects: [effect] };
}

/** What `accepted` is about: the selected lines as the piece that they become, or the hunk at the cursor. */
function subject(review: Review): ViewHunk | undefined {
  if (review.selecting === null) return currentHunk(review);
  const next = reviewStep(review, { type: "decide", decision: "accepted" });
  const before = new Set(review.hunks.map(({ hunk }) => hunk.id));
  const made = next.hunks.filter(({ hunk }) => next.decisions[hunk.id] === "accepted");
  return made.find(({ hunk }) => !before.has(hunk.id)) ?? currentHunk(review);
}

/** Accepts the hunk at the cursor or the selected lines, where they may be accepted unseen. */
export function accept(state: UiState, review: Review): Step {
  const here = subject(review);
  if (!here) return stay(state);
  const care = careOf(here);
  if (care === "protected")
    return stay(
      note(
        state,
        "bad",
        `This hunk is protected: agentix never applies it. Reject it with ${keyOf(state.keymap, "reject", "diff")}.`,
      ),
    );
  if (care === "hidden") return stay({ ...state, dialog: hiddenDialog(here) });
  return decide(state, review, "accepted");
}

/** Accepts after hidden characters were confirmed. */
export function acceptHidden(state: UiState): Step {
  return state.review ? decide(state, state.review, "accepted") : stay(state);
}

/** Decides the hunk at the cursor or the selected lines. */
export function decide(
  state: UiState,
  review: Review,
  decision: "accepted" | "rejected" | "undecided",
): Step {
  const lines = review.selecting === null ? undefined : chosenLines(review);
  if (lines === null)
    return stay(note(state, "info", "No changed line is selected: move with j and k."));
  const step = changed(state, review, { type: "decide", decision });
  const count = lines ? selectedCount(review) : 0;
  const more = lines ? lines.to[0] - lines.from[0] + lines.to[1] - lines.from[1] : 0;
  if (more <= count || step.effects.length === 0) return step;
  const text = "Lines at the end of a file without a final newline are decided together.";
  return { ...step, state: note(step.state, "info", text) };
}

/** Splits the hunk at the cursor into its changes. */
export function split(state: UiState, review: Review): Step {
  const why = whyClosed(state);
  if (why) return stay(note(state, "info", why));
  const step = changed(state, review, { type: "split" });
  const before = review.hunks.length;
  const after = step.state.review?.hunks.length ?? 0;
  if (after === before)
    return stay(note(state, "info", "There is nothing to split here: this is one change."));
  return {
    ...step,
    state: note(step.state, "info", `Split into ${after - before + 1}. u puts it together again.`),
  };
}

/** Begins to select lines, or stops. */
export function lines(state: UiState, review: Review): Step {
  const why = whyClosed(state);
  if (why && review.selecting === null) return stay(note(state, "info", why));
  const step = changed(state, review, { type: "lines" });
  return step.state.review === review
    ? stay(note(state, "info", "There are no lines to select here."))
    : step;
}
