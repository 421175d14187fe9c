import type { NixValue } from "../../../core/edit.ts";
import type { OptionType } from "../../../core/option.ts";
import type { Env } from "../env.ts";
import { findConcept } from "../families/concepts.ts";
import { fits, plainType } from "../fits.ts";
import { below } from "../naming.ts";
import type { Change } from "../request.ts";
import type { Token } from "../tokens.ts";
import { parseValue } from "../values.ts";
import { amount } from "./aspect-amount.ts";
import {
  ending,
  groupSwitch,
  phrase,
  shownDevice,
  shownFlag,
  shownPort,
  stem,
} from "./aspect-names.ts";

/** Words about a thing, and the word that joined them to what came before. */
export interface Piece {
  readonly link: string;
  readonly words: readonly Token[];
}

const idle =
  /^(a|an|the|its|their|my|our|to|of|on|at|as|in|for|set|is|be|=|:|by|support|user's|enabled|being|own|accepted)$/;

const host = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/i;
const hostNames = ["hostName", "hostname", "domain", "fqdn", "virtualHost", "serverName", "DOMAIN"];
/** Words of an option that a path says by itself: "media in /srv" is `mediaDir`. */
const folderWords = /^(?:dir|directory|folder|location|path|data)$/;
const folders = [
  "dataDir",
  "stateDir",
  "dataPath",
  "directory",
  "location",
  "root",
  "path",
  "folder",
  "home",
];
const ports = [
  "port",
  "listenPort",
  "httpPort",
  "webPort",
  "http_port",
  "HTTP_PORT",
  "server_port",
  "rpc-port",
  "serverPort",
];

/**
 * What a piece of words says about a thing, as settings of this thing; undefined where they are none.
 * Every word counts, and only one option may be meant.
 */
export async function readAspect(
  env: Env,
  root: readonly string[],
  name: readonly Token[],
  piece: Piece,
): Promise<Change[] | undefined> {
  const { world } = env;
  const options = below(world, root, 4, 800);
  const typeOf = (path: readonly string[]): OptionType =>
    world.get(path)?.option.type ?? { kind: "other" };
  const put = (path: readonly string[], value: NixValue): Change[] => [
    {
      path,
      operation:
        plainType(typeOf(path)).kind === "listOf" && piece.link !== "" && Array.isArray(value)
          ? "append"
          : "set",
      value,
    },
  ];
  const words = piece.words.filter((t) => t.kind === "string" || !idle.test(t.low));
  const low = words.map((t) => t.low);
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const off = piece.link === "without" || low[0] === "no" || low[0] === "without";
  const text = low.join(" ");
  if (!off && low[0] === "port" && low.length === 2 && /^\d{1,5}$/.test(last.text)) {
    const number = Number(last.text);
    const path = ending(
      options,
      root.length,
      ["ports", ...ports],
      (p) => fits(typeOf(p), number) || fits(typeOf(p), [number]),
    );
    if (!path) {
      const shown = shownPort(env, options);
      return shown && put(shown.path, shown.isText ? last.text : number);
    }
    return fits(typeOf(path), number)
      ? put(path, number)
      : [{ path, operation: "set", value: [number] }];
  }
  if (
    /^(?:no |without )?(?:open(?:ed|ing)? )?(?:firewall|ports?)(?: (?:open(?:ed)?|hole))?$/.test(
      text,
    ) &&
    /open|firewall/.test(text)
  ) {
    const path = ending(options, root.length, ["openFirewall", "openDefaultPorts"], () => true);
    return path && put(path, !off);
  }
  if (off) {
    const plain = low.filter((w) => !/^(no|without|any)$/.test(w));
    const flag =
      phrase(options, root, plain, (path) => plainType(typeOf(path)).kind === "bool") ??
      shownFlag(env, options, plain);
    return flag
      ? put(flag, false)
      : meaning(
          words.filter((t) => plain.includes(t.low)),
          name,
          false,
        );
  }
  if (
    low.length <= 2 &&
    host.test(last.text) &&
    (low.length === 1 || /^(?:domain|host|hostname|name|address|url|site)$/.test(low[0] ?? ""))
  ) {
    if (/^(?:[\w-]+\.)+(?:sock|conf|nix|sh|db|log)$/.test(last.low)) return undefined;
    const path = ending(
      options,
      root.length,
      low[0] === "host" ? ["host", ...hostNames] : hostNames,
      (p) => fits(typeOf(p), last.text),
    );
    return path && put(path, last.text);
  }
  if (low.length === 2 && /^(user|group)$/.test(low[0] ?? "") && last.kind === "word") {
    const path = [...root, low[0] ?? ""];
    const place = world.get(path);
    return place && !place.free && fits(place.option.type, last.text)
      ? put(path, last.text)
      : undefined;
  }
  // "syncthing for alice": it runs as her, where a service says as whom.
  if (piece.link === "for" && low.length === 1) {
    const path = [...root, "user"];
    const place = world.get(path);
    const known = (await Promise.all(world.targets.map((t) => env.users(t)))).some((u) =>
      u?.normal.includes(last.text),
    );
    return known && place && !place.free ? put(path, last.text) : undefined;
  }
  if (last.kind === "path" && last.text.startsWith("/dev/")) {
    const key = shownDevice(env, options);
    return key && put(key, last.text);
  }
  if (last.kind === "path" && last.text.startsWith("/")) {
    const said = low.slice(0, -1).map(stem);
    const fitting = options.filter(
      (p) => fits(typeOf(p), last.text) && plainType(typeOf(p)).kind !== "other",
    );
    const path =
      said.length === 0 ||
      (said.length === 1 &&
        /^(data|stat|fil|file|folder|director|directory|store)$/.test(said[0] ?? ""))
        ? ending(fitting, root.length, folders, () => true)
        : phrase(fitting, root, said, () => true, folderWords);
    return path && put(path, last.text);
  }
  return (
    amount(env, root, options, piece, typeOf) ??
    setting(env, root, options, words, typeOf) ??
    meaning(words, name, true)
  );
}

/** "syntax highlighting", "prefix C-a", "storage driver btrfs", "driver btrfs". */
function setting(
  env: Env,
  root: readonly string[],
  options: readonly string[][],
  words: readonly Token[],
  typeOf: (path: readonly string[]) => OptionType,
): Change[] | undefined {
  const low = words.map((t) => t.low);
  const flag =
    phrase(options, root, low, (path) => plainType(typeOf(path)).kind === "bool") ??
    groupSwitch(options, root, low);
  if (flag) return [{ path: flag, operation: "set", value: true }];
  if (words.length < 2 || words.length > 8) return undefined;
  for (let length = words.length - 1; length > 0; length -= 1)
    for (const [head, value] of [
      [words.slice(0, length), words.slice(length)],
      [words.slice(words.length - length), words.slice(0, words.length - length)],
    ] as const) {
      const path = phrase(
        options,
        root,
        head.map((t) => t.low),
        () => true,
      );
      const place = path && env.world.get(path);
      if (!path || !place || place.free) continue;
      const type = place.option.type;
      if (plainType(type).kind === "str" && value.length > 1) continue;
      // "ctrl-a" is written as the option's example writes keys ("C-a"), or left to the person.
      const chord = /^(?:ctrl|control)[-+]([a-z])$/.exec(value[0]?.low ?? "");
      if (value.some((t) => /^(?:ctrl|control|alt|super|meta|shift)[-+]/.test(t.low))) {
        if (!chord || !/^"C-\w"$/.test(place.option.example ?? "")) continue;
        return [{ path, operation: "set", value: `C-${chord[1]}` }];
      }
      const parsed = parseValue(value, type, place.option.typeText, env.source);
      if (parsed.ok && plainType(type).kind !== "other")
        return [{ path, operation: "set", value: parsed.value }];
    }
  return undefined;
}

/** A curated meaning of these words, where they are about this thing. */
function meaning(
  words: readonly Token[],
  name: readonly Token[],
  on: boolean,
): Change[] | undefined {
  const found = findConcept([...words, ...name]);
  const made = found?.concept[on ? "on" : "off"]?.(found.slots);
  return typeof made === "object" ? [...made] : undefined;
}
