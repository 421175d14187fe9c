import { parsePath, showPath } from "../../core/option.ts";
import { aliases } from "./data/aliases.ts";
import type { Env } from "./env.ts";
import { plainType } from "./fits.ts";
import { fold } from "./names.ts";
import type { Kind, Switch } from "./switches.ts";
import type { Token } from "./tokens.ts";
import type { World } from "./world.ts";

const serviceNouns = new Set(["service", "services", "server", "daemon", "services"]);
const programNouns = new Set([
  "program",
  "app",
  "application",
  "client",
  "browser",
  "game",
  "launcher",
]);
const nouns = new Set([
  ...serviceNouns,
  ...programNouns,
  ..."support module integration package desktop environment wm de shell prompt vpn database db compositor editor terminal node instance stack".split(
    " ",
  ),
]);
/** Nouns that close a name only behind another one: "plasma desktop environment". */
const second: Readonly<Record<string, RegExp>> = {
  environment: /^desktop$/,
  manager: /^(window|display|login|desktop|boot|package)$/,
  system: /^(desktop)$/,
};

/** What a phrase names, with what the name left over. */
export interface Named {
  readonly choice: Switch;
  /** Other options of the same name. */
  readonly others: readonly Switch[];
  /** A version behind the name ("postgres 16"). */
  readonly version?: string;
  /** A closing noun was taken off the words. */
  readonly shortened: boolean;
}

/** The words of a phrase as a name. */
export function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.filter((t) => t.kind !== "mark" || /[+]/.test(t.text)).map((t) => t.text);
}

/** The switch that some words name: as they stand, then without a closing noun or version. */
export function nameSwitch(env: Env, tokens: readonly Token[]): Named | undefined {
  const words = wordsOf(tokens);
  if (words.length === 0 || words.length > 6) return undefined;
  const only = tokens.length === 1 ? tokens[0] : undefined;
  if (only?.kind === "dotted") {
    const path = parsePath(only.text);
    if (!path) return undefined;
    for (const full of [path, [...path, "enable"]]) {
      const place = env.world.get(full);
      if (place && !place.free && plainType(place.option.type).kind === "bool")
        return {
          choice: { path: full, root: full.at(-1) === "enable" ? full.slice(0, -1) : full },
          others: [],
          shortened: false,
        };
    }
    return undefined;
  }
  let end = words.length;
  let kind: Kind;
  let version: string | undefined;
  while (end > 0) {
    const name = words.slice(0, end).join(" ");
    const found = env.switches.find(name, kind);
    const [choice, ...others] = found.length > 0 ? found : [];
    if (choice)
      return {
        choice,
        others,
        shortened: end < words.length - (version ? 1 : 0),
        ...(version ? { version } : {}),
      };
    if (end === 1) break;
    const last = (words[end - 1] ?? "").toLowerCase();
    if (serviceNouns.has(last)) kind = "service";
    else if (programNouns.has(last)) kind = "program";
    else if (/^v?\d+(?:\.\d+)*$/.test(last) && version === undefined)
      version = last.replace(/^v/, "");
    else if (Object.hasOwn(second, last)) {
      if (!second[last]?.test((words[end - 2] ?? "").toLowerCase())) break;
      end -= 1;
    } else if (!nouns.has(last)) break;
    end -= 1;
  }
  const joined = fold(words.join(""));
  const first = (words[0] ?? "").toLowerCase();
  if (words.length > 1 && nouns.has(first) && first !== "desktop") {
    const found = nameSwitch(env, tokens.slice(1));
    if (found) return found;
  }
  const [server] = joined.length > 2 ? env.switches.find(`${joined}server`) : [];
  return server ? { choice: server, others: [], shortened: false } : undefined;
}

