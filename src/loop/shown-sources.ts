import type { Observation } from "../core/observation.ts";
import { ok } from "../core/result.ts";
import type { PlanContext } from "../ports/planner.ts";
import { type Context, refOf } from "./context.ts";
import { freeFaults } from "./free-edits.ts";
import { openPaths, shownText } from "./open-files.ts";

/** The files of the repository that a planner may see, and what stands against edits of them. */
export function shownSources(
  context: Context,
  observation: Observation,
  goal: string,
): Pick<PlanContext, "showFile" | "shownFiles" | "freeFaults"> {
  return {
    async showFile(path) {
      const open = await openPaths(context, observation);
      if (!open.ok) return open;
      const text = await shownText(context, observation, path, new Set(open.value));
      return text.ok ? ok(text.value.shown) : text;
    },
    async shownFiles() {
      const open = await openPaths(context, observation);
      if (!open.ok) return open;
      const ours = new Set<string>();
      for (const target of observation.targets) {
        const found = await context.nix.modules(
          refOf(observation.repo, observation.repo.head),
          target,
          context.signal,
        );
        for (const { file } of found.ok ? found.value : []) ours.add(file);
      }
      return ok(open.value.toSorted((a, b) => Number(ours.has(b)) - Number(ours.has(a))));
    },
    async freeFaults(edits) {
      const made = await freeFaults(context, observation, goal, edits);
      return made.ok ? ok(made.value.faults) : made;
    },
  };
}
