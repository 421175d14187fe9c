import type { Hunk } from "../hunk.ts";
import { landedIn } from "../landed.ts";
import { parsePath, showPath } from "../option.ts";
import { hunksOf, type Proposal } from "../proposal.ts";
import type { Effect } from "../verification.ts";
import { isFailure } from "./show-value.ts";

/** What evaluation said last about this proposal. */
export function effects(proposal: Proposal): readonly Effect[] {
  return proposal.verification?.effects.length
    ? proposal.verification.effects
    : proposal.explanation.effects;
}

/** An effect as one hunk's; `together` says whose else it is. */
export interface HunkEffect extends Effect {
  readonly together?: string;
}

interface Owner {
  readonly id: string;
  readonly file: string;
}

/** The option and the groups around it, as they are written; a home's options without its user too. */
function aboveAndSelf(option: string): string[] {
  const path = parsePath(option) ?? [option];
  const starts = (whole: readonly string[]) =>
    whole.map((_, at) => showPath(whole.slice(0, at + 1)));
  return isOfHome(option) ? [...starts(path), ...starts(path.slice(3))] : starts(path);
}

function isOfHome(option: string): boolean {
  return option.startsWith("home-manager.users.");
}

/**
 * Whether evaluation names a file as the place of some definition, so that its silence about the file says
 * something too. A file may hold a home's options, of which nothing is named, beside a host's.
 */
function namedFiles(all: readonly Effect[]): (effect: Effect, file: string) => boolean {
  const named = { home: new Set<string>(), host: new Set<string>() };
  const kind = ({ option }: Effect) => (isOfHome(option) ? "home" : "host");
  for (const effect of all) for (const file of effect.files ?? []) named[kind(effect)].add(file);
  return (effect, file) => named[kind(effect)].has(file);
}

/**
 * Hunk id → what it does, by evaluation: the effects on options that its changed lines touch. A target that
 * defines the option in no file of that hunk is not its doing, unless evaluation names that file nowhere.
 */
export function effectsByHunk(proposal: Proposal): Map<string, HunkEffect[]> {
  const owners = new Map<string, Owner[]>();
  for (const { path, hunks } of proposal.files)
    for (const hunk of hunks)
      for (const option of hunk.options ?? []) {
        const known = owners.get(option) ?? [];
        known.push({ id: hunk.id, file: path });
        owners.set(option, known);
      }
  const result = new Map<string, Effect[]>();
  const add = (id: string, effect: Effect) => {
    const known = result.get(id) ?? [];
    if (!known.includes(effect)) known.push(effect);
    result.set(id, known);
  };
  const all = effects(proposal);
  const isNamed = namedFiles(all);
  for (const effect of all) {
    const touching = aboveAndSelf(effect.option).flatMap((option) => owners.get(option) ?? []);
    const there = touching.filter(({ file }) => effect.files?.includes(file));
    const perhaps = touching.filter(({ file }) => !effect.files || !isNamed(effect, file));
    for (const { id } of there.length > 0 ? there : perhaps) add(id, effect);
  }
  for (const { path, hunks } of proposal.files)
    for (const hunk of hunks)
      if (hunk.options === undefined)
        for (const effect of effectsOfIntents(proposal, path, hunk)) add(hunk.id, effect);
  return withOthers(result, hunksOf(proposal).length);
}

/** Says of a value that several hunks make, or that any of them may break, that it is not one hunk's alone. */
function withOthers(
  byHunk: ReadonlyMap<string, Effect[]>,
  hunks: number,
): Map<string, HunkEffect[]> {
  const makers = new Map<Effect, number>();
  for (const some of byHunk.values())
    for (const effect of some) makers.set(effect, (makers.get(effect) ?? 0) + 1);
  const told = (effect: Effect): HunkEffect => {
    const count = makers.get(effect) ?? 1;
    if (isFailure(effect.after) && hunks > 1) return { ...effect, together: "all hunks together" };
    return count > 1 ? { ...effect, together: `${count} hunks together` } : effect;
  };
  return new Map([...byHunk].map(([id, some]) => [id, some.map(told)]));
}

/** For hunks stored without their options: effects of the intents that landed inside the new lines. */
function effectsOfIntents(proposal: Proposal, path: string, hunk: Hunk): Effect[] {
  const intents = landedIn(proposal, path, hunk).map(({ path: option, targets }) => ({
    option: option.join("."),
    targets,
  }));
  return effects(proposal).filter((effect) => {
    const bare = effect.option.replaceAll('"', "");
    return intents.some(
      ({ option, targets }) =>
        targets.includes(effect.target) && (bare === option || bare.startsWith(`${option}.`)),
    );
  });
}

/** What to say of a hunk without effects: that evaluation has shown so. Null where it has not. */
export function withoutEffect(proposal: Proposal, hunk: Hunk): string | null {
  // What is rejected was not evaluated.
  if (!hunk.options?.length || hunk.decision === "rejected") return null;
  const evaluated = new Set(
    proposal.verification?.evaluated ?? proposal.explanation.evaluated ?? [],
  );
  if (!hunk.options.every((option) => evaluated.has(option))) return null;
  const [first, ...more] = hunk.options;
  return `changes no evaluated value: ${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
}
