import { applyBlocks } from "../core/free-edit.ts";
import { namesFile, namesOption, onlyImports, wantsFreeEdit } from "../core/free-goal.ts";
import { newFileWhy } from "../core/free-path.ts";
import type { Observation } from "../core/observation.ts";
import type { EditFault, FreeEdit, FreeText } from "../core/plan-parts.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { suspicious } from "../core/suspicious.ts";
import type { Syntax } from "../ports/syntax.ts";
import type { Context } from "./context.ts";
import { guardedFaults } from "./free-guard.ts";
import { closedWhy, openPaths, shownText } from "./open-files.ts";

/** What came of free edits: the files as they would be, and what stands against them. */
interface Tried {
  readonly texts: readonly FreeText[];
  readonly faults: readonly EditFault[];
}

/** More than this in one proposal is no edit that somebody reads line by line. */
const most = { edits: 20, characters: 20_000 };

/**
 * Tries free edits in memory, whoever wrote them: places, matching, characters, allow-list, and last real Nix.
 * @param goal the words that they have to come from; null where a person wrote the edits
 * @param current files that other edits of the plan have changed already
 */
export async function freeFaults(
  context: Context,
  observation: Observation,
  goal: string | null,
  edits: readonly FreeEdit[],
  current: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Result<Tried>> {
  const faults: EditFault[] = [];
  const against = (edit: number, message: string) => faults.push({ edit, message });
  const size = edits.reduce((sum, { replace }) => sum + replace.length, 0);
  if (goal !== null && edits.length > 0 && !wantsFreeEdit(goal))
    against(0, "the goal asks for no let, import, overlay, module or refactor");
  if (edits.length > most.edits || size > most.characters) against(0, "there is too much of it");
  if (faults.length > 0) return ok({ texts: [], faults });

  const tracked = await context.git.files(observation.repo.head);
  if (!tracked.ok) return tracked;
  const opened = await openPaths(context, observation);
  if (!opened.ok) return opened;
  const open = new Set(opened.value);
  const paths = new Set(tracked.value.map(({ path }) => path));
  const syntax = await context.syntax();
  const texts: FreeText[] = [];
  const listed = edits.map((block, edit) => ({ edit, block }));
  for (const { edit, block } of listed) {
    const hidden = suspicious(block.replace)[0] ?? suspicious(block.file)[0];
    if (hidden) against(edit, `it holds a ${hidden.name}, which a reader cannot see or misreads`);
  }
  for (const [file, blocks] of Map.groupBy(listed, ({ block }) => block.file)) {
    const first = blocks[0]?.edit ?? 0;
    const made = blocks.find(({ block }) => block.search === null);
    if (made && !paths.has(file)) {
      const why = newFileWhy(file, observation.repo.flakeDir, paths) ?? closedWhy(file);
      if (why !== null) against(made.edit, `${file}: ${why}`);
      else if (blocks.length > 1) against(first, `${file}: a new file is written in one piece`);
      else texts.push({ file, before: null, after: made.block.replace });
      continue;
    }
    const shown = await shownText(context, observation, file, open);
    if (!shown.ok) {
      if (shown.problem.code !== "protected-path") return shown;
      against(first, shown.problem.message);
      continue;
    }
    const bytes = current.get(file);
    const text = bytes
      ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
      : shown.value.text;
    if (goal !== null && !isNamed(syntax, goal, file, shown.value.text, blocks))
      against(first, `${file}: the goal names neither this file nor an option that it defines`);
    const applied = applyBlocks(shown.value.shown, text, blocks);
    if (applied.ok) texts.push({ file, before: text, after: applied.text });
    else faults.push(...applied.faults);
  }
  if (faults.length > 0) return ok({ texts, faults });

  const created = new Set(texts.flatMap(({ file, before }) => (before === null ? [file] : [])));
  const importable = (path: string) =>
    [path, `${path.replace(/\/$/, "")}/default.nix`].some(
      (one) => one.endsWith(".nix") && (open.has(one) || created.has(one)),
    );
  const editOf = (file: string) => edits.findIndex((edit) => edit.file === file);
  for (const { file, line, message } of syntax.refusals(texts, importable))
    against(editOf(file), `${file}:${line}: only a person may write ${message}`);
  if (goal !== null) faults.push(...guardedFaults(syntax, goal, texts, edits));
  if (faults.length > 0) return ok({ texts, faults });
  for (const { file, after } of texts) {
    const parsed = await context.nix.parse(after, file);
    if (!parsed.ok) return parsed;
    if (parsed.value) against(editOf(file), `${file} would not parse: ${parsed.value.message}`);
  }
  return ok({ texts, faults });
}

function isNamed(
  syntax: Syntax,
  goal: string,
  file: string,
  text: string,
  blocks: readonly { readonly block: FreeEdit }[],
): boolean {
  if (namesFile(goal, file)) return true;
  if (syntax.definitions(text).some(({ path }) => namesOption(goal, path))) return true;
  return blocks.every(({ block: { search, replace } }) => onlyImports(search ?? "", replace));
}

/** The files of a plan with its free edits in them; `edit-refused` where something stands against one. */
export async function withFreeEdits(
  context: Context,
  observation: Observation,
  goal: string,
  edits: readonly FreeEdit[],
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const tried = await freeFaults(context, observation, goal, edits, files);
  if (!tried.ok) return tried;
  const { texts, faults } = tried.value;
  const [first] = faults;
  if (first)
    return problem("edit-refused", `A free edit is refused: ${first.message}.`, {
      hint: "Say it in options, or edit the file by hand.",
      details: { faults },
    });
  const encoder = new TextEncoder();
  return ok(
    new Map([...files, ...texts.map(({ file, after }) => [file, encoder.encode(after)] as const)]),
  );
}
