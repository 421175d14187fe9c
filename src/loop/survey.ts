import type { Intent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { parseTargetId, type Target, targetId } from "../core/target.ts";
import { judgeFile } from "../policy/decide.ts";
import { builtinPolicy } from "../policy/policy.ts";
import type { FlakeRef, ModulePosition, OptionState } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { asked } from "./explain.ts";
import { homeFiles } from "./home-files.ts";
import { rolePaths } from "./meant.ts";
import { exclusion } from "./placement.ts";
import { untold } from "./places.ts";
import { optionsOf, type Site, scopeAt, siteKey } from "./sites.ts";
import type { Sources } from "./sources.ts";

/** What placement needs to know about a repository, by evaluation of its targets. */
export interface Survey {
  readonly sites: readonly Site[];
  /** Target id → shown option path → state at the base. */
  readonly states: Readonly<Record<string, Readonly<Record<string, OptionState>>>>;
  /** Keys (see siteKey) of the modules that define an option on a target now. */
  definers(target: string, path: readonly string[]): readonly string[];
  readonly notes: readonly string[];
}

/**
 * Asks Nix which modules of the repository each target is made of and what the options of these
 * intents are now; what the modules define besides is read from their syntax.
 */
export async function survey(
  context: Context,
  at: { readonly ref: FlakeRef; readonly targets: readonly Target[] },
  intents: readonly Intent[],
  sources: Sources,
): Promise<Result<Survey>> {
  const { ref } = at;
  const syntax = await context.syntax();
  const wanted = new Set(intents.flatMap((intent) => intent.targets));
  const targets = [...wanted].map(parseTargetId);
  // What the explanation asks of the base is asked along.
  const [states, modules] = await Promise.all([
    context.nix.states(
      ref,
      targets,
      asked(intents, targets, intents.flatMap(rolePaths)),
      context.signal,
    ),
    modulesOf(context, ref, at.targets),
  ]);
  if (!states.ok) return states;

  const sites = new Map<string, Site & { users: Set<string> }>();
  const notes: string[] = [];
  /** Notes that a target uses a module, and gives the module's key; undefined for what is no file. */
  const note = async (
    target: string,
    position: ModulePosition,
    below?: Site["below"],
  ): Promise<string | undefined> => {
    const text = await sources.read(position.file);
    if (!text.ok && text.problem.details?.missing) return undefined;
    const source = text.ok ? text.value : "";
    const scope = scopeAt(syntax, source, position);
    const key = siteKey(position.file, scope);
    const known = sites.get(key);
    if (known && !(below && !known.below)) {
      known.users.add(target);
      return key;
    }
    const options = optionsOf(syntax, source, scope);
    const why = text.ok ? excluded(position, source, scope, options) : text.problem.message;
    sites.set(key, {
      file: position.file,
      ...(scope === undefined ? {} : { scope }),
      users: new Set(known?.users).add(target),
      options,
      ...(why === undefined ? {} : { excluded: why }),
      ...(below === undefined ? {} : { below }),
    });
    return key;
  };

  for (const [id, found] of modules) {
    if (!found.ok) {
      if (wanted.has(id)) return found;
      notes.push(`${id} does not evaluate, so what it shares with others is not known.`);
      continue;
    }
    for (const position of found.value) await note(id, position);
  }
  for (const { kind, name } of at.targets.filter((target) => target.kind !== "home")) {
    const id = targetId({ kind, name });
    const own = [...sites.values()].filter(({ users }) => users.has(id));
    const found = await homeFiles(syntax, sources, [...new Set(own.map(({ file }) => file))]);
    for (const [file, below] of found) await note(id, { file }, below);
  }

  const definers = new Map<string, string[]>();
  for (const id of wanted)
    for (const [option, state] of Object.entries(states.value[id] ?? {})) {
      const keys: string[] = [];
      for (const { file, via, line } of state.definitions) {
        if (file === null) continue;
        const key = await note(id, { file, ...(via && { via }), ...(line && { line }) });
        if (key !== undefined) keys.push(key);
      }
      definers.set(`${id} ${option}`, [...new Set(keys)]);
    }
  return ok({
    sites: [...sites.values()],
    states: states.value,
    definers: (target, path) => definers.get(`${target} ${showPath(path)}`) ?? [],
    notes,
  });
}

/** The modules of each target. */
async function modulesOf(
  context: Context,
  ref: FlakeRef,
  targets: readonly Target[],
): Promise<Map<string, Result<ModulePosition[]>>> {
  const found = await Promise.all(
    targets.map((target) => context.nix.modules(ref, target, context.signal)),
  );
  const pairs = targets.flatMap((target, at) => {
    const modules = found[at];
    return modules ? [[targetId(target), modules] as const] : [];
  });
  return new Map(pairs);
}

function excluded(
  { file, via }: ModulePosition,
  source: string,
  scope: Site["scope"],
  options: Site["options"],
): string | undefined {
  const guarded = judgeFile(builtinPolicy(), file);
  if (guarded?.tier === "protected") return guarded.reason;
  if (/(^|\/)flake\.nix$/.test(file) && scope === undefined) return untold;
  if (via && options.length === 0) return "what it defines is computed";
  return exclusion(file, source.split("\n", 6).join("\n"));
}
