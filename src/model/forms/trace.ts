import type { NixValue } from "../../core/edit.ts";
import { ownWords } from "../../core/free-goal.ts";
import type { Intent } from "../../core/intent.ts";
import { showPath } from "../../core/option.ts";
import { fold } from "../builtin/names.ts";
import { wordsOf } from "./words.ts";

/** Where an intent has to come from: the person's words, and what the rules without a model read in them. */
export interface Source {
  /** The whole goal, comments included where it is revised. */
  readonly goal: string;
  /** The wish that the intent is for. */
  readonly wish: { readonly text: string; readonly on: boolean };
  /** What the built-in planner makes of the same words. */
  readonly own: readonly Intent[];
}

/** Segments that say where an option is, not what it is about. */
const places = new Set(
  wordsOf(
    "services programs hardware networking boot security system settings config virtualisation users user environment nix enable package options extra default name i18n home desktop manager loader server client",
  ),
);
/** Words of an option that people say otherwise. */
const alsoSaid: Readonly<Record<string, readonly string[]>> = {
  openssh: ["ssh", "sshd"],
  authoriz: ["key"],
  authorized: ["key"],
  print: ["printer", "cup", "cups"],
  postgresql: ["postgre", "postgres", "database"],
  virtualisation: ["vm"],
  libvirtd: ["libvirt", "vm", "virtual"],
  pipewire: ["sound", "audio"],
  networkmanager: ["wifi", "network"],
  nameserver: ["dns"],
  keymap: ["keyboard"],
  xkb: ["keyboard"],
  timezone: ["clock"],
  gc: ["garbage"],
  zram: ["swap"],
  autoupgrade: ["update", "upgrade"],
  home: ["homeassistant"],
};

/**
 * Whether the goal speaks of the option: of its last words, and of every thing that they belong to. A path that only
 * passes by what the goal names (services.other.nginx.enable) is another thing.
 */
export function isNamed(path: readonly string[], source: Source): boolean {
  const shown = showPath(path);
  if (source.own.some((intent) => showPath(intent.path) === shown)) return true;
  const spoken = ownWords(source.goal);
  if (spoken.toLowerCase().includes(shown.toLowerCase())) return true;
  const said = new Set(wordsOf(spoken));
  const whole = fold(spoken);
  const isSaid = (word: string) =>
    said.has(word) || (alsoSaid[word] ?? []).some((other) => said.has(other));
  const isAbout = (segment: string, share: (said: number, of: number) => boolean) => {
    const folded = fold(segment);
    if (folded.length > 3 && whole.includes(folded)) return true;
    const words = wordsOf(segment).filter((word) => !places.has(word));
    return share(words.filter(isSaid).length, words.length);
  };
  const segments = path.filter((segment) => segment !== "<name>" && segment !== "*");
  const leaf = segments.at(-1) ?? "";
  const things = segments
    .slice(0, -1)
    .filter((segment) => wordsOf(segment).some((word) => !places.has(word)));
  const ownLeaf = wordsOf(leaf).some((word) => !places.has(word));
  if (ownLeaf && !isAbout(leaf, (some, all) => some * 2 >= all)) return false;
  if (things.length === 0) return ownLeaf;
  return things.every((thing) => isAbout(thing, (some, all) => some * 2 > all));
}

/** Whether the person's words name a guarded option: all its last words, or the rules read it too. */
export function isNamedOutright(path: readonly string[], source: Source): boolean {
  const shown = showPath(path);
  if (source.own.some((intent) => showPath(intent.path) === shown)) return true;
  const spoken = ownWords(source.goal);
  if (spoken.toLowerCase().includes(shown.toLowerCase())) return true;
  const said = new Set(wordsOf(spoken));
  const leaf = wordsOf(path.at(-1) ?? "");
  return leaf.every((word) => said.has(word)) && isNamed(path, source);
}

const negative =
  /^(?:no|not|dis|without|deny|block|ban|forbid|refuse|prohibit|mask|lock|hide|skip)/i;
const takesBack = /\b(?:reset|default|unset|remove|drop|clear|delete|no longer|any ?more)\b/i;

const adds = /\b(?:add|append|allow|include|join|put|open|also)\b/i;