/** Every option below a prefix, breadth first, within bounds; `<name>` levels are left out. */
export function below(
  world: World,
  root: readonly string[],
  depth: number,
  limit = 3000,
): string[][] {
  const found: string[][] = [];
  let level: string[][] = [[...root]];
  for (let d = 0; d < depth && level.length > 0 && found.length < limit; d += 1) {
    const next: string[][] = [];
    for (const prefix of level)
      for (const child of world.children(prefix)) {
        if (child === "<name>" || child === "*") continue;
        const path = [...prefix, child];
        next.push(path);
        const place = world.get(path);
        if (place && !place.free && place.option.visible && !place.option.internal)
          found.push(path);
        if (found.length >= limit) return found;
      }
    level = next;
  }
  return found;
}

const stem = (text: string): string => text.replace(/(?:ies)$/, "y").replace(/s$/, "");
const idle = new Set([
  "the",
  "a",
  "an",
  "its",
  "my",
  "'s",
  "option",
  "setting",
  "settings",
  "s",
  "value",
  "support",
]);

function split(path: readonly string[]): string[] {
  return path
    .flatMap((p) => p.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[\s_.-]+/))
    .map((w) => stem(w.toLowerCase()))
    .filter((w) => w !== "" && w !== "enable" && w !== "setting");
}

/**
 * The options that a phrase like "tailscale port", "port of tailscale" or "nginx recommended gzip
 * settings" names: a thing with a switch, then words of one of its options.
 */
export function optionsByPhrase(env: Env, tokens: readonly Token[]): string[][] {
  const plain = tokens.filter((t) => !idle.has(t.low) && (t.kind !== "mark" || t.text === "+"));
  if (plain.length < 2 || plain.length > 8) return [];
  const of = plain.findIndex((t) => /^(of|for|in|on|over|via)$/.test(t.low));
  const orders: (readonly Token[])[] =
    of > 0
      ? [[...plain.slice(of + 1), ...plain.slice(0, of)]]
      : [plain, [...plain.slice(-1), ...plain.slice(0, -1)]];
  for (const order of orders)
    for (let length = order.length - 1; length > 0; length -= 1) {
      const head = order.slice(0, length).map((t) => t.text.replace(/'s$/, ""));
      const tail = order.slice(length).map((t) => stem(t.low));
      const roots = rootsOf(env, head);
      for (const root of roots) {
        const hits = matching(env.world, root, tail);
        // "touchpad tapping": of several, those whose whole path holds every word.
        const all = hits.filter((path) => {
          const own = new Set(split(path));
          return order.every((t) => own.has(stem(t.low)));
        });
        if (hits.length > 0) return all.length > 0 ? all : hits;
      }
    }
  return [];
}

/** Prefixes that some words name, with or without a switch of their own. */
export function rootsOf(env: Env, words: readonly string[]): string[][] {
  const name = words.join(" ");
  const found = env.switches.find(name).map((s) => [...s.root]);
  const key = fold(name);
  const plain: string[][] = [];
  for (const parent of [
    "services",
    "programs",
    "virtualisation",
    "hardware",
    "networking",
    "boot",
    "security",
    "boot.loader",
    "system",
    "",
  ]) {
    const prefix = parent === "" ? [] : parent.split(".");
    for (const child of env.world.children(prefix))
      if (fold(child) === key) plain.push([...prefix, child]);
  }
  const known = Object.hasOwn(aliases, key) ? [] : plain;
  return [...new Map([...found, ...known, ...plain].map((p) => [showPath(p), p])).values()].slice(
    0,
    4,
  );
}

function matching(world: World, root: readonly string[], tail: readonly string[]): string[][] {
  const wanted = tail.join("");
  const wantedSet = [...tail].sort().join(" ");
  const scored = below(world, root, 4)
    .map((path) => {
      const relative = path.slice(root.length);
      const words = split(relative);
      const last = stem(fold(relative.at(-1) ?? ""));
      let score = 0;
      if (words.join("") === wanted) score = 100;
      else if (last === wanted) score = 90;
      else if ([...words].sort().join(" ") === wantedSet) score = 80;
      else if (tail.every((w) => words.includes(w)) && words.length <= tail.length + 1) score = 40;
      return { path, score: score === 0 ? 0 : score - relative.length };
    })
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter((hit) => hit.score >= best - 0.5)
    .map((hit) => hit.path)
    .slice(0, 8);
}
