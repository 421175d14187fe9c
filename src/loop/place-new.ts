import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import {
  bestFit,
  type Fit,
  fitOf,
  isDedicated,
  isGeneral,
  isNamedAfter,
  isOfThing,
  thingsOf,
} from "./fit.ts";
import { computedName, type Place, type PlacementQuestion, within } from "./places.ts";
import { pathWithin, type Site } from "./sites.ts";

/** Does a module set a thing or two of the same group by the way, and nothing says that it is for more? */
function isPassing(fit: Fit & { readonly dedicated: boolean }): boolean {
  if (fit.prefix !== 1 || fit.named > 0 || fit.dedicated || isGeneral(fit)) return false;
  return thingsOf(fit.site) < 3;
}

const strange = <T extends Fit>(fit: T): T => ({ ...fit, prefix: 0, why: undefined });

/** Is this the first module of the host that all is for, where settings of all kinds stand? */
function isEntry(fit: Fit, targets: readonly string[]): boolean {
  const [, host] = /(?:^|\/)([^/]+)\/(?:default|configuration)\.nix$/.exec(fit.site.file) ?? [];
  return isGeneral(fit) && targets.every((target) => target.split(":").at(-1) === host);
}

/** Chooses modules that serve the wanted targets: one that they share first, own ones otherwise. */
export function placeNew(
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
      const dedicated =
        fit.prefix === 1 && isOfThing(own) && isDedicated(site) && !isNamedAfter(site, own);
      return [{ ...fit, dedicated, prefix: fit.prefix + path.length - own.length }];
    })
    .filter(({ prefix }) => prefix >= least)
    .map((fit, _, all) =>
      isPassing(fit) && all.some((other) => isEntry(other, targets)) ? strange(fit) : fit,
    );
  const serving = (target: string, enough: number) =>
    bestFit(fits.filter((fit) => fit.prefix >= enough && fit.site.users.has(target)));
  const shared = fits.filter((fit) => targets.every((target) => fit.site.users.has(target)));
  const isAlien = (fit: Fit) =>
    fit.why === undefined && fit.named === 0 && !isGeneral(fit) && fits.length > 1;
  const alone = question.sites.some((site) => !within(site, question));
  const unrelated = alone
    ? `no module that serves only ${targets.join(", ")} defines anything related`
    : fits.length === 1
      ? "it is the only module"
      : question.sites.some(({ excluded }) => excluded === computedName)
        ? "where its neighbours are defined, a name is computed"
        : "no module defines anything related";
  const placeOf = (fit: Fit, served: readonly string[]): Place => ({
    site: fit.site,
    targets: served,
    why:
      fit.why ?? (isEntry(fit, served) ? `the module of ${served.join(", ")} itself` : unrelated),
    unrelated: isAlien(fit),
    dedicated: fit.dedicated === true,
  });
  const one = (fit: Fit | undefined): Place[] | undefined => fit && [placeOf(fit, targets)];
  const each = (enough: number): Place[] | undefined => {
    const own = targets.map((target) => ({ target, fit: serving(target, enough) }));
    if (own.some(({ fit }) => fit === undefined)) return undefined;
    return own.flatMap(({ target, fit }) => (fit ? [placeOf(fit, [target])] : []));
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
    {
      details: { unplaced: true },
      hint: "Name more hosts, or add a file for that host and import it.",
    },
  );
}
