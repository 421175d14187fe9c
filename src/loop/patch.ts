import { posix } from "node:path";
import type { EditOutcome } from "../core/edit.ts";
import type { Intent, PlacedIntent, Question } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { targetId } from "../core/target.ts";
import { placesFor } from "./choose-place.ts";
import { type Context, refOf } from "./context.ts";
import { goalOf } from "./goal-of.ts";
import { meant } from "./meant.ts";
import { chooseTargets } from "./observe.ts";
import {
  alreadySo,
  type Created,
  definersOf,
  edited,
  type Group,
  openOn,
  type Work,
} from "./open-intents.ts";
import { attemptKey } from "./place-in-file.ts";
import { computedName, type Place } from "./places.ts";
import { isSingle } from "./settled.ts";
import { pathWithin, type Site, siteKey, writtenOptions } from "./sites.ts";
import { openSources } from "./sources.ts";
import { survey } from "./survey.ts";
import { type AtSource, type Redirected, withSource, writeAtSource } from "./write-source.ts";

/** Edits in memory: nothing has been written anywhere yet. */
export interface Patch {
  readonly placed: readonly PlacedIntent[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Keys (see siteKey) of the modules that were edited. */
  readonly edited: readonly string[];
  /** Targets that use an edited module, those of the intents included. */
  readonly touched: readonly string[];
  readonly created: readonly Created[];
  readonly notes: readonly string[];
  /** What else could have been meant. */
  readonly questions: readonly Question[];
  /** Values that were changed where they come from. */
  readonly sourced: readonly AtSource[];
  /** Intents that are for another option, from which theirs takes its value. */
  readonly redirected: readonly Redirected[];
  /** Every option that a module of the repository writes. */
  readonly written: readonly (readonly string[])[];
}

/** What earlier tries of the same goal have shown. */
export interface Tries {
  /** Keys of modules where an edit clashed with a computed name, of new files and of sources that did not do. */
  readonly avoid: ReadonlySet<string>;
  /** Options that modules of others set as well, as shown: they are set with mkForce. */
  readonly forced: ReadonlySet<string>;
  /** Options that get a value of their own, as shown: where their value comes from others would change as well. */
  readonly apart: ReadonlySet<string>;
}

async function write(
  work: Work,
  { site, targets, why, over, created }: Place,
  intent: Intent,
  allowed: ReadonlySet<string>,
): Promise<Result<void>> {
  const { file } = site;
  const place = { site, targets, why, ...(over && { over }), ...(created && { created }) };
  const atSource = await writeAtSource(work, place, intent, allowed);
  if (!atSource.ok) return atSource;
  if (atSource.value === "written") return ok(undefined);
  if (created) {
    work.sources.write(file, created.text);
    if (created.importer) work.sources.write(created.importer.file, created.importer.text);
    work.created.push({ site, allowed, key: attemptKey(created) });
  }
  const before = await work.sources.read(file);
  const force = over?.force === true || work.forced.has(showPath(intent.path));
  const outcome = await edited(work, site, intent, force);
  if (!outcome.ok) return atSource.value ? withSource(outcome, intent, atSource.value) : outcome;
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
    if (over && over.others.length > 0)
      work.questions.push({
        question: `${over.file} sets ${showPath(intent.path)} for ${over.others.join(", ")} too, so only ${targets.join(", ")} is changed. Should it change for all of them?`,
        choices: [goalOf(intent, [...targets, ...over.others])],
      });
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

const noTries: Tries = { avoid: new Set(), forced: new Set(), apart: new Set() };

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

/** Writes what is left to do for a group of targets; a new place that cannot be edited gives way to the next. */
async function writeGroup(
  work: Work,
  { intent, definers, failing }: Group,
  allowed: ReadonlySet<string>,
): Promise<Result<void>> {
  const shown = showPath(intent.path);
  let open = Object.keys(definers);
  let failure: Result<void> | undefined;
  while (open.length > 0) {
    const question = {
      path: intent.path,
      operation: intent.operation,
      targets: open,
      allowed,
      sites: [...work.sites.values()],
      definers,
      failing,
      single:
        isSingle(intent) &&
        open.some((target) => work.known.definers(target, intent.path).length > 1),
      priorities: Object.fromEntries(
        open.map((target) => [target, work.known.states[target]?.[shown]?.priority ?? null]),
      ),
    };
    const places = await placesFor(work, question, intent);
    if (!places.ok) {
      const [first] = failing;
      const why = first && !failure ? await edited(work, first, intent) : places;
      return failure ?? (why.ok ? places : why);
    }
    open = [];
    for (const one of places.value) {
      const written = await write(work, one, intent, allowed);
      if (written.ok) continue;
      if (one.created || one.targets.some((target) => definers[target]?.includes(one.site)))
        return written;
      failure ??= written;
      failing.push(one.site);
      open.push(...one.targets);
    }
  }
  return ok(undefined);
}

/**
 * Turns intents into edited files: where each option or its siblings are defined, by evaluation.
 * What is already so is reported, not written twice. An intent that is not for all hosts of the
 * flake, or whose targets the person named, changes no other target.
 */
export async function patch(
  context: Context,
  observation: Observation,
  intents: readonly Intent[],
  { avoid, forced, apart }: Tries = noTries,
): Promise<Result<Patch>> {
  const usual = chooseTargets(observation.targets, []);
  const machines = usual.ok ? usual.value.targets.map(targetId) : [];
  const everyone = new Set(observation.targets.map(targetId));
  const sources = openSources(context.git, observation.repo.head);
  const { repo, targets } = observation;
  const ref = refOf(repo, repo.head);
  const formatter = context.nix.formatter(ref);
  const known = await survey(context, { ref, targets }, intents, sources);
  if (!known.ok) return known;
  const clashes = known.value.sites.some(({ file, scope }) => avoid.has(siteKey(file, scope)));
  const work: Work = {
    context,
    observation,
    syntax: await context.syntax(),
    formatter: await formatter,
    sources,
    known: known.value,
    sites: new Map(
      known.value.sites.map((site) => {
        const key = siteKey(site.file, site.scope);
        const clash = avoid.has(key) || (clashes && computesNear(site, intents));
        return [key, clash ? { ...site, excluded: computedName } : site];
      }),
    ),
    placed: [],
    ours: new Map(),
    edited: new Set(),
    touched: new Set(),
    created: [],
    avoid,
    forced,
    apart,
    sourced: [],
    redirected: [],
    flakeFile: posix.join(observation.repo.flakeDir, "flake.nix"),
    notes: [...known.value.notes],
    questions: [],
  };
  for (const planned of intents) {
    const { targets: wanted, note, question } = meant(planned, known.value, intents);
    if (note && !work.notes.includes(note)) work.notes.push(note);
    if (question) work.questions.push(question);
    const intent = { ...planned, targets: [...wanted] };
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
      const allowed = chosen ? new Set(intent.targets) : everyone;
      const written = await writeGroup(work, group, allowed);
      if (!written.ok) return written;
    }
  }
  return ok({
    placed: work.placed,
    files: sources.changed(),
    edited: [...work.edited],
    touched: [...work.touched],
    created: work.created,
    notes: work.notes,
    questions: work.questions,
    sourced: work.sourced,
    redirected: work.redirected,
    written: writtenOptions(known.value.sites),
  });
}
