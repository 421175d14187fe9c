import type { Env } from "../env.ts";
import { plainType } from "../fits.ts";

/** Between a thing and a setting of its own; a database or a cache of it has a port of its own. */
const own = /^(settings|config|server|http|web|listen|webui|global|main|general)$/;

/** A word without its ending. */
export const stem = (word: string): string =>
  word
    .toLowerCase()
    .replace(/ies$/, "y")
    .replace(/(?<=\w{3})(?:ing|ed|s)$/, "");

/** Words that options and people add without meaning more by them. */
const unsaid = /^(?:enable|setting|config|support)$/;

/** The words of an option below a thing, as people would say them. */
export const partsOf = (path: readonly string[]): string[] =>
  path
    .flatMap((part) =>
      part
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
        .split(/[\s_.-]+/),
    )
    .map(stem)
    .filter((word) => word !== "" && !unsaid.test(word));

/** The one option below a thing whose last part is the first of some names; the shallowest. */
export function ending(
  options: readonly string[][],
  depth: number,
  names: readonly string[],
  taken: (path: string[]) => boolean,
): string[] | undefined {
  for (const name of names) {
    const hits = options.filter(
      (path) =>
        path.at(-1) === name &&
        path.slice(depth, -1).every((part) => own.test(part)) &&
        taken(path),
    );
    const least = Math.min(...hits.map((path) => path.length));
    const [only, ...more] = hits.filter((path) => path.length === least);
    if (only && more.length === 0) return only;
  }
  return undefined;
}

/** A truth value that the example or default of free-form settings shows: SIGNUPS_ALLOWED for "signups". */
export function shownFlag(
  env: Env,
  options: readonly string[][],
  words: readonly string[],
): string[] | undefined {
  const wanted = words.map(stem).join(" ");
  const hits = options.flatMap((path) => {
    const option = env.world.get(path)?.option;
    if (!option || !/^(?:attrsOf|submodule|other)$/.test(plainType(option.type).kind)) return [];
    return [
      ...`${option.default ?? ""}\n${option.example ?? ""}`.matchAll(
        /^\s*"?([A-Za-z_][\w-]*)"? = (?:true|false);/gm,
      ),
    ]
      .map((match) => [...path, match[1] ?? ""])
      .filter((key) => {
        const said = partsOf(key.slice(-1)).filter((part) => !/^(?:allow|enable|use)$/.test(part));
        return said.join(" ") === wanted && env.world.get(key) !== undefined;
      });
  });
  const unique = new Map(hits.map((path) => [path.join("."), path]));
  return unique.size === 1 ? [...unique.values()][0] : undefined;
}

/**
 * The one port among the default's free-form settings, else among the example's: ROCKET_PORT for "port". Some write
 * it as text.
 */
export function shownPort(
  env: Env,
  options: readonly string[][],
): { path: string[]; isText: boolean } | undefined {
  for (const side of ["default", "example"] as const) {
    const hits = options.flatMap((path) =>
      [...(env.world.get(path)?.option[side] ?? "").matchAll(/^\s*(\w*port) = ("?)\d+"?;/gim)]
        .map((match) => ({ path: [...path, match[1] ?? ""], isText: match[2] === '"' }))
        .filter((key) => env.world.get(key.path)?.free),
    );
    const [only, ...more] = hits;
    if (only) return more.length === 0 ? only : undefined;
  }
  return undefined;
}

/** A device that the example or default of free-form settings shows: serial.port for "/dev/ttyUSB0". */
export function shownDevice(env: Env, options: readonly string[][]): string[] | undefined {
  const hits = options.flatMap((path) => {
    const option = env.world.get(path)?.option;
    const text = `${option?.default ?? ""}\n${option?.example ?? ""}`;
    if (!option || !text.includes('"/dev/')) return [];
    if (plainType(option.type).kind === "str") return [path];
    const nested = /(\w+) = \{\s*(\w+) = "\/dev\//.exec(text);
    return nested?.[1] && nested[2] ? [[...path, nested[1], nested[2]]] : [];
  });
  const [only, ...more] = hits.filter((path) => env.world.get(path) !== undefined);
  return more.length === 0 ? only : undefined;
}

/** The option whose words are these, or these and "enable"; undefined where several are. */
export function phrase(
  options: readonly string[][],
  root: readonly string[],
  words: readonly string[],
  taken: (path: string[]) => boolean,
  idle?: RegExp,
): string[] | undefined {
  const said = words
    .flatMap((word) => word.split(/[-_]/))
    .map(stem)
    .filter((word) => !unsaid.test(word));
  const wanted = said.toSorted().join(" ");
  const joined = said.join("");
  if (wanted === "") return undefined;
  const hits = options.filter((path) => {
    const all = partsOf(path.slice(root.length));
    const own = idle && all.join("") !== joined ? all.filter((part) => !idle.test(part)) : all;
    return taken(path) && (own.toSorted().join(" ") === wanted || own.join("") === joined);
  });
  const least = Math.min(...hits.map((path) => path.length));
  const [only, ...more] = hits.filter((path) => path.length === least);
  return more.length === 0 ? only : undefined;
}

/** The one switch of a group that some words name: "remote play" has remotePlay.openFirewall and nothing else. */
export function groupSwitch(
  options: readonly string[][],
  root: readonly string[],
  words: readonly string[],
): string[] | undefined {
  const wanted = words
    .flatMap((word) => word.split(/[-_]/))
    .map(stem)
    .join("");
  const inside = options.filter(
    (path) => path.length === root.length + 2 && partsOf(path.slice(-2, -1)).join("") === wanted,
  );
  const [only, ...more] = inside;
  return more.length === 0 && only?.at(-1) === "openFirewall" ? only : undefined;
}
