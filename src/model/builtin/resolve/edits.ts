import { showPath } from "../../../core/option.ts";
import type { Concept, Slots } from "../data/concept.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { related } from "../names.ts";
import type { Change, Need } from "../request.ts";
import { showTargets } from "../world.ts";

/** Ready-made edits: each must have its option here, or it is said that it has not. */
export function resolveEdits(
  env: Env,
  changes: readonly Change[],
  optional: readonly Change[] = [],
  notes: readonly string[] = [],
): boolean {
  let any = false;
  for (const change of changes) {
    if (emit(env.draft, env.world, change)) any = true;
    else
      ask(
        env.draft,
        `There is no option ${showPath(change.path)} on ${showTargets(env.world.targets)}, which this needs.`,
        near(env, change.path),
      );
  }
  let chosen = false;
  for (const change of optional)
    if (env.world.get(change.path) && emit(env.draft, env.world, change)) chosen = true;
  if (optional.length > 0 && changes.length === 0 && !chosen)
    ask(
      env.draft,
      `None of ${optional.map((c) => showPath(c.path)).join(", ")} is an option of ${showTargets(env.world.targets)}.`,
    );
  if (any || chosen) for (const text of notes) note(env.draft, text);
  return true;
}

/** Asks for what a request relies on and nobody has set. */
export async function askNeeds(env: Env, needs: readonly Need[]): Promise<void> {
  for (const { path, question, choices } of needs) {
    const name = showPath(path);
    const planned = env.draft.intents.some((intent) => showPath(intent.path) === name);
    if (planned || !env.world.get(path)) continue;
    const value = (await env.world.states([path]))[name]?.value;
    const unset = value === undefined || value === null || value === false;
    if (unset || isFault(value)) ask(env.draft, question, choices);
  }
}

const isFault = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "_err" in value;

/** Option paths close to one that does not exist. */
export function near(env: Env, path: readonly string[]): string[] {
  return env.world
    .search(path.join(" "), 8)
    .filter((o) => o.visible && !o.internal && !o.readOnly && related(o.path, path.slice(1)))
    .slice(0, 4)
    .map((o) => showPath(o.path));
}

/** A curated concept; false when this target lacks its options, so that others may read the words. */
export function resolveConcept(env: Env, concept: Concept, slots: Slots, on: boolean): boolean {
  const make = on ? concept.on : concept.off;
  if (!make) return false;
  const wanted = make(slots);
  if (typeof wanted === "string") {
    ask(env.draft, wanted);
    return true;
  }
  const there = (changes: readonly Change[]): boolean =>
    changes.every((c) => env.world.get(c.path));
  const other = concept.otherwise?.(on, slots) ?? [];
  const changes = there(wanted) ? wanted : other.length > 0 && there(other) ? other : undefined;
  if (!changes) {
    if (!wanted.some((c) => env.world.get(c.path))) return false;
    return resolveEdits(env, wanted, [], concept.notes?.(on));
  }
  const first = changes[0];
  if (first?.path.at(-1) === "enable") env.about([first.path.slice(0, -1)]);
  return resolveEdits(env, changes, [], concept.notes?.(on));
}
