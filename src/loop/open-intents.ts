import type { EditOutcome, Formatter, ModuleScope, NixValue } from "../core/edit.ts";
import type { Intent, PlacedIntent, Question } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { commonLength, showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Syntax } from "../ports/syntax.ts";
import { type Context, refOf } from "./context.ts";
import { outOfReach } from "./out-of-reach.ts";
import { holdsPackages, remainder } from "./settled.ts";
import { pathWithin, type Site } from "./sites.ts";
import { expressionsFor } from "./source-edit.ts";
import type { Sources } from "./sources.ts";
import type { Survey } from "./survey.ts";
import type { AtSource, Redirected } from "./write-source.ts";

/** A new module, and the targets at which it may arrive. */
export interface Created {
  readonly site: Site;
  readonly allowed: ReadonlySet<string>;
  /** Names the way in which it was tried. */
  readonly key: string;
}

/** What the intents are worked on with. */
export interface Work {
  readonly context: Context;
  readonly observation: Observation;
  readonly syntax: Syntax;
  readonly sources: Sources;
  readonly known: Survey;
  /** The modules, with what earlier intents put there. */
  readonly sites: Map<string, Site>;
  readonly placed: PlacedIntent[];
  /** Keys of the modules in which an earlier intent set an option: shown path → keys. */
  readonly ours: Map<string, string[]>;
  readonly edited: Set<string>;
  readonly touched: Set<string>;
  readonly created: Created[];
  /** Keys of modules and of new files that turned out not to do (see attemptKey). */
  readonly avoid: ReadonlySet<string>;
  /** Options, as shown, that are set with mkForce: modules of others set them too. */
  readonly forced: ReadonlySet<string>;
  /** Options, as shown, that get a value of their own where they are set to another's. */
  readonly apart: ReadonlySet<string>;
  readonly sourced: AtSource[];
  readonly redirected: Redirected[];
  /** New lines follow it where a file shows no layout of its own. */
  readonly formatter: Formatter | null;
  /** The flake's own file. */
  readonly flakeFile: string;
  readonly notes: string[];
  readonly questions: Question[];
}

/** The module body of a file that already speaks of the option's neighbours; undefined when there is none. */
function scopeFor(
  syntax: Syntax,
  source: string,
  path: readonly string[],
): ModuleScope | undefined {
  let best: { scope: ModuleScope; prefix: number } | undefined;
  for (const definition of syntax.definitions(source)) {
    const prefix = commonLength(definition.path, path);
    if (prefix > 0 && (!best || prefix > best.prefix)) best = { scope: definition.scope, prefix };
  }
  return best?.scope;
}

/** The edit of one module, in memory only. */
export async function edited(
  work: Work,
  site: Site,
  intent: Intent,
  force = false,
): Promise<Result<EditOutcome>> {
  const { syntax, sources, placed } = work;
  const { file } = site;
  const source = await sources.read(file);
  if (!source.ok) return source;
  const path = pathWithin(site, intent.path, intent.targets[0] ?? "") ?? intent.path;
  const isFlake = /(^|\/)flake\.nix$/.test(file);
  const scope = site.scope ?? (isFlake ? scopeFor(syntax, source.value, path) : undefined);
  const own = placed
    .filter((one) => one.file === file && one.outcome === "edited")
    .map((one) => pathWithin(site, one.path, one.targets[0] ?? "") ?? one.path);
  const outcome = syntax.edit(source.value, {
    operation: intent.operation,
    path,
    ...(intent.value === undefined ? {} : { value: await writtenAs(work, site, intent) }),
    ...(scope === undefined ? {} : { scope }),
    ...(force && { force }),
    ...(isApart(work, intent) && { apart: true }),
    ...(own.length > 0 && { own }),
    ...(work.formatter && { formatter: work.formatter }),
  });
  if (outcome.ok) return outcome;
  return problem(outcome.problem.code, `${file}: ${outcome.problem.message}`, {
    ...(outcome.problem.hint === undefined ? {} : { hint: outcome.problem.hint }),
    details: { ...outcome.problem.details, file, option: showPath(intent.path) },
  });
}

