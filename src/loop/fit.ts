import { commonLength, showPath } from "../core/option.ts";
import type { Site } from "./sites.ts";

/** How well a module suits an option that it does not define yet. */
export interface Fit {
  readonly site: Site;
  /** Segments shared with the closest option that the module defines. */
  readonly prefix: number;
  /** How many of its options are that close. */
  readonly near: number;
  /** 1 when the file's name speaks of the option. */
  readonly named: number;
  /** How many different things it is about: names at the top of what it defines. */
  readonly topics: number;
  /** Why it suits; undefined when it does not define anything related. */
  readonly why: string | undefined;
  /** It is about one other thing of the same group alone. */
  readonly dedicated?: boolean;
}

/** Judges a module for an option, whose path is as the module sees it. */
export function fitOf(site: Site, path: readonly string[]): Fit {
  const usual = site.options.filter((option) => !isFixed(option.path));
  // What holds under a condition is a neighbour of the closest only.
  const lengths = usual.map((option) => {
    const length = commonLength(option.path, path);
    return option.conditional && length < 2 ? 0 : length;
  });
  const words = site.file.replace(/\.nix$/, "").split(/[/_.-]/);
  const segments = path.map((segment) => segment.toLowerCase());
  const named = words.some(
    (word) => word.length > 2 && segments.some((segment) => segment.startsWith(word.toLowerCase())),
  );
  const closest = Math.max(0, ...lengths);
  // What `waydroid.nix` sets of the environment is for waydroid.
  const prefix = closest === 1 && !named && isAboutItsName(site) ? 0 : closest;
  const near = lengths.filter((length) => length === prefix).length;
  const neighbour = usual[lengths.indexOf(prefix)]?.path;
  const topics = new Set(
    usual.flatMap((option) => (option.conditional ? [] : (option.path[0] ?? []))),
  ).size;
  return {
    site,
    prefix,
    near,
    // A file that only imports others is about nothing itself.
    named: named && topics > 0 ? 1 : 0,
    topics,
    why: reason(path, prefix, neighbour),
  };
}

/** The best of some; undefined when there is none. */
export function bestFit(fits: readonly Fit[]): Fit | undefined {
  return fits.toSorted(byFit)[0];
}

const general =
  /(^|[/_-])(common|base|core|defaults?|global|shared|general|system|configuration|all)(\.nix$|\/default\.nix$)/;

/** Is this a module for settings of all kinds? */
export function isGeneral({ site, topics }: Fit): boolean {
  return topics > 3 || (topics > 0 && general.test(site.file));
}

/** The groups in which each name is a thing of its own: a service, a program. */
const broad =
  /^(services|programs|virtualisation|hardware|security|networking|environment|boot|home|system)$/;

/** Is this option one of a thing (`services.tailscale`), as against a setting of the machine? */
export function isOfThing(path: readonly string[]): boolean {
  return path.length > 2 && broad.test(path[0] ?? "");
}

/** How many things of the groups a module sets: `services.nginx` and `services.nginx.virtualHosts` are one. */
export function thingsOf({ options }: Site): number {
  const things = options.filter(({ path }) => isOfThing(path));
  return new Set(things.map(({ path }) => showPath(path.slice(0, 2)))).size;
}

/** Is this module about one thing alone, as `services/ssh.nix` is about ssh? */
export function isDedicated({ options, file }: Site): boolean {
  const usual = options.filter(({ path }) => !isFixed(path)).map(({ path }) => path);
  const things = new Set(usual.map((path) => showPath(path.slice(0, 2))));
  return things.size === 1 && usual.every(isOfThing) && !general.test(file);
}

/**
 * Is one of the things that a module sets called like the module itself? Then the others serve it. `network.nix` is
 * about all of networking, not about networking.networkmanager.
 */
function isAboutItsName(site: Site): boolean {
  return site.options.some(
    ({ path }) =>
      isOfThing(path) && isNamedAfter(site, path) && !isNamedAfter(site, ["", path[0] ?? ""]),
  );
}

/** Is this module's own name, or that of its folder where it is a `default.nix`, the option's thing? */
export function isNamedAfter({ file }: Site, [, thing = ""]: readonly string[]): boolean {
  const parts = file.replace(/(\/default)?\.nix$/, "").split("/");
  const words = (parts.at(-1) ?? "").toLowerCase().split(/[_.-]/);
  return words.some((word) => word.length > 2 && thing.toLowerCase().startsWith(word));
}

/** Written once for a machine, and never a neighbour of anything. */
function isFixed(path: readonly string[]): boolean {
  return path.at(-1) === "stateVersion" || path[0] === "imports" || path[0] === "fileSystems";
}

/** `flake.nix` comes last among equals; where nothing is related, a module for all kinds of things first. */
function byFit(a: Fit, b: Fit): number {
  const plain = (fit: Fit) => (/(^|\/)flake\.nix$/.test(fit.site.file) ? 0 : 1);
  const rank = (fit: Fit) => Math.min(fit.prefix, 2) * 2 + fit.named;
  const wide = (fit: Fit) => (fit.prefix > 0 ? 0 : fit.topics + (isGeneral(fit) ? 3 : 0));
  return (
    rank(b) - rank(a) ||
    b.prefix - a.prefix ||
    plain(b) - plain(a) ||
    wide(b) - wide(a) ||
    b.near - a.near ||
    a.site.file.localeCompare(b.site.file)
  );
}

function reason(
  path: readonly string[],
  prefix: number,
  neighbour: readonly string[] | undefined,
): string | undefined {
  if (!neighbour || prefix === 0) return undefined;
  if (prefix === path.length) return `${showPath(path)} is defined there`;
  // A computed name stands as its source.
  return `beside ${showPath(neighbour).replaceAll(/"\\(\$\{[^"]*\})"/g, "$1")}`;
}
