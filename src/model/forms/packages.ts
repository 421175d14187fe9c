import type { OptionType } from "../../core/option.ts";
import type { World } from "../builtin/world.ts";

/** A package that a form offers, by its attribute path below `pkgs`. The description is a stranger's. */
export interface Shelved {
  readonly name: string;
  readonly description: string;
}

/** The answer that no package of the form is meant. */
export const noneOfThese = "none of these";

const most = 14;
const mostLookedUp = 16;
/** Words of a wish that are looked up as no package, though nixpkgs may have one of that name. */
const said =
  /^(?:the|and|for|with|from|that|this|all|ports?|enable|disable|install|uninstall|add|remove|drop|open|set|use|want|please|turn|services?|server|option|users?|hosts?|groups?|should|have|need|make|time|zone|firewall|packages?|programs?|tools?|something|some|system|environment|as|me|i|on|off|to|a|an|in|my|of|it|its|is|be)$/;

/** The words of a wish that may name a package: whole names, and two beside each other as one ("docker compose"). */
function namesIn(text: string): { readonly words: string[]; readonly pairs: string[] } {
  const words = (text.match(/[A-Za-z0-9_][\w.+-]*/g) ?? [])
    .map((word) => word.replace(/[.-]+$/, "").replace(/^pkgs\./, ""))
    .filter((word) => word.length > 1 && !said.test(word.toLowerCase()));
  const pairs = words.slice(1).map((word, at) => `${words[at]}-${word}`);
  return { words, pairs };
}

/**
 * The packages that a wish may mean, each of them there: those that it names, then what the package index finds for
 * its words. `besides` are words that are no package's (people). undefined where nobody can say which there are.
 */
export async function shelfFor(
  world: World,
  text: string,
  besides: readonly string[],
): Promise<readonly Shelved[] | undefined> {
  const { words, pairs } = namesIn(text);
  const mine = words.filter((word) => !besides.includes(word));
  const known = await world.packages(
    [...new Set([...mine, ...pairs, ...mine.map((word) => word.toLowerCase())])].slice(
      0,
      mostLookedUp,
    ),
  );
  const unknown = world.packageTrouble() !== undefined;
  const named = Object.keys(known).filter((name) => known[name]);
  const isNamed = (word: string) =>
    named.some((name) => name.toLowerCase().split("-").includes(word.toLowerCase())) ||
    named.includes(word) ||
    named.includes(word.toLowerCase());
  // The index is read, which may take a minute, only where names do not say all of it.
  const left = mine.filter((word) => !isNamed(word));
  const found = left.length > 0 ? await world.searchPackages(left.join(" "), most) : [];
  const all = new Map(found.map(({ name, description }) => [name, { name, description }]));
  const shelf = [
    ...named.map((name) => all.get(name) ?? { name, description: "" }),
    ...found.filter(({ name }) => !named.includes(name)),
  ].filter(({ name }) => /^[\w.+'-]{1,60}$/.test(name));
  return unknown && shelf.length === 0 ? undefined : shelf.slice(0, most);
}

/** A type whose packages are only those of the shelf, or none of them. */
export function onShelf(type: OptionType, shelf: readonly Shelved[]): OptionType {
  if (type.kind === "package")
    return { kind: "enum", values: [...shelf.map(({ name }) => name), noneOfThese] };
  if (type.kind === "either")
    return { ...type, choices: type.choices.map((choice) => onShelf(choice, shelf)) };
  if (type.kind === "listOf" || type.kind === "nullOr" || type.kind === "attrsOf")
    return { ...type, element: onShelf(type.element, shelf) };
  return type;
}

/** Whether values of a type hold packages. */
export function takesPackages(type: OptionType): boolean {
  if (type.kind === "package") return true;
  if ("element" in type) return takesPackages(type.element);
  return type.kind === "either" && type.choices.some(takesPackages);
}

/** Takes "none of these" out of a reply, and says whether it was there. */
export function withoutNone(filled: unknown): { readonly value: unknown; readonly none: boolean } {
  const isNone = (one: unknown) =>
    typeof one === "string" && one.trim().toLowerCase() === noneOfThese;
  if (!Array.isArray(filled)) return { value: filled, none: isNone(filled) };
  return { value: filled.filter((one) => !isNone(one)), none: filled.some(isNone) };
}
