import type { Intent } from "../../core/intent.ts";
import type { OptionInfo } from "../../core/option.ts";
import { showPath } from "../../core/option.ts";
import { looksSecret } from "../../core/redact/shapes.ts";
import { redactWords } from "../../core/redact/text.ts";
import { tokenise } from "../builtin/tokens.ts";
import type { World } from "../builtin/world.ts";
import { isGuarded } from "./guarded.ts";
import { isNamedOutright } from "./trace.ts";
import type { Wish } from "./wishes.ts";
import { wordsOf } from "./words.ts";

/** An option that the model may choose, and why, in the core's words. */
export interface Choice {
  readonly id: string;
  readonly option: OptionInfo;
  readonly why: string;
}

const maxOffered = 30;
const maxNeighbours = 5;
const listsOfPackages = [
  ["environment", "systemPackages"],
  ["home", "packages"],
];

/**
 * The options that a goal may mean, best first: what the rules read in it, what the index finds for the person's
 * words, and settings beside those that the words name. Never by anything that a file or a description says to do.
 */
export async function offer(
  world: World,
  goal: string,
  wishes: readonly Wish[],
  own: readonly Intent[],
): Promise<Choice[]> {
  const found = new Map<string, Choice>();
  const source = { goal, wish: { text: goal, on: true }, own };
  const add = (path: readonly string[], why: string) => {
    const id = showPath(path);
    const option = world.get(path)?.option;
    if (!option || found.has(id) || !option.visible || option.internal) return;
    if (redactWords(id) !== id || looksSecret(option.typeText)) return;
    if (isGuarded(id) && !isNamedOutright(path, source)) return;
    found.set(id, { id, option, why });
  };
  for (const intent of own) add(intent.path, "the rules without a model read it in the goal");
  const quota = Math.max(5, Math.floor(maxOffered / Math.max(1, wishes.length)));
  const searched = wishes.map(({ text }) => world.search(text, quota));
  for (const { text } of wishes)
    if (await namesPackage(world, text))
      for (const path of listsOfPackages) add(path, `${quoted(text)} names a package`);
  // One wish must not crowd out another: the best of each first.
  for (let at = 0; at < quota; at += 1)
    for (const [which, hits] of searched.entries()) {
      const option = hits[at];
      if (option) add(option.path, `found for ${quoted(wishes[which]?.text ?? "")}`);
      if (at === 0 && option)
        for (const path of neighbours(world, option.path, wishes[which]?.text ?? ""))
          add(path, `beside ${showPath(option.path)}`);
    }
  return [...found.values()].slice(0, maxOffered);
}

function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}

/** Settings of the same thing whose names share a word with the wish. */
function neighbours(world: World, path: readonly string[], text: string): (readonly string[])[] {
  const root = path.slice(0, -1);
  if (root.length < 2) return [];
  const said = new Set(wordsOf(text));
  return world
    .children(root)
    .filter((name) => name !== "<name>" && name !== "*" && name !== path.at(-1))
    .map((name) => ({ name, shared: wordsOf(name).filter((word) => said.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, maxNeighbours)
    .map(({ name }) => [...root, name]);
}

const noPackage =
  /^(?:the|and|for|with|from|that|this|all|port|ports|enable|disable|install|add|remove|open|set|use|want|please|turn|service|server|option|users?|hosts?|group|should|have|need|make|time|zone|firewall|on|off|to|a|an|in|my|of|it|is|be)$/;

async function namesPackage(world: World, text: string): Promise<boolean> {
  const names = tokenise(text)
    .filter(
      ({ kind, low }) =>
        (kind === "word" || kind === "dotted") && low.length > 1 && !noPackage.test(low),
    )
    .map(({ text: name }) => name)
    .filter((name) => /^[A-Za-z][\w.+-]*$/.test(name))
    .slice(0, 6);
  if (/\b(?:install|uninstall|packages?)\b/i.test(text)) return true;
  if (names.length === 0 || names.length > 4) return false;
  const known = await world.packages(names);
  return Object.values(known).some((one) => one !== null);
}
