import type { Question } from "../intent.ts";
import type { Command } from "../keys/keys.ts";
import { chatSay } from "../panes/chat.ts";
import { commentEdited, commentTyped, openComment } from "../panes/comment-field.ts";
import { rewordDialog } from "../panes/dialogs.ts";
import { reviewStep } from "../review/review.ts";
import { currentHunk } from "../review/review-state.ts";
import { whyBusy } from "./ui-commands.ts";
import { whyClosed } from "./ui-decide.ts";
import { focusPane } from "./ui-panes.ts";
import type { Step, UiEvent, UiState } from "./ui-state.ts";
import { laidOut, note, reviewing, stay } from "./ui-steps.ts";

/*
 * Commenting on a hunk: the field below the diff, and what becomes of the comment.
 */

/** Opens the field for the hunk under the cursor. */
export function startComment(state: UiState): Step {
  const { review } = state;
  const here = review ? currentHunk(review) : undefined;
  if (!review || !here) return stay(state);
  const why = whyClosed(state);
  if (why) return stay(note(state, "info", why));
  const { id } = review.proposal;
  const comment = openComment(state.comment, id, here.hunk.id, here.comment ?? "");
  return stay(laidOut({ ...state, comment }));
}

/** The state after text was typed or pasted into the field. */
export function typedComment(state: UiState, text: string): UiState {
  return state.comment ? { ...state, comment: commentTyped(state.comment, text) } : state;
}

/** A command while the field is open. */
export function commentCommand(state: UiState, command: Command): Step {
  const { comment, review } = state;
  if (!comment) return stay(state);
  const edited = commentEdited(comment, command);
  if (edited) return stay({ ...state, comment: edited });
  if (command === "leave") {
    const left = laidOut({ ...state, comment: { ...comment, open: false } });
    const text = "The text is kept: comment on the same hunk again to go on with it.";
    return stay(comment.field.text.trim() === "" ? left : note(left, "info", text));
  }
  if (command !== "send" && command !== "keep-comment") return stay(state);
  const { proposal: id, hunk } = comment;
  const text = comment.field.text.trim();
  const known = review?.hunks.find((view) => view.hunk.id === hunk)?.comment ?? "";
  if (text === "" && known === "")
    return stay(note(state, "info", "Say what should be different, for example: use 8443"));
  const busy = whyBusy(state);
  if (busy) return stay(note(state, "info", busy));
  const closed = laidOut({ ...state, comment: { ...comment, open: false } });
  const revise = command === "send" && text !== "";
  return { state: closed, effects: [{ do: "comment", id, hunk, text, revise }] };
}

/** The screen after comments were not understood: the questions are said, nothing is proposed. */
export function unrevised(
  state: UiState,
  id: string,
  questions: readonly Question[],
  notes: readonly string[],
): UiState {
  const asked = questions.map(({ question, choices = [] }) =>
    [question, ...choices.slice(0, 6).map((choice) => `  ${choice}`)].join("\n"),
  );
  const said = [...asked, ...notes];
  const text = said[0] ?? "Nothing would be different.";
  const entries = (said.length > 0 ? said : [text]).map(
    (one) => ({ who: "agentix", text: one }) as const,
  );
  const spoken = { ...state, work: null, chat: chatSay(state.chat, ...entries) };
  const open = questions.find(({ choices }) => choices && choices.length > 0);
  if (open && !state.dialog && state.review?.proposal.id === id)
    return { ...spoken, dialog: rewordDialog(id, open) };
  return note(spoken, "info", `${id} is not revised, the comment is kept: ${text.split("\n")[0]}`);
}

/** Opens the newest comment again, with what was chosen for it; "" leaves its text. */
export function rewordComment(state: UiState, choice: string): Step {
  const proposal = state.review?.proposal;
  const last = proposal?.comments?.at(-1);
  if (!proposal || !last) return stay(state);
  const comment = openComment(null, proposal.id, last.hunk, choice === "" ? last.text : choice);
  return stay(laidOut({ ...focusPane(state, "diff").state, comment }));
}

/** The screen after a comment was stored: the field is empty for the next. */
export function commented(
  state: UiState,
  { proposal, patch, removed }: Extract<UiEvent, { type: "commented" }>,
): UiState {
  const { review } = state;
  const shown =
    review?.proposal.id === proposal.id
      ? reviewing(state, reviewStep(review, { type: "proposal", proposal, patch }))
      : state;
  const text = removed ? "The comment is taken back." : `Your comment on ${proposal.id} is kept.`;
  return note({ ...shown, work: null, comment: null }, "good", text);
}
