import type { Finding } from "../core/finding.ts";
import { namesOption, ownWords } from "../core/free-goal.ts";
import { parsePath, showPath } from "../core/option.ts";
import { showValue } from "../core/review/show-value.ts";
import type { Effect } from "../core/verification.ts";
import type { Origin } from "./doubts.ts";
import { shownValue } from "./shown-value.ts";

/** The rule of findings on values that changed by free edits though the goal does not say so. */
const unaskedRule = "not-said-in-goal";

/**
 * What free edits change beyond the person's words: an option that the goal does not name, or that it names without
 * saying the new value. One finding of tier high for each change, with the hosts that it reaches.
 */
export function unaskedFindings(
  effects: readonly Effect[],
  { goal, intents, freeEdits = [] }: Origin & { readonly goal: string },
): Finding[] {
  if (freeEdits.length === 0) return [];
  const words = ownWords(goal);
  const planned = intents.map(({ path }) => showPath(path));
  const unsaid = effects.filter((effect) => {
    const { option } = effect;
    if (planned.some((own) => option === own || option.startsWith(`${own}.`))) return false;
    return !namesOption(words, parsePath(option) ?? [option]) || !isSaid(effect, words);
  });
  const alike = Map.groupBy(unsaid, (one) => JSON.stringify([one.option, one.before, one.after]));
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const target = [first, ...others].map((one) => one.target).join(", ");
    const path = parsePath(first.option) ?? [first.option];
    const [was, is] = [first.before, first.after].map((one) => showValue(shownValue(path, one)));
    const message = `${first.option} changes on ${target} from ${was} to ${is}, which the goal does not say.`;
    return [{ tier: "high", rule: unaskedRule, message, option: first.option, target }];
  });
}

/** Whether every part of the new value that was not there before stands in the words. */
function isSaid({ before, after }: Effect, words: string): boolean {
  const old = new Set(scalars(before).map(String));
  const low = words.toLowerCase();
  return scalars(after)
    .filter((one) => !old.has(String(one)))
    .every((one) => {
      if (one === true) return /\b(?:enable|on|true|allow|use)\b/.test(low);
      if (one === false) return /\b(?:disable|off|false|forbid|without|no)\b/.test(low);
      return one === null ? /\b(?:remove|drop|unset|delete)\b/.test(low) : stands(`${one}`, low);
    });
}

function stands(text: string, words: string): boolean {
  const escaped = text.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "u").test(words);
}

function scalars(value: unknown): (string | number | boolean | null)[] {
  if (Array.isArray(value)) return value.length === 0 ? [""] : value.flatMap(scalars);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(scalars);
  return [value as string | number | boolean | null];
}
