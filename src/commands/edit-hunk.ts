import type { Edited, Opened } from "../../components/actions.ts";
import { editBuffer, readBuffer } from "../core/patch/edit-buffer.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, type Problem, type Result } from "../core/result.ts";
import type { Context } from "../loop/context.ts";
import { type EditOutcome, type EditStart, finishEdit, startEdit } from "../loop/edit-hunk.ts";
import { isOfEvaluation } from "../loop/store-proposal.ts";
import type { Process } from "../ports/system.ts";
import { editBytes, findEditor } from "./editor.ts";

/** What an edit needs besides the loop. */
export interface EditParts {
  readonly context: Context;
  readonly process: Process;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gives the terminal away while the editor runs. `waiting` says what for. */
  readonly away: <T>(waiting: string, run: () => Promise<T>) => Promise<T>;
}

/** A person's text that could not be taken over: it goes back into the editor, with the reason. */
export interface Draft {
  readonly text: Uint8Array;
  readonly problem: Problem | null;
}

/** What came of the editor: the loop's answer, or the text that it refused. */
export type HunkEdit = EditOutcome | { readonly kind: "refused"; readonly draft: Draft };

/** Opens the hunk in the person's editor and takes over what was written. Loses no text. */
export async function editHunk(
  parts: EditParts,
  reference: string,
  hunk: string,
  draft?: Draft,
): Promise<Result<HunkEdit>> {
  const { context, env } = parts;
  const start = await startEdit(context, reference, hunk);
  if (!start.ok) return start;
  const editor = findEditor(env);
  if (!editor.ok) return editor;
  const { side, file, path } = start.value;
  const bytes = editBuffer(instructions(start.value, draft), draft?.text ?? side, side, file);
  const { signal } = context;
  const edited = await parts.away(editor.value.name, () =>
    editBytes({
      process: parts.process,
      env,
      editor: editor.value,
      path,
      bytes,
      ...(signal ? { signal } : {}),
    }),
  );
  if (!edited.ok) return draft ? refused(draft.text, edited.problem) : edited;
  const done = await finishEdit(context, start.value, edited.value);
  return done.ok ? done : refused(readBuffer(edited.value, side, file), done.problem);
}

function refused(text: Uint8Array, problem: Problem): Result<HunkEdit> {
  return ok({ kind: "refused", draft: { text, problem } });
}

function instructions({ proposal, path, range }: EditStart, draft: Draft | undefined): string[] {
  const last = range.start + Math.max(0, range.lines - 1);
  const why = draft?.problem;
  const { hunkLine } = (why?.details ?? {}) as { hunkLine?: number };
  return [
    `${proposal.id}: ${path}, lines ${range.start} to ${last}, as proposed.`,
    "Change them, save and quit. These lines at the top are left out again;",
    "so is every other line that begins like them. An empty text changes nothing.",
    ...(why ? ["", ...why.message.split("\n").map((line) => `! ${line}`)] : []),
    ...(hunkLine === undefined ? [] : [`! That is line ${hunkLine} below these.`]),
  ];
}

/** What the terminal UI hears of an edit. */
export async function editReply(
  request: { readonly id: string; readonly hunk: string },
  done: HunkEdit,
  open: (result: Result<Proposal>) => Promise<Result<Opened>>,
): Promise<Result<Edited>> {
  switch (done.kind) {
    case "refused":
      return ok({
        kind: "refused",
        draft: { proposal: request.id, hunk: request.hunk, ...done.draft },
      });
    case "same":
    case "empty":
      return ok({ kind: "unchanged", said: describeUnchanged(done.kind) });
    case "edited": {
      const opened = await open(ok(done.proposal));
      const said = describeEdit(done);
      return opened.ok ? ok({ kind: "edited", opened: opened.value, said }) : opened;
    }
  }
}

/** Why an edit left everything as it was. */
export function describeUnchanged(kind: "same" | "empty"): string {
  return kind === "same"
    ? "Nothing changed: the text is as it was."
    : "Nothing changed: an empty text gives the edit up. To take the hunk away, reject it.";
}

/** What an edit did, in one line. */
export function describeEdit({
  proposal,
  before,
  after,
}: Extract<HunkEdit, { kind: "edited" }>): string {
  const broken = proposal.explanation.notes.some(isOfEvaluation);
  const then = broken ? " It does not evaluate as it is: see above the diff." : "";
  if (after.length === 0)
    return `${proposal.id}: the hunk is gone, its lines are as they were.${then}`;
  const more = before.length > 1 ? ` It joined ${before.length} hunks.` : "";
  return `${proposal.id}: edited by you, parsed and evaluated. Decide the hunk again.${more}${then}`;
}
