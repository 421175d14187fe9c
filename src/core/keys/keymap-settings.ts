import { nearest } from "../nearest.ts";
import { ok, problem, type Result } from "../result.ts";
import { keyNamed, namedKeys, types } from "./key-names.ts";
import { type Keymap, keymapOf } from "./keymap.ts";
import {
  type Binding,
  type Command,
  closedPlaces,
  type Place,
  places,
  textPlaces,
} from "./keys.ts";

/** Keys as configuration gives them: by place, then by command. An empty list unbinds. */
export type KeySettings = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** Commands that must keep a key: without them a person is caught. */
const needed: readonly (readonly [place: Place, command: Command])[] = [
  ["anywhere", "quit"],
  ["anywhere", "help"],
  ["chat", "leave"],
  ["choice", "choose"],
  ["choice", "leave"],
  ["help", "leave"],
  ["palette", "choose"],
  ["palette", "leave"],
];

function bad<T>(message: string, hint?: string): Result<T> {
  return problem("bad-config", message, {
    hint: hint ?? "agentix tui --keys lists places, commands and keys.",
  });
}

function like(word: string, names: Iterable<string>): string | undefined {
  const [best] = nearest(word, names, 1);
  return best === undefined ? undefined : `Did you mean ${best}?`;
}

function keysOf(where: string, value: string | readonly string[]): Result<readonly string[]> {
  const keys: string[] = [];
  for (const name of typeof value === "string" ? [value] : value) {
    const found = keyNamed(name);
    if ("why" in found)
      return bad(
        `${where}: "${name}" ${found.why}.`,
        found.like === name
          ? like(name, namedKeys)?.concat(
              ' Keys are characters ("y"), names ("space"), "ctrl-x" and "alt-x".',
            )
          : undefined,
      );
    if (!keys.includes(found.key)) keys.push(found.key);
  }
  return ok(keys);
}

/** The keymap with the keys that a person configured, or what is wrong with them. */
export function configuredKeys(keymap: Keymap, settings: KeySettings): Result<Keymap> {
  let bindings = keymap.bindings;
  for (const [name, commands] of Object.entries(settings)) {
    const place = places.find((one) => one === name);
    if (!place)
      return bad(
        `keys.${name}: there is no such place.`,
        like(name, places) ?? `Places: ${places.join(", ")}.`,
      );
    for (const [command, value] of Object.entries(commands)) {
      const where = `keys.${place}.${command}`;
      const known = bindings.filter((one) => one.place === place);
      if (!known.some((one) => one.command === command))
        return bad(
          `${where}: there is no such command.`,
          like(
            command,
            known.map((one) => one.command),
          ) ?? elsewhere(bindings, command),
        );
      const keys = keysOf(where, value);
      if (!keys.ok) return keys;
      bindings = rebound(bindings, place, command, keys.value);
    }
  }
  const next = keymapOf(bindings);
  const wrong = conflict(next) ?? typed(next) ?? caught(next);
  return wrong === undefined ? ok(next) : bad(wrong);
}

function elsewhere(bindings: readonly Binding[], command: string): string | undefined {
  const found = bindings.find((one) => one.command === command);
  return found && `It is in keys.${found.place}.`;
}

/** A command may stand in several bindings of a place: the first takes the keys, the others lose theirs. */
function rebound(
  bindings: readonly Binding[],
  place: Place,
  command: string,
  keys: readonly string[],
): Binding[] {
  const isIt = (one: Binding) => one.place === place && one.command === command;
  const first = bindings.findIndex(isIt);
  return bindings.map((one, at) => (isIt(one) ? { ...one, keys: at === first ? keys : [] } : one));
}

function conflict({ bindings }: Keymap): string | undefined {
  const seen = new Map<string, Command>();
  for (const { place, keys, command } of bindings)
    for (const key of keys) {
      const other = seen.get(`${place} ${key}`);
      if (other !== undefined && other !== command)
        return `keys.${place}: "${key}" is bound to both ${other} and ${command}. Give one of them another key, or [].`;
      seen.set(`${place} ${key}`, command);
    }
  return undefined;
}

function typed({ bindings }: Keymap): string | undefined {
  for (const { place, keys, command } of bindings) {
    const key = textPlaces.has(place) ? keys.find(types) : undefined;
    if (key !== undefined)
      return `keys.${place}.${command}: "${key}" is typed there, so that it cannot be bound. Use a named key, "ctrl-x" or "alt-x".`;
  }
  return undefined;
}

function caught({ bindings, commands }: Keymap): string | undefined {
  for (const [place, command] of needed) {
    const keys = bindings
      .filter((one) => one.place === place && one.command === command)
      .flatMap((one) => one.keys);
    if (keys.length === 0) return `keys.${place}: no key is left for ${command}.`;
    if (place !== "anywhere") continue;
    for (const pane of places) {
      if (closedPlaces.has(pane) || pane === "anywhere") continue;
      const takers = keys.map((key) => commands.get(`${pane} ${key}`));
      if (takers.every((taker) => taker !== undefined && taker !== command))
        return `keys.${pane}: ${[...new Set(takers)].join(" and ")} leaves no key for ${command} there.`;
    }
  }
  return undefined;
}
