/*
 * What keys are called in the table and in configuration.
 */

/** Keys with a name; every other key is the character that it types. */
export const namedKeys: readonly string[] = [
  "space",
  "enter",
  "tab",
  "shift-tab",
  "esc",
  "up",
  "down",
  "left",
  "right",
  "home",
  "end",
  "pageup",
  "pagedown",
  "backspace",
  "delete",
  ...Array.from({ length: 12 }, (_, at) => `f${at + 1}`),
];

/** What a terminal sends for these is another key's, so that they can never be told apart. */
const sameAs: Readonly<Record<string, string>> = {
  "ctrl-m": "enter",
  "ctrl-i": "tab",
  "ctrl-[": "esc",
  "ctrl-h": "backspace",
};
const modifier = /^(ctrl-alt-|ctrl-|alt-)(.+)$/;

function known(name: string): string | undefined {
  if ([...name].length === 1) return name === " " ? "space" : name;
  const lower = name.toLowerCase();
  if (namedKeys.includes(lower)) return lower;
  const [, prefix = "", rest = ""] = modifier.exec(lower) ?? [];
  if (prefix === "") return undefined;
  if (namedKeys.includes(rest)) return lower;
  // Alt tells capitals apart, Ctrl does not.
  if (prefix === "alt-") return [...rest].length === 1 ? prefix + name.slice(4) : undefined;
  return prefix === "ctrl-" && /^[a-z[\\\]^_]$/.test(rest) ? lower : undefined;
}

/** A key's name in one spelling, or why there is no such key. */
export function keyNamed(name: string): { key: string } | { why: string; like: string } {
  const key = known(name);
  if (key === undefined) return { why: "is no key", like: name };
  const same = sameAs[key];
  return same ? { why: `arrives as ${same}`, like: same } : { key };
}

/** Whether a key types something, so that a field needs it. */
export function types(key: string): boolean {
  return key === "space" || [...key].length === 1;
}
