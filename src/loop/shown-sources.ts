import type { Observation } from "../core/observation.ts";
import { ok, problem } from "../core/result.ts";
import type { PlanContext } from "../ports.ts";
import type { Context } from "./context.ts";

/** The files of the repository that a planner may see. */
export function shownSources(
  _context: Context,
  _observation: Observation,
): Pick<PlanContext, "showFile" | "shownFiles" | "freeFaults"> {
  return {
    showFile: async (path) => problem("protected-path", `${path} is not shown.`),
    shownFiles: async () => ok([]),
    freeFaults: async (edits) =>
      ok(edits.map((_, edit) => ({ edit, message: "free edits are not possible yet" }))),
  };
}
