import type { Intent } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { parseTargetId, type Target, targetId } from "../core/target.ts";
import { judgeFile } from "../policy/decide.ts";
import type { OptionState } from "../ports.ts";
import { type Context, refOf } from "./context.ts";
import { homeFiles, homeUser } from "./home-files.ts";
import { exclusion, type KnownFile } from "./placement.ts";
import type { Sources } from "./sources.ts";

/** What placement needs to know about a repository, by evaluation of its targets. */
export interface Survey {
  readonly files: readonly KnownFile[];
  /** Target id → shown option path → state at the base. */
  readonly states: Readonly<Record<string, Readonly<Record<string, OptionState>>>>;
}

/** Prefixes whose definitions say what a file is about. */
const themes = [["services"], ["programs"], ["networking"], ["users"], ["environment"], ["home"]];

function prefixesFor(intents: readonly Intent[]): string[][] {
  const prefixes = new Map<string, string[]>(themes.map((theme) => [showPath(theme), theme]));
  for (const { path } of intents) {
    const top = path.slice(0, 1);
    prefixes.set(showPath(top), top);
    if (path.length > 2) {
      const parent = path.slice(0, -1);
      prefixes.set(showPath(parent), parent);
    }
  }
  return [...prefixes.values()];
}

/**
 * Asks Nix which files of the repository each target evaluates, what they define, and what the
 * options of these intents are now.
 */
export async function survey(
  context: Context,
  observation: Observation,
  intents: readonly Intent[],
  sources: Sources,
): Promise<Result<Survey>> {
  const ref = refOf(observation.repo, observation.repo.head);
  const wanted = [...new Set(intents.flatMap((intent) => intent.targets))].map(parseTargetId);
  const paths = [...new Map(intents.map(({ path }) => [showPath(path), path])).values()];
  const states = await context.nix.states(ref, wanted, paths, context.signal);
  if (!states.ok) return states;

  const users = new Map<string, Set<string>>();
  const note = (file: string, target: Target) => {
    const known = users.get(file) ?? new Set<string>();
    users.set(file, known.add(targetId(target)));
  };
  const reads = await context.nix.reads(ref, observation.targets, context.signal);
  if (!reads.ok) return reads;
  for (const target of observation.targets)
    for (const file of reads.value[targetId(target)]?.files ?? []) note(file, target);

  const options = new Map<string, string[][]>();
  for (const target of wanted) {
    const use = await context.nix.fileUse(ref, target, prefixesFor(intents), context.signal);
    if (!use.ok) return use;
    for (const { file, options: defined } of use.value) {
      note(file, target);
      const list = options.get(file) ?? [];
      options.set(file, [...list, ...defined.map((path) => [...path])]);
    }
    for (const [, state] of Object.entries(states.value[targetId(target)] ?? {}))
      for (const definition of state.definitions)
        if (definition.file) note(definition.file, target);
  }

  const homes = new Map<string, readonly string[]>();
  for (const user of new Set(intents.flatMap(({ path }) => homeUser(path) ?? []))) {
    const syntax = await context.syntax();
    for (const target of wanted.filter(({ kind }) => kind !== "home")) {
      const own = [...users].filter(([, targets]) => targets.has(targetId(target)));
      const found = await homeFiles(
        syntax,
        sources,
        own.map(([path]) => path),
        user,
      );
      for (const { path, options: defined } of found) {
        note(path, target);
        homes.set(path, ["home-manager", "users", user]);
        options.set(path, [...(options.get(path) ?? []), ...defined.map((one) => [...one])]);
      }
    }
  }

  const files: KnownFile[] = [];
  for (const [path, targets] of users) {
    const text = await sources.read(path);
    const head = text.ok ? text.value.split("\n", 6).join("\n") : "";
    const guarded = judgeFile(path);
    const excluded = !text.ok
      ? text.problem.message
      : guarded?.tier === "protected"
        ? guarded.reason
        : exclusion(path, head);
    const below = homes.get(path);
    files.push({
      path,
      users: targets,
      options: options.get(path) ?? [],
      ...(excluded === undefined ? {} : { excluded }),
      ...(below === undefined ? {} : { below }),
    });
  }
  return ok({ files, states: states.value });
}
