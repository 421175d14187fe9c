import type { EditOperation } from "../core/edit.ts";
import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { bestFit, type Fit, fitOf, isGeneral } from "./fit.ts";
import { pathWithin, type Site } from "./sites.ts";

/** Where one intent goes: a module, the targets that it serves there, and why. */
export interface Place {
  readonly site: Site;
  readonly targets: readonly string[];
  readonly why: string;
}

export interface PlacementQuestion {
  readonly path: readonly string[];
  readonly operation: EditOperation;
  /** Targets for which the option is to change, of those that the intent is for. */
  readonly targets: readonly string[];
  /** Targets that may change with them. */
  readonly allowed: ReadonlySet<string>;
  readonly sites: readonly Site[];
  /** Target id → modules of the repository that define the option there now. */
  readonly definers: Readonly<Record<string, readonly Site[]>>;
  /** Modules that define it in a way that cannot be edited. */
  readonly failing?: readonly Site[];
}

/** Why a module is avoided where its `users.${name}` may be the very name that an edit would write. */
export const computedName = "a name there is computed";

/** May a module be written? Every target that it serves changes with it. */
function within(site: Site, { allowed }: PlacementQuestion): boolean {
  return [...site.users].every((user) => allowed.has(user));
}

function isConditional(site: Site, question: PlacementQuestion, target: string): boolean {
  const path = showPath(pathWithin(site, question.path, target) ?? question.path);
  const own = site.options.filter((option) => showPath(option.path) === path);
  return own.length > 0 && own.every(({ conditional }) => conditional);
}

/** Chooses modules that serve the wanted targets: one that they share first, own ones otherwise. */
function placeNew(
  question: PlacementQuestion,
  targets: readonly string[],
  except: readonly Site[],
  least: number,
): Result<Place[]> {
  const { path } = question;
  const fits = question.sites
    .filter((site) => !site.excluded && !except.includes(site) && within(site, question))
    .flatMap((site) => {
      const own = pathWithin(site, path, targets[0] ?? "");
      if (!own) return [];
      const fit = fitOf(site, own);
      return [{ ...fit, prefix: fit.prefix + path.length - own.length }];
    })
    .filter(({ prefix }) => prefix >= least);
  const serving = (target: string, enough: number) =>
    bestFit(fits.filter((fit) => fit.prefix >= enough && fit.site.users.has(target)));
  const shared = fits.filter((fit) => targets.every((target) => fit.site.users.has(target)));
  const alone = question.sites.some((site) => !within(site, question));
  const unrelated = alone
    ? `no module that serves only ${targets.join(", ")} defines anything related`
    : fits.length === 1
      ? "it is the only module"
      : question.sites.some(({ excluded }) => excluded === computedName)
        ? "where its neighbours are defined, a name is computed"
        : "no module defines anything related";
  const one = (fit: Fit | undefined): Place[] | undefined =>
    fit && [{ site: fit.site, targets, why: fit.why ?? unrelated }];
  const each = (enough: number): Place[] | undefined => {
    const own = targets.map((target) => ({ target, fit: serving(target, enough) }));
    if (own.some(({ fit }) => fit === undefined)) return undefined;
    return own.flatMap(({ target, fit }) =>
      fit ? [{ site: fit.site, targets: [target], why: fit.why ?? unrelated }] : [],
    );
  };
  const places =
    one(bestFit(shared.filter(({ prefix }) => prefix > 0))) ??
    one(bestFit(shared.filter(isGeneral))) ??
    each(1) ??
    one(bestFit(shared)) ??
    each(0);
  if (places) return ok(places);
  const barred = question.sites.find(
    ({ excluded, users }) => excluded && targets.every((target) => users.has(target)),
  );
  if (barred && fits.length === 0 && question.sites.every(({ excluded }) => excluded))
    return problem(
      "edit-not-possible",
      `${showPath(path)} has no natural place: ${barred.file} is left alone, because ${barred.excluded}.`,
      { hint: "Move the settings into a file that is a module of its own, or edit by hand." },
    );
  return problem(
    "edit-not-possible",
    `No file of this repository serves ${targets.join(", ")} alone, so ${showPath(path)} has no natural place.`,
    { hint: "Name more hosts, or add a file for that host and import it." },
  );
}

