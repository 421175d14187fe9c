import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { fitOf } from "./fit.ts";
import { placeNew } from "./place-new.ts";
import { type Place, type PlacementQuestion, untold, within } from "./places.ts";
import { pathWithin, type Site } from "./sites.ts";

function isConditional(site: Site, question: PlacementQuestion, target: string): boolean {
  const path = showPath(pathWithin(site, question.path, target) ?? question.path);
  const own = site.options.filter((option) => showPath(option.path) === path);
  return own.length > 0 && own.every(({ conditional }) => conditional);
}

function sharedElsewhere(question: PlacementQuestion, site: Site): Result<never> {
  const others = [...site.users].filter((user) => !question.allowed.has(user));
  const hosts = [...new Set([...question.targets, ...others])];
  const forced = question.targets.some((target) => (question.priorities?.[target] ?? 100) <= 50);
  if (forced && question.operation === "set")
    return problem(
      "edit-not-possible",
      `${showPath(question.path)} is forced (mkForce) in ${site.file}, which ${others.join(", ")} ${others.length === 1 ? "uses" : "use"} too: nothing in a file of ${question.targets.join(", ")} would win over it.`,
      {
        hint: `Change it for all of them (“… on ${hosts.join(" and ")}”), or take mkForce away there first.`,
        details: { file: site.file, others },
      },
    );
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
 * Sets for a target, in a module of its own, what a module defines that others use too: a plain definition wins
 * over mkDefault, and mkForce over a plain one. A module named like the host comes first. Undefined where neither would win, or no module is its own.
 */
function override(question: PlacementQuestion, shared: Site, target: string): Place | undefined {
  const priority = question.priorities?.[target] ?? null;
  if (question.operation !== "set" || priority === null || priority <= 50) return undefined;
  const except = [shared, ...(question.failing ?? [])];
  const [, name = target] = target.split(":");
  const speaking = question.sites.filter(({ file }) =>
    file
      .replace(/\.nix$/, "")
      .split("/")
      .includes(name),
  );
  const own = placeNew({ ...question, sites: speaking }, [target], except, 0);
  const any = own.ok ? own : placeNew(question, [target], except, 0);
  const [first] = any.ok ? any.value : [];
  if (!first) return undefined;
  // Which modules of the file are whose is not known there.
  const others = shared.excluded
    ? []
    : [...shared.users].filter((user) => !question.allowed.has(user));
  const force = priority <= 100;
  const whose =
    others.length > 0
      ? `, which ${others.join(", ")} ${others.length === 1 ? "uses" : "use"} too,`
      : ` (${shared.excluded ?? "left alone"})`;
  const why = `${shared.file}${whose} defines it; ${
    force ? "mkForce overrides that" : "what it says is a default"
  }`;
  return { ...first, why, over: { file: shared.file, others, force } };
}

/**
 * Decides in which modules an option is to be edited. Where the option is defined decides first,
 * then where its siblings are; a module that other targets use too is never touched for one host.
 * A list that holds only under a condition is extended only where nothing else fits.
 */
export function place(question: PlacementQuestion): Result<Place[]> {
  const { operation, path } = question;
  const places = new Map<Site, string[]>();
  const overrides: Place[] = [];
  const open: string[] = [];
  const conditional = new Map<string, Site>();
  const everyDefiner =
    operation === "remove" ||
    operation === "unset" ||
    (operation === "set" && question.single === true);
  const serve = (site: Site, target: string) =>
    places.set(site, [...(places.get(site) ?? []), target]);
  const reach = (site: Site) =>
    question.targets.filter((target) => question.definers[target]?.includes(site)).length;
  for (const target of question.targets) {
    const definers = question.definers[target] ?? [];
    const usable = definers.filter((site) => !site.excluded && within(site, question));
    const blocked = definers.find((site) => !usable.includes(site));
    if (blocked && (usable.length === 0 || everyDefiner) && operation !== "append") {
      const open = !blocked.excluded || blocked.excluded === untold;
      const own = open ? override(question, blocked, target) : undefined;
      if (own) {
        overrides.push(own);
        continue;
      }
      if (!blocked.excluded) return sharedElsewhere(question, blocked);
      return problem(
        "edit-not-possible",
        `${showPath(path)} is defined in ${blocked.file}: ${blocked.excluded}.`,
        { hint: "Change it there by hand." },
      );
    }
    if (everyDefiner && usable.length > 0) {
      for (const site of usable) serve(site, target);
      continue;
    }
    const bound = (site: Site) => (isConditional(site, question, target) ? 1 : 0);
    const speaks = (site: Site) => fitOf(site, path).named;
    if (everyDefiner && operation !== "set") continue;
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
  const settled = () => [
    ...[...places].map(([site, targets]) => ({ site, targets, why })),
    ...overrides,
  ];
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
