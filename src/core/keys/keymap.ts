import type { Key } from "./key-input.ts";
import {
  type Binding,
  type Command,
  closedPlaces,
  bindings as defaultBindings,
  type Place,
} from "./keys.ts";

/** The keys in force: a table like the one in core/keys/keys.ts, with the person's own keys in it. */
export interface Keymap {
  readonly bindings: readonly Binding[];
  readonly commands: ReadonlyMap<string, Command>;
}

/** A keymap of these bindings; the first binding of a key in a place counts. */
export function keymapOf(bindings: readonly Binding[]): Keymap {
  const commands = new Map<string, Command>();
  for (const { place, keys, command } of bindings)
    for (const key of keys) {
      const name = `${place} ${key}`;
      if (!commands.has(name)) commands.set(name, command);
    }
  return { bindings, commands };
}

/** The keymap where nothing is configured. */
export const defaultKeymap: Keymap = keymapOf(defaultBindings);

/** The command that a key gives in a place; open places fall back to `anywhere`. */
export function commandFor(keymap: Keymap, key: Key, place: Place): Command | undefined {
  const find = (where: Place) => keymap.commands.get(`${where} ${key.name}`);
  const own = find(place);
  if (own) return own;
  const general = closedPlaces.has(place) ? undefined : find("anywhere");
  if (general) return general;
  // Alt and a letter is how Esc and a letter arrive when they come together: only the Esc counts.
  return key.name.startsWith("alt-") ? commandFor(keymap, { name: "esc" }, place) : undefined;
}

/** The binding of a command in the first of these places that gives it a key. */
export function bindingOf(
  keymap: Keymap,
  command: Command,
  places: readonly Place[],
): Binding | undefined {
  return keymap.bindings.find(
    (one) => one.command === command && one.keys.length > 0 && places.includes(one.place),
  );
}

/** The key of a command as people write it, for texts; without a key, how the palette finds it. */
export function keyOf(keymap: Keymap, command: Command, place: Place = "anywhere"): string {
  const [key] = bindingOf(keymap, command, [place])?.keys ?? [];
  return key === undefined ? `: ${command}` : keyName(key);
}

const names: Record<string, string> = {
  space: "space",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  pageup: "PgUp",
  pagedown: "PgDn",
  enter: "Enter",
  esc: "Esc",
  tab: "Tab",
  "shift-tab": "Shift-Tab",
  home: "Home",
  end: "End",
  backspace: "Backspace",
  delete: "Del",
};

/** A key as people write it. */
export function keyName(name: string): string {
  if (name.startsWith("ctrl-")) {
    const rest = name.slice(5);
    return rest.length === 1 ? `^${rest.toUpperCase()}` : `Ctrl-${keyName(rest)}`;
  }
  if (name.startsWith("alt-")) return `Alt-${keyName(name.slice(4))}`;
  if (/^f\d+$/.test(name)) return name.toUpperCase();
  return names[name] ?? name;
}