function sharedElsewhere(question: PlacementQuestion, site: Site): Result<never> {
  const others = [...site.users].filter((user) => !question.allowed.has(user));
  const hosts = [...new Set([...question.targets, ...others])];
  return problem(
    "edit-not-possible",
    `${showPath(question.path)} is defined in ${site.file}, which ${others.join(", ")} ${others.length === 1 ? "uses" : "use"} too.`,
    {
      hint: `Name these hosts as well (“… on ${hosts.join(" and ")}”), or move the definition into a file of ${question.targets.join(", ")} first.`,
      details: { file: site.file, others },
    },
  );
}

/**
 * Decides in which modules an option is to be edited. Where the option is defined decides first,
 * then where its siblings are; a module that other targets use too is never touched for one host.
 * A list that holds only under a condition is extended only where nothing else fits.
 */
export function place(question: PlacementQuestion): Result<Place[]> {
  const { operation, path } = question;
  const places = new Map<Site, string[]>();
  const open: string[] = [];
  const conditional = new Map<string, Site>();
  const everyDefiner = operation === "remove" || operation === "unset";
  const serve = (site: Site, target: string) =>
    places.set(site, [...(places.get(site) ?? []), target]);
  const reach = (site: Site) =>
    question.targets.filter((target) => question.definers[target]?.includes(site)).length;
  for (const target of question.targets) {
    const definers = question.definers[target] ?? [];
    const usable = definers.filter((site) => !site.excluded && within(site, question));
    const blocked = definers.find((site) => !usable.includes(site));
    if (blocked && (usable.length === 0 || everyDefiner) && operation !== "append") {
      if (!blocked.excluded) return sharedElsewhere(question, blocked);
      return problem(
        "edit-not-possible",
        `${showPath(path)} is defined in ${blocked.file}: ${blocked.excluded}.`,
        { hint: "Change it there by hand." },
      );
    }
    if (everyDefiner) {
      for (const site of usable) serve(site, target);
      continue;
    }
    const bound = (site: Site) => (isConditional(site, question, target) ? 1 : 0);
    const speaks = (site: Site) => fitOf(site, path).named;
    const best = usable.toSorted(
      (a, b) => bound(a) - bound(b) || reach(b) - reach(a) || speaks(b) - speaks(a),
    )[0];
    if (best && (operation !== "append" || bound(best) === 0)) serve(best, target);
    else {
      open.push(target);
      if (best) conditional.set(target, best);
    }
  }
  const why = `${showPath(path)} is defined there`;
  const settled = () => [...places].map(([site, targets]) => ({ site, targets, why }));
  if (open.length === 0) return ok(settled());
  const least = conditional.size === open.length ? 1 : 0;
  const except = [...conditional.values(), ...(question.failing ?? [])];
  const fresh = placeNew(question, open, except, least);
  if (fresh.ok) return ok([...settled(), ...fresh.value]);
  if (least === 0) return fresh;
  for (const [target, site] of conditional) serve(site, target);
  return ok(settled());
}

/** Why a file must not be written, from its path and first lines; undefined for ordinary files. */
export function exclusion(path: string, head: string): string | undefined {
  if (/(^|\/)hardware-configuration\.nix$/.test(path)) return "it is generated for the hardware";
  if (/do not (modify|edit) this file|@generated|autogenerated|generated by/i.test(head))
    return "it says that it is generated";
  if (/(^|\/)(disko|disks?)[^/]*\.nix$/.test(path)) return "it describes disks";
  return undefined;
}
