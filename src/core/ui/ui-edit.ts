import type { Dialog } from "../panes/dialog.ts";
import type { Problem } from "../result.ts";
import { currentHunk } from "../review/review-state.ts";
import { whyBusy } from "./ui-commands.ts";
import { whyClosed } from "./ui-decide.ts";
import type { Step, UiEvent, UiState } from "./ui-state.ts";
import { note, stay } from "./ui-steps.ts";

/*
 * Editing a hunk in the person's editor: what the key does, and what happens to a text that was refused.
 */

/** A text that could not be taken over, and why. It is kept until it is edited again or dropped. */
export interface EditDraft {
  readonly proposal: string;
  readonly hunk: string;
  readonly text: Uint8Array;
  readonly problem: Problem | null;
}

/** Opens the hunk under the cursor in the editor; with the text that was refused before, where there is one. */
export function editCommand(state: UiState): Step {
  const { review, editDraft } = state;
  const here = review ? currentHunk(review) : undefined;
  if (!review || !here) return stay(state);
  const why = whyClosed(state) ?? whyBusy(state);
  if (why) return stay(note(state, "info", why));
  const { id } = review.proposal;
  const hunk = here.hunk.id;
  const draft = editDraft?.proposal === id && editDraft.hunk === hunk ? editDraft : null;
  return { state, effects: [{ do: "edit", id, hunk, draft }] };
}

/** The screen after a text was refused: it is kept, and a dialog asks what to do with it. */
export function editRefused(
  state: UiState,
  { draft }: Extract<UiEvent, { type: "edit-refused" }>,
): UiState {
  return { ...state, work: null, help: null, editDraft: draft, dialog: refusedDialog(draft) };
}

/** What is chosen about a text that was refused. */
export function editChoice(state: UiState, value: string): Step {
  const draft = state.editDraft;
  if (value === "drop")
    return stay(note({ ...state, editDraft: null }, "info", "The edit is dropped."));
  if (value !== "yes" || !draft)
    return stay(
      note(state, "info", "Your text is kept: edit the same hunk again to go on with it."),
    );
  const why = whyBusy(state);
  if (why) return stay(note(state, "info", why));
  const { proposal: id, hunk } = draft;
  return { state, effects: [{ do: "edit", id, hunk, draft }] };
}

const shownAround = 2;

/** The lines around the one that is wrong, numbered as in the file. */
function excerpt({ text, problem }: EditDraft): string[] {
  const { line, hunkLine } = (problem?.details ?? {}) as { line?: number; hunkLine?: number };
  if (line === undefined || hunkLine === undefined) return [];
  const lines = new TextDecoder().decode(text).split(/\r?\n/);
  const first = Math.max(0, hunkLine - 1 - shownAround);
  const shown = lines.slice(first, hunkLine + shownAround).map((content, at) => {
    const number = line - hunkLine + first + at + 1;
    return `${number === line ? ">" : " "} ${String(number).padStart(4)}  ${content}`;
  });
  return shown.length > 0 ? ["", ...shown] : [];
}

const titles: Readonly<Record<string, string>> = {
  "edit-broke-syntax": "The edit does not parse",
  "policy-refused": "The edit is refused",
};

function refusedDialog(draft: EditDraft): Dialog {
  const { problem } = draft;
  const lines = [
    ...(problem?.message.split("\n") ?? []),
    ...excerpt(draft),
    "",
    ...(problem?.hint ? [problem.hint] : []),
    "Nothing was stored.",
  ];
  return {
    kind: "edit-refused",
    title: titles[problem?.code ?? ""] ?? "The edit was not taken over",
    lines,
    choices: [
      { label: "Edit again, with the text as I left it", value: "yes" },
      { label: "Drop the edit", value: "drop" },
    ],
    marked: 0,
    top: 0,
  };
}
