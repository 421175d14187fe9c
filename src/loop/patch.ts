import type { EditOutcome, ModuleScope } from "../core/edit.ts";
import type { Intent, PlacedIntent } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { targetId } from "../core/target.ts";
import type { OptionState, Syntax } from "../ports.ts";
import type { Context } from "./context.ts";
import { chooseTargets } from "./observe.ts";
import { outOfReach } from "./out-of-reach.ts";
import { type Place, place } from "./placement.ts";
import { holdsPackages, remainder } from "./settled.ts";
import { pathWithin, type Site, siteKey } from "./sites.ts";
import { openSources, type Sources } from "./sources.ts";
import { type Survey, survey } from "./survey.ts";

/** Edits in memory: nothing has been written anywhere yet. */
export interface Patch {
  readonly placed: readonly PlacedIntent[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Keys (see siteKey) of the modules that were edited. */
  readonly edited: readonly string[];
  /** Targets that use an edited module, those of the intents included. */
  readonly touched: readonly string[];
  readonly notes: readonly string[];
}

/** What the intents are worked on with. */
interface Work {
  readonly context: Context;
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
  readonly notes: string[];
}

/** The module body of a file that already speaks of the option's neighbours; undefined when there is none. */
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

/** The edit of one module, in memory only. */
async function edited(
  { syntax, sources }: Work,
  site: Site,
  intent: Intent,
): Promise<Result<EditOutcome>> {
  const { file } = site;
  const source = await sources.read(file);
  if (!source.ok) return source;
  const path = pathWithin(site, intent.path, intent.targets[0] ?? "") ?? intent.path;
  const isFlake = /(^|\/)flake\.nix$/.test(file);
  const scope = site.scope ?? (isFlake ? scopeFor(syntax, source.value, path) : undefined);
  const outcome = syntax.edit(source.value, {
    operation: intent.operation,
    path,
    ...(intent.value === undefined ? {} : { value: intent.value }),
    ...(scope === undefined ? {} : { scope }),
  });
  if (outcome.ok) return outcome;
  return problem(outcome.problem.code, `${file}: ${outcome.problem.message}`, {
    ...(outcome.problem.hint === undefined ? {} : { hint: outcome.problem.hint }),
    details: { ...outcome.problem.details, file, option: showPath(intent.path) },
  });
}

async function write(
  work: Work,
  { site, targets, why }: Place,
  intent: Intent,
): Promise<Result<void>> {
  const { file } = site;
  const before = await work.sources.read(file);
  const outcome = await edited(work, site, intent);
  if (!outcome.ok) return outcome;
  const { changed, line, note, text } = outcome.value;
  if (changed) {
    const parsed = await work.context.nix.parse(text, file);
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
    work.sources.write(file, text);
    if (before.ok) shiftEarlier(work.placed, file, outcome.value, before.value);
    for (const user of site.users) work.touched.add(user);
    remember(work, site, intent);
    if (note) work.notes.push(`${file}:${line}: ${note}`);
    const others = [...site.users].filter((user) => !intent.targets.includes(user));
    if (others.length > 0) {
      const [use, change] = others.length === 1 ? ["uses", "changes"] : ["use", "change"];
      work.notes.push(`${others.join(", ")} ${use} ${file} too and ${change} with it.`);
    }
  }
  work.placed.push({
    ...intent,
    targets: [...targets],
    file,
    line,
    outcome: changed ? "edited" : "already-so",
    placement: why,
  });
  return ok(undefined);
}

/** Lines that an edit adds above earlier edits of the same file push them down. */
function shiftEarlier(placed: PlacedIntent[], file: string, outcome: EditOutcome, before: string) {
  const growth = outcome.text.split("\n").length - before.split("\n").length;
  if (growth === 0) return;
  for (const [index, earlier] of placed.entries())
    if (earlier.file === file && earlier.line !== null && earlier.line >= outcome.line)
      placed[index] = { ...earlier, line: earlier.line + growth };
}

/** Does the module define `users.users.${name}` where an intent is about `users.users.alice`? */
function computesNear(site: Site, intents: readonly Intent[]): boolean {
  return intents.some(({ path }) =>
    site.options.some((option) => {
      const at = option.path.findIndex((segment) => segment.startsWith("${"));
      return at >= 0 && at < path.length && option.path.slice(0, at).every((s, i) => s === path[i]);
    }),
  );
}

/** What one intent put into a module is a neighbour for the next. */
function remember(work: Work, site: Site, intent: Intent) {
  const key = siteKey(site.file, site.scope);
  const path = pathWithin(site, intent.path, intent.targets[0] ?? "") ?? intent.path;
  work.sites.set(key, { ...site, options: [...site.options, { path, conditional: false }] });
  const shown = showPath(intent.path);
  work.edited.add(key);
  work.ours.set(shown, [...(work.ours.get(shown) ?? []), key]);
}

/** The modules that define the option on a target now, those of earlier intents included. */
function definersOf(work: Work, target: string, intent: Intent): Site[] {
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

function alreadySo(work: Work, intent: Intent, target: string, definers: readonly Site[]) {
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
interface Group {
  readonly intent: Intent;
  readonly definers: Record<string, readonly Site[]>;
  readonly failing: Site[];
}

/** What an intent leaves to do on one target, and the modules where that may be done. */
async function openOn(work: Work, intent: Intent, target: string): Promise<Result<Open | "so">> {
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
  return outOfReach(left, target, state as OptionState);
}

/**
 * Turns intents into edited files: where each option or its siblings are defined, by evaluation.
 * What is already so is reported, not written twice. An intent that is not for all hosts of the
 * flake, or whose targets the person named, changes no other target.
 * @param avoid keys of modules where an edit turned out to clash with a computed name
 */
export async function patch(
  context: Context,
  observation: Observation,
  intents: readonly Intent[],
  avoid: ReadonlySet<string> = new Set(),
): Promise<Result<Patch>> {
  const usual = chooseTargets(observation.targets, []);
  const machines = usual.ok ? usual.value.targets.map(targetId) : [];
  const everyone = new Set(observation.targets.map(targetId));
  const sources = openSources(context.git, observation.repo.head);
  const known = await survey(context, observation, intents, sources);
  if (!known.ok) return known;
  const work: Work = {
    context,
    syntax: await context.syntax(),
    sources,
    known: known.value,
    sites: new Map(
      known.value.sites.map((site) => {
        const key = siteKey(site.file, site.scope);
        const clash = avoid.has(key) || (avoid.size > 0 && computesNear(site, intents));
        return [key, clash ? { ...site, excluded: "a name there is computed" } : site];
      }),
    ),
    placed: [],
    ours: new Map(),
    edited: new Set(),
    touched: new Set(),
    notes: [...known.value.notes],
  };
  for (const intent of intents) {
    const chosen = context.hosts.length > 0 || !machines.every((id) => intent.targets.includes(id));
    const groups = new Map<string, Group>();
    for (const target of intent.targets) {
      const open = await openOn(work, intent, target);
      if (!open.ok) return open;
      if (open.value === "so") {
        alreadySo(work, intent, target, definersOf(work, target, intent));
        continue;
      }
      const key = JSON.stringify(open.value.intent.value ?? null);
      const group = groups.get(key) ?? { intent: open.value.intent, definers: {}, failing: [] };
      group.definers[target] = open.value.definers;
      group.failing.push(...open.value.failing);
      groups.set(key, group);
    }
    for (const group of groups.values()) {
      const targets = Object.keys(group.definers);
      const places = place({
        path: intent.path,
        operation: intent.operation,
        targets,
        allowed: chosen ? new Set(intent.targets) : everyone,
        sites: [...work.sites.values()],
        definers: group.definers,
        failing: group.failing,
      });
      if (!places.ok) {
        const [first] = group.failing;
        const why = first ? await edited(work, first, group.intent) : places;
        return why.ok ? places : why;
      }
      for (const one of places.value) {
        const written = await write(work, one, group.intent);
        if (!written.ok) return written;
      }
    }
  }
  return ok({
    placed: work.placed,
    files: sources.changed(),
    edited: [...work.edited],
    touched: [...work.touched],
    notes: work.notes,
  });
}
