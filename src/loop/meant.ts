import type { Intent, Question } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { goalOf } from "./goal-of.ts";
import { remainder } from "./settled.ts";
import type { Survey } from "./survey.ts";

/** The targets that a goal without a host means, and what is said or asked about that. */
export interface Meant {
  readonly targets: readonly string[];
  readonly note?: string;
  readonly question?: Question;
}

/** Paths of the `enable` options around an option: they tell on which targets it has an effect. */
export function rolePaths({ path, unnamed }: Intent): (readonly string[])[] {
  if (!unnamed) return [];
  const groups = path
    .slice(0, -1)
    .flatMap((_, index) => (index > 0 ? [path.slice(0, index + 1)] : []));
  return groups
    .map((group) => [...group, "enable"])
    .filter((one) => showPath(one) !== showPath(path));
}

/**
 * Which targets are meant where none was named: all of them, unless the service that the option belongs to runs
 * on some only. Where the repository sets the option on some targets, and it would change on others as well,
 * neither reading is better: that is asked.
 */
export function meant(
  intent: Intent,
  known: Pick<Survey, "states">,
  all: readonly Intent[] = [intent],
): Meant {
  const { path, targets, operation } = intent;
  if (!intent.unnamed || targets.length < 2) return { targets };
  const stateOf = (target: string, one: readonly string[]) => known.states[target]?.[showPath(one)];
  const shown = showPath(path);
  for (const role of rolePaths(intent).toReversed()) {
    const planned = all.filter(
      (one) => one.value === true && showPath(one.path) === showPath(role),
    );
    const on = targets.filter(
      (target) =>
        stateOf(target, role)?.value === true ||
        planned.some((one) => one.targets.includes(target)),
    );
    if (on.length === 0) continue;
    if (on.length === targets.length) break;
    const where = `${showPath(role)} is on for ${on.join(", ")} only`;
    return { targets: on, note: `No host was named: ${where}, so ${shown} is meant there.` };
  }
  const everyone = `No host was named: this is for ${targets.join(", ")}.`;
  if (operation === "append" || operation === "remove") return { targets, note: everyone };
  const set = targets.filter((target) =>
    stateOf(target, path)?.definitions.some(({ file }) => file !== null),
  );
  const open = targets.filter((target) => remainder(intent, stateOf(target, path)).kind !== "so");
  const inside = set.filter((target) => open.includes(target));
  if (set.length === targets.length || inside.length === 0 || inside.length === open.length)
    return { targets, note: everyone };
  return {
    targets: [],
    question: {
      question: `${shown} is set for ${set.join(", ")} only, but would change on ${open.join(", ")}. Where is it meant?`,
      choices: [goalOf(intent, inside), goalOf(intent, targets)],
    },
  };
}
