import type { EditOutcome, ModuleScope } from "../core/edit.ts";
import type { Intent, PlacedIntent } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Syntax } from "../ports.ts";
import type { Context } from "./context.ts";
import { homeUser } from "./home-files.ts";
import { type KnownFile, place } from "./placement.ts";
import { openSources, type Sources } from "./sources.ts";
import { survey } from "./survey.ts";

/** Edits in memory: nothing has been written anywhere yet. */
export interface Patch {
  readonly placed: readonly PlacedIntent[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly notes: readonly string[];
}

/** The module body of a file that already speaks of the option's neighbours; undefined when there is one. */
function scopeFor(
  syntax: Syntax,
  source: string,
  path: readonly string[],
): ModuleScope | undefined {
  let best: { scope: ModuleScope; prefix: number } | undefined;
  for (const definition of syntax.definitions(source)) {
    let prefix = 0;
    while (prefix < path.length && definition.path[prefix] === path[prefix]) prefix += 1;
    if (prefix > 0 && (!best || prefix > best.prefix)) best = { scope: definition.scope, prefix };
  }
  return best?.scope;
}

/** The option's path as the file's own module sees it. */
function pathWithin(file: KnownFile | undefined, path: readonly string[]): readonly string[] {
  const below = file?.below ?? [];
  return below.every((part, index) => path[index] === part) ? path.slice(below.length) : path;
}

async function editFile(
  context: Context,
  sources: Sources,
  file: string,
  intent: Intent,
  path: readonly string[],
): Promise<Result<EditOutcome>> {
  const source = await sources.read(file);
  if (!source.ok) return source;
  const syntax = await context.syntax();
  const scope = scopeFor(syntax, source.value, path);
  const outcome = syntax.edit(source.value, {
    operation: intent.operation,
    path,
    ...(intent.value === undefined ? {} : { value: intent.value }),
    ...(scope === undefined ? {} : { scope }),
  });
  if (!outcome.ok)
    return problem(outcome.problem.code, `${file}: ${outcome.problem.message}`, {
      ...(outcome.problem.hint === undefined ? {} : { hint: outcome.problem.hint }),
      details: { ...outcome.problem.details, file, option: showPath(intent.path) },
    });
  if (!outcome.value.changed) return outcome;
  const parsed = await context.nix.parse(outcome.value.text, file);
  if (!parsed.ok) return parsed;
  if (parsed.value)
    return problem(
      "edit-broke-syntax",
      `${file}: the edit would not parse: ${parsed.value.message}`,
      {
        hint: "This is a bug in the editor; the file is unchanged. Please report it with the file.",
        details: { file, option: showPath(intent.path) },
      },
    );
  sources.write(file, outcome.value.text);
  return outcome;
}

/** Lines that an edit adds above earlier edits of the same file push them down. */
function shiftEarlier(placed: PlacedIntent[], file: string, outcome: EditOutcome, before: string) {
  const growth = outcome.text.split("\n").length - before.split("\n").length;
  for (const [index, earlier] of placed.entries())
    if (
      earlier.file === file &&
      earlier.line !== null &&
      earlier.line >= outcome.line &&
      growth !== 0
    )
      placed[index] = { ...earlier, line: earlier.line + growth };
}

function remember(files: KnownFile[], file: string, path: readonly string[]) {
  const index = files.findIndex((known) => known.path === file);
  const known = files[index];
  if (known) files[index] = { ...known, options: [...known.options, path] };
}

/**
 * Turns intents into edited files: where each option or its siblings are defined, by evaluation.
 * What is already so is reported, not written twice. `exclusive`: the person chose the targets.
 */
export async function patch(
  context: Context,
  observation: Observation,
  intents: readonly Intent[],
  exclusive: boolean,
): Promise<Result<Patch>> {
  const widest = Math.max(...intents.map(({ targets }) => targets.length));
  const sources = openSources(context.git, observation.repo.head);
  const known = await survey(context, observation, intents, sources);
  if (!known.ok) return known;
  const files = [...known.value.files];
  const placed: PlacedIntent[] = [];
  const notes: string[] = [];

  for (const intent of intents) {
    const definers = Object.fromEntries(
      intent.targets.map((target) => {
        const state = known.value.states[target]?.[showPath(intent.path)];
        const own = homeUser(intent.path)
          ? homeDefiners(files, target, intent.path)
          : (state?.definitions ?? []).flatMap(({ file }) => (file ? [file] : []));
        const earlier = placed
          .filter((other) => other.targets.includes(target) && samePath(other.path, intent.path))
          .flatMap((other) => (other.file ? [other.file] : []));
        return [target, [...new Set([...own, ...earlier])]];
      }),
    );
    const places = place({
      path: intent.path,
      operation: intent.operation,
      targets: intent.targets,
      files,
      definers,
      exclusive: exclusive || intent.targets.length < widest,
    });
    if (!places.ok) return places;
    if (places.value.length === 0) {
      placed.push({
        ...intent,
        file: null,
        line: null,
        outcome: "already-so",
        placement: `no file of this repository defines ${showPath(intent.path)}`,
      });
    }
    for (const { file, targets, why } of places.value) {
      const before = await sources.read(file);
      const known = files.find(({ path }) => path === file);
      const outcome = await editFile(
        context,
        sources,
        file,
        intent,
        pathWithin(known, intent.path),
      );
      if (!outcome.ok) return outcome;
      const { changed, line, note } = outcome.value;
      if (changed && before.ok) shiftEarlier(placed, file, outcome.value, before.value);
      placed.push({
        ...intent,
        targets: [...targets],
        file,
        line,
        outcome: changed ? "edited" : "already-so",
        placement: why,
      });
      remember(files, file, intent.path);
      if (note) notes.push(`${file}:${line}: ${note}`);
      const others = [...(known?.users ?? [])].filter((user) => !intent.targets.includes(user));
      if (others.length > 0)
        notes.push(`${others.join(", ")} uses ${file} too and changes with it.`);
    }
  }
  return ok({ placed, files: sources.changed(), notes });
}

function homeDefiners(
  files: readonly KnownFile[],
  target: string,
  path: readonly string[],
): string[] {
  return files
    .filter(({ below, users, options }) => {
      return below && users.has(target) && options.some((option) => samePath(option, path));
    })
    .map(({ path: file }) => file);
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}
