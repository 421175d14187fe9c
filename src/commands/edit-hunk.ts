import { editBuffer, readBuffer } from "../core/edit-buffer.ts";
import { ok, type Problem, type Result } from "../core/result.ts";
import type { Context } from "../loop/context.ts";
import { type EditOutcome, type EditStart, finishEdit, startEdit } from "../loop/edit-hunk.ts";
import type { Process } from "../ports.ts";
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