/** Why the person may not have asked for this; empty where every part of it comes from their words. */
export function doubtsOf(intent: Intent, source: Source): string[] {
  const shown = showPath(intent.path);
  const doubts: string[] = [];
  if (!isNamed(intent.path, source))
    doubts.push(`The goal does not speak of ${shown}; the model chose it.`);
  if (intent.operation === "unset") {
    if (!takesBack.test(source.wish.text))
      doubts.push(`Nothing in the goal says that ${shown} is not to be set any more.`);
    return doubts;
  }
  if (intent.operation === "append" && !source.wish.on && !adds.test(source.wish.text))
    doubts.push(`Nothing in the goal says that something is to join ${shown}.`);
  if (intent.operation === "remove" && source.wish.on && !takesBack.test(source.goal))
    doubts.push(`Nothing in the goal says that something is to leave ${shown}.`);
  const untold = untoldIn(intent, source);
  if (untold.length > 0)
    doubts.push(
      `The goal does not say ${untold.slice(0, 4).join(", ")}; the model filled it in for ${shown}.`,
    );
  return doubts;
}

/** The parts of a value that are not in the person's words, as they are shown. */
export function untoldIn(intent: Intent, source: Source): string[] {
  const same = source.own.filter((own) => showPath(own.path) === showPath(intent.path));
  const known = new Set(same.flatMap(({ value }) => scalars(value)).map(key));
  return scalars(intent.value)
    .filter((one) => !known.has(key(one)) && !isTold(one, intent, source))
    .map((one) => (typeof one === "string" ? JSON.stringify(one.slice(0, 60)) : String(one)));
}

type Scalar = string | number | boolean | null;
const key = (scalar: Scalar) => `${typeof scalar} ${scalar}`;

/** What a value is made of; nothing at all counts as an empty text. */
function scalars(value: NixValue | undefined): Scalar[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.length === 0 ? [""] : value.flatMap(scalars);
  if (typeof value !== "object" || value === null) return [value];
  if ("$package" in value) return [value.$package];
  if ("$path" in value) return [value.$path];
  if ("$expr" in value) return [value.$expr];
  return Object.entries(value.$attrs).flatMap(([name, inner]) => [name, ...scalars(inner)]);
}

/** Whether the words give the text as a value: in quotes, or after what says that a value comes. */
export function saysOutright(text: string, { goal }: Source): boolean {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(
    `(?:["'“]|(?:\\b(?:to|is|be|as|called|named|with)|=)\\s*["'“]?)${escaped}(?![\\p{L}\\p{N}])`,
    "iu",
  ).test(goal);
}

/** Sets of packages that are called so by everybody; any other could be of somebody's own. */
const customarySets =
  /^(?:(?:python3?\d*|perl\d*|lua\d*|php\d*|ruby|emacs|node|haskell|ocaml|r|rust|coq|beam|linux|kde|xfce|gnome|mate)packages(?:_\w+)?|python3\d*|vimplugins|fishplugins|tmuxplugins|vscode-extensions|gnomeextensions|nerd-fonts|gst_all_1|jetbrains|xorg|qt6|libsforqt5)$/;

function isTold(one: Scalar, intent: Intent, source: Source): boolean {
  const goal = source.wish.text.toLowerCase();
  if (typeof one === "boolean") {
    if (new RegExp(`\\b${one}\\b`).test(goal)) return true;
    const leaf = intent.path.at(-1) ?? "";
    return one === (negative.test(leaf) ? !source.wish.on : source.wish.on);
  }
  if (one === null) return takesBack.test(source.goal) || /\b(?:null|none|nothing|no)\b/.test(goal);
  if (typeof one === "number")
    return new RegExp(`(?<![\\d.])${String(one).replace(".", "\\.")}(?![\\d])`).test(goal);
  const low = one.toLowerCase();
  if (low === "") return /\b(?:empty|nothing|no|none|clear)\b/.test(goal);
  if (stands(low, goal)) return true;
  // "docker compose" is docker-compose; python3Packages.requests is requests.
  const [name = "", ...sets] = isPackage(one, intent.value) ? low.split(".").reverse() : [low];
  if (!sets.every((set) => customarySets.test(set) || stands(set, goal))) return false;
  if (stands(name, goal)) return true;
  const folded = fold(name);
  return folded.length > 4 && fold(goal).includes(folded);
}

/** Whether a text stands in the words, whole: neither a part of a word nor of a name, an address or a path. */
function stands(text: string, words: string): boolean {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const part = "[\\p{L}\\p{N}_]";
  return new RegExp(`(?<!${part}|${part}[./:@-])${escaped}(?!${part}|[./:@-]${part})`, "u").test(
    words,
  );
}

function isPackage(one: Scalar, value: NixValue | undefined): boolean {
  if (Array.isArray(value)) return value.some((inner) => isPackage(one, inner));
  if (typeof value !== "object" || value === null) return false;
  if ("$package" in value) return value.$package === one;
  return "$attrs" in value && Object.values(value.$attrs).some((inner) => isPackage(one, inner));
}