/** What is taken out of a list, as values and as the names that stand for them there. */
async function writtenAs(work: Work, site: Site, intent: Intent): Promise<NixValue> {
  const { operation, value = null } = intent;
  if (operation !== "remove") return value;
  const names = await expressionsFor(work, site, intent);
  if (names.length === 0) return value;
  const values = Array.isArray(value) ? value : [value];
  return [...values, ...names.map(($expr) => ({ $expr }))];
}

/** Is the option to have a value of its own where it takes another's? */
export function isApart({ apart }: Work, { path, source }: Intent): boolean {
  return source === "own" || apart.has(showPath(path));
}

/** The modules that define the option on a target now, those of earlier intents included. */
export function definersOf(work: Work, target: string, intent: Intent): Site[] {
  const inside = (site: Site) => pathWithin(site, intent.path, target);
  const home = [...work.sites].filter(([, site]) => {
    const path = site.below && site.users.has(target) ? inside(site) : undefined;
    return path && site.options.some((option) => showPath(option.path) === showPath(path));
  });
  const keys = [
    ...home.map(([key]) => key),
    ...work.known.definers(target, intent.path),
    ...(work.ours.get(showPath(intent.path)) ?? []),
  ];
  return [...new Set(keys)].flatMap((key) => {
    const site = work.sites.get(key);
    return site?.users.has(target) ? [site] : [];
  });
}

/** Notes that nothing has to be done for the intent on this target. */
export function alreadySo(work: Work, intent: Intent, target: string, definers: readonly Site[]) {
  const file = definers[0]?.file ?? null;
  const so = work.placed.find(
    (one) =>
      one.outcome === "already-so" &&
      one.file === file &&
      one.operation === intent.operation &&
      showPath(one.path) === showPath(intent.path),
  );
  if (so) work.placed[work.placed.indexOf(so)] = { ...so, targets: [...so.targets, target] };
  else
    work.placed.push({
      ...intent,
      targets: [target],
      file,
      line: null,
      outcome: "already-so",
      placement: file === null ? "it is so by default" : "it is so already",
    });
}

interface Open {
  readonly intent: Intent;
  readonly definers: readonly Site[];
  /** Modules that define the option in a way that cannot be extended. */
  readonly failing: readonly Site[];
}

/** Targets on which the same is left to do. */
export interface Group {
  readonly intent: Intent;
  readonly definers: Record<string, readonly Site[]>;
  readonly failing: Site[];
}

/** What an intent leaves to do on one target, and the modules where that may be done. */
export async function openOn(
  work: Work,
  intent: Intent,
  target: string,
): Promise<Result<Open | "so">> {
  const state = work.known.states[target]?.[showPath(intent.path)];
  const definers = definersOf(work, target, intent);
  const earlier = work.ours.has(showPath(intent.path));
  const rest = earlier ? { kind: "unknown" as const } : remainder(intent, state);
  if (rest.kind === "so") return ok("so");
  const left: Intent = {
    ...intent,
    ...(rest.kind === "open" && rest.value !== undefined ? { value: rest.value } : {}),
  };
  if (intent.operation === "set") return ok({ intent: left, definers, failing: [] });
  const changing: Site[] = [];
  const failing: Site[] = [];
  for (const site of definers) {
    const outcome = await edited(work, site, left);
    if (!outcome.ok) failing.push(site);
    else if (outcome.value.changed) changing.push(site);
    else if (intent.operation === "append") return ok("so");
  }
  if (intent.operation === "append") return ok({ intent: left, definers: changing, failing });
  const usable = changing.length > 0 ? changing : failing;
  if (usable.length > 0) return ok({ intent: left, definers: usable, failing: [] });
  if (rest.kind === "unknown" && !holdsPackages(state, left.value)) return ok("so");
  const { repo } = work.observation;
  return outOfReach(work.context, refOf(repo, repo.head), left, target);
}
