import type { Intent, PlacedIntent, Question } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { commonLength, parsePath, showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import type { Effect } from "../core/verification.ts";
import { type Context, refOf } from "./context.ts";
import { failureIn, optionDelta } from "./explain.ts";
import { goalOf } from "./goal-of.ts";
import { wayTo } from "./source-edit.ts";
import { placeOf } from "./value-source.ts";
import { mostCompared } from "./whole-delta.ts";
import type { AtSource } from "./write-source.ts";

/** What comes of values that were changed where they come from. */
export type Outcome =
  /** All is as it was asked for; `effects` is everything that changes. */
  | {
      readonly kind: "fine";
      readonly effects: readonly Effect[];
      readonly notes: readonly string[];
    }
  /** These ways do not do. */
  | { readonly kind: "useless"; readonly keys: readonly string[] }
  /** These options need values of their own: others, which are not meant, would change with them. */
  | {
      readonly kind: "apart";
      readonly sources: readonly AtSource[];
      readonly others: readonly string[];
    }
  /** Other settings change as well, of which the goal does not speak. */
  | { readonly kind: "ask"; readonly questions: readonly Question[] };

/**
 * Compares every option that the repository writes, on every target, before and after: what a shared value feeds is
 * known by evaluation, not by its name.
 */
export async function judgeSources(
  context: Context,
  observation: Observation,
  commit: string,
  change: {
    readonly sourced: readonly AtSource[];
    readonly placed: readonly PlacedIntent[];
    readonly written: readonly (readonly string[])[];
  },
): Promise<Result<Outcome>> {
  const { sourced, placed, written } = change;
  const { repo, targets } = observation;
  const refs = { base: refOf(repo, repo.head), candidate: refOf(repo, commit) };
  const about = [...sourced.map(({ intent }) => intent.path), ...written.slice(0, mostCompared)];
  const effects: Effect[] = [];
  for (const target of targets) {
    const delta = await optionDelta(context, refs, [target], placed, about);
    if (delta.ok) effects.push(...delta.value.effects);
    else if (delta.problem.code !== "evaluation-failed") return delta;
  }
  const useless = sourced.filter((one) => !serves(one, effects));
  if (useless.length > 0) return ok({ kind: "useless", keys: useless.map(({ key }) => key) });
  const asked = [...placed, ...sourced.map(({ intent }) => intent)];
  const others = effects.filter((effect) => !asked.some((one) => isOf(effect, one)));
  const outside = others.filter(({ target }) =>
    sourced.some(({ allowed }) => !allowed.has(target)),
  );
  if (outside.length > 0) {
    const sources = sourced.filter(({ allowed }) =>
      outside.some((one) => !allowed.has(one.target)),
    );
    return ok({ kind: "apart", sources, others: [...new Set(outside.map((one) => one.target))] });
  }
  const strange = others.filter(
    ({ option }) => !sourced.some((one) => belongs(option, one.intent)),
  );
  const open = sourced.filter(({ intent }) => intent.source !== "shared");
  if (strange.length > 0 && open.length > 0)
    return ok({ kind: "ask", questions: open.map((one) => questionOn(one, strange)) });
  const notes =
    others.length === 0
      ? []
      : [`${namesOf(sourced)} is used elsewhere too: ${told(others)} changes with it.`];
  return ok({ kind: "fine", effects, notes });
}

/** Does the option become what was asked, wherever it was asked? */
function serves({ intent }: AtSource, effects: readonly Effect[]): boolean {
  return intent.targets.every((target) => {
    const found = effects.filter((effect) => effect.target === target && isOf(effect, intent));
    if (found.some(({ after }) => failureIn(after) !== undefined)) return false;
    const { after } = found.find(({ option }) => option === showPath(intent.path)) ?? {};
    return found.length > 0 && agrees(intent, after);
  });
}

function agrees({ operation, value }: Intent, after: unknown): boolean {
  const text = (one: unknown) => JSON.stringify(one);
  const now: readonly unknown[] = Array.isArray(after) ? after : [];
  const has = (one: unknown) => now.some((each) => text(each) === text(one));
  if (Array.isArray(value) && operation === "remove") return !value.some(has);
  if (Array.isArray(value)) return value.every(has);
  return text(after) === text(value);
}

function isOf(effect: Effect, { path, targets }: Pick<Intent, "path" | "targets">): boolean {
  const shown = showPath(path);
  const own = effect.option === shown || effect.option.startsWith(`${shown}.`);
  return own && targets.includes(effect.target);
}

/** Settings of the same service, the firewall, and whoever names a port, follow: one who changes it wants that. */
function belongs(option: string, { path }: Intent): boolean {
  const other = parsePath(option) ?? [option];
  const isPort = /ports?$/i.test(path.at(-1) ?? "");
  return isPort || commonLength(other, path) >= 2 || /^networking\.firewall\./.test(option);
}

function questionOn({ intent, source }: AtSource, strange: readonly Effect[]): Question {
  const goal = goalOf(intent, intent.targets);
  return {
    question: `${showPath(intent.path)} takes its value from ${wayTo(source)}, and so does more: ${told(strange)} would change with it. Is the shared value meant?`,
    choices: [`${goal} at its source`, `${goal} with a value of its own`],
  };
}

function namesOf(sourced: readonly AtSource[]): string {
  const names = sourced.map(({ source }) =>
    source.kind === "option" ? showPath(source.path) : placeOf(source),
  );
  return [...new Set(names)].join(" and ");
}

function told(effects: readonly Effect[]): string {
  const show = (value: unknown) => JSON.stringify(value) ?? "nothing";
  const changes = effects.map(
    ({ option, before, after }) =>
      [option, `${option} (${show(before)} → ${show(after)})`] as const,
  );
  const distinct = [...new Map(changes.toReversed()).values()].toReversed();
  const more = distinct.length > 4 ? ` and ${distinct.length - 4} more` : "";
  return distinct.slice(0, 4).join(", ") + more;
}
