import type { Intent, Question } from "../../core/intent.ts";
import { parsePath, showPath } from "../../core/option.ts";
import type { Answer } from "../../core/plan-parts.ts";
import { type Target, targetId } from "../../core/target.ts";
import { describeType, elementType, fits, typeAt } from "./fits.ts";
import type { Change } from "./request.ts";
import { type Place, showTargets, type World } from "./world.ts";

/** What a plan is collected in. */
export interface Draft {
  readonly intents: Intent[];
  readonly questions: Question[];
  readonly notes: string[];
  readonly answers: Answer[];
}

/** Adds a remark once. */
export function note(draft: Draft, text: string): void {
  if (!draft.notes.includes(text)) draft.notes.push(text);
}

/** Adds a question once; choices without repetition. */
export function ask(draft: Draft, question: string, choices: readonly string[] = []): void {
  if (draft.questions.some((q) => q.question === question)) return;
  const unique = [...new Set(choices)];
  draft.questions.push({ question, ...(unique.length > 0 ? { choices: unique } : {}) });
}

/** The option that a renamed one stands for, where the module system says so. */
function renamed(world: World, place: Place): string[] | undefined {
  if (place.option.visible || place.free) return undefined;
  const match = /^Alias of (?:\{option\})?`([^`]+)`/.exec(place.option.description);
  const path = match?.[1] ? parsePath(match[1]) : undefined;
  return path && world.get(path) ? path : undefined;
}

/**
 * The only way into a plan: an edit is taken when the option is in the index of at least one target
 * and the value has its type; whatever is in the way becomes a question. Returns whether it was taken.
 */
export function emit(
  draft: Draft,
  world: World,
  change: Change,
  only?: readonly Target[],
): boolean {
  const place = world.get(change.path);
  const name = showPath(change.path);
  if (!place) return false;
  const current = renamed(world, place);
  if (current) {
    note(draft, `${name} is now called ${showPath(current)}.`);
    return emit(draft, world, { ...change, path: current }, only);
  }
  if (change.path.at(-1) === "stateVersion") {
    ask(
      draft,
      "stateVersion is left alone: it records with which release the data of this machine was created.",
    );
    return true;
  }
  if (place.option.readOnly || place.option.internal) {
    ask(
      draft,
      `${name} is ${place.option.readOnly ? "read-only: modules compute it" : "internal to its module"}. What should be different afterwards?`,
    );
    return true;
  }
  const targets = world
    .having(change.path)
    .filter((t) => !only || only.some((o) => targetId(o) === targetId(t)));
  if (targets.length === 0) return false;
  const type = typeAt(place);
  const { value } = change;
  let good = change.operation === "unset";
  if (change.operation === "set") good = value !== undefined && fits(type, value);
  if (change.operation === "append" || change.operation === "remove") {
    const element = elementType(type);
    good =
      value !== undefined &&
      (Array.isArray(value)
        ? element !== undefined && value.every((item) => fits(element, item))
        : type.kind === "lines" && typeof value === "string");
  }
  if (!good) {
    ask(draft, `${name} takes ${describeType(type, place.option.typeText)}. What should it be?`);
    return true;
  }
  if (place.free && type.kind === "other")
    note(
      draft,
      `${name} is a free-form setting that no module declares: its name and type cannot be checked before evaluation.`,
    );
  const left = world.targets.filter((t) => !targets.some((o) => targetId(o) === targetId(t)));
  if (left.length > 0)
    note(draft, `${name} does not apply to ${showTargets(left)}; left out there.`);
  draft.intents.push({
    path: [...change.path],
    operation: change.operation,
    ...(value === undefined ? {} : { value }),
    targets: targets.map(targetId),
    ...(change.because ? { because: change.because } : {}),
  });
  return true;
}

/** The doubts of both, where there are any. */
function doubted(...intents: readonly Intent[]): Pick<Intent, "doubts"> {
  const doubts = [...new Set(intents.flatMap((intent) => intent.doubts ?? []))];
  return doubts.length > 0 ? { doubts } : {};
}

const key = (intent: Intent): string => `${showPath(intent.path)}\n${intent.targets.join(" ")}`;

/** Joins additions to the same list, drops repetitions, and asks about contradictions. */
export function settle(draft: Draft): void {
  const byKey = new Map<string, Intent>();
  const bad = new Set<string>();
  for (const intent of draft.intents) {
    const id = key(intent);
    const other = byKey.get(id);
    if (!other) {
      byKey.set(id, intent);
      continue;
    }
    if (
      Array.isArray(other.value) &&
      Array.isArray(intent.value) &&
      other.operation === intent.operation &&
      intent.operation !== "set"
    ) {
      const seen = new Set(other.value.map((v) => JSON.stringify(v)));
      const more = intent.value.filter((v) => !seen.has(JSON.stringify(v)));
      byKey.set(id, { ...other, value: [...other.value, ...more], ...doubted(other, intent) });
    } else if (
      other.operation === intent.operation &&
      JSON.stringify(other.value) === JSON.stringify(intent.value)
    ) {
      byKey.set(id, { ...other, ...doubted(other, intent) });
    } else if (
      other.operation !== intent.operation &&
      Array.isArray(other.value) &&
      Array.isArray(intent.value) &&
      other.operation !== "set" &&
      intent.operation !== "set"
    ) {
      const first = new Set(other.value.map((v) => JSON.stringify(v)));
      if (intent.value.some((v) => first.has(JSON.stringify(v)))) bad.add(id);
      else byKey.set(`${id}\n${intent.operation}`, intent);
    } else bad.add(id);
  }
  for (const id of bad) {
    const path = id.split("\n")[0] ?? "";
    byKey.delete(id);
    byKey.delete(`${id}\nappend`);
    byKey.delete(`${id}\nremove`);
    ask(draft, `The goal wants two different things of ${path}. Which one?`);
  }
  draft.intents.splice(0, draft.intents.length, ...byKey.values());
}
