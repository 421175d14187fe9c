import { showPath } from "../../core/option.ts";
import { redactWords } from "../../core/redact/text.ts";
import { ok, type Result } from "../../core/result.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { OptionIndex } from "../../ports/indexes.ts";
import type { PlanContext } from "../../ports/planner.ts";
import { type World, world } from "../builtin/world.ts";
import type { Choice } from "./offer.ts";

/** The worlds of sets of targets; each index is loaded once. */
export async function openWorlds(
  context: PlanContext,
  targets: readonly Target[],
): Promise<Result<(some: readonly Target[]) => World>> {
  const indexes = new Map<string, OptionIndex>();
  for (const target of targets) {
    if (indexes.has(targetId(target))) continue;
    const index = await context.index(target);
    if (!index.ok) return index;
    indexes.set(targetId(target), index.value);
  }
  const known = new Map<string, World>();
  return ok((some) => {
    const key = some.map(targetId).join("\n");
    const entries = some.flatMap((target) => {
      const index = indexes.get(targetId(target));
      return index ? [{ target, index }] : [];
    });
    const made = known.get(key) ?? world(context, entries);
    known.set(key, made);
    return made;
  });
}

/** Evaluated values of choices that name one place, and the names that stand where `<name>` does. */
export interface Values {
  readonly of: Readonly<Record<string, unknown>>;
  /** By the path before the first `<name>`. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** Looks values up in one evaluation, on the first target that has each option; none where that fails. */
export async function valuesOf(world: World, choices: readonly Choice[]): Promise<Values> {
  const open = (path: readonly string[]) => path.indexOf("<name>");
  const paths = choices.map(({ option }) =>
    open(option.path) < 0 ? option.path : option.path.slice(0, open(option.path)),
  );
  const asked = [...new Map(paths.map((path) => [showPath(path), path])).values()].filter(
    (path) => path.length > 0 && !path.includes("*"),
  );
  const states = await world.states(asked, world.targets[0]);
  const of: Record<string, unknown> = {};
  const names: Record<string, readonly string[]> = {};
  for (const { id, option } of choices) {
    const at = open(option.path);
    const state = states[showPath(at < 0 ? option.path : option.path.slice(0, at))];
    if (!state?.exists || state.error !== undefined) continue;
    if (at < 0) of[id] = state.value;
    else if (typeof state.value === "object" && state.value !== null && !Array.isArray(state.value))
      names[id] = Object.keys(state.value).filter(
        (name) => !name.startsWith("_") && redactWords(name) === name,
      );
  }
  return { of, names };
}
