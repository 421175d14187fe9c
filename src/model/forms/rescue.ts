import { ok, type Problem, type Result } from "../../core/result.ts";
import type { Model } from "../../ports/model.ts";
import type { Plan } from "../../ports/planner.ts";
import type { Fault } from "./form.ts";
import type { Choice } from "./offer.ts";

/** Why there is no plan of the model's. */
type Failure =
  | { readonly problem: Problem }
  | { readonly fault: Fault; readonly choices: readonly Choice[] };

/**
 * What stands in for the model's plan where there is none: the plan of the rules, if they understood the whole
 * goal, with a note that says so. Nothing of the model's is mixed in.
 */
export function rescued(model: Model, own: Plan, failure: Failure): Result<Plan> {
  // That a prompt may have left the machine must not end as a note below a plan.
  if ("problem" in failure && ["interrupted", "remote-model"].includes(failure.problem.code))
    return { ok: false, problem: failure.problem };
  const why =
    "problem" in failure
      ? failure.problem.message
      : `${model.identity.name} gave no usable reply in three tries (${failure.fault.code}).`;
  if (own.intents.length > 0 && own.questions.length === 0)
    return ok({
      ...own,
      by: "builtin",
      notes: [
        `${why.replace(/\.?$/, ".")} This plan is the built-in planner's; the model had no part in it.`,
        ...own.notes,
      ],
    });
  if ("problem" in failure) return { ok: false, problem: failure.problem };
  const offered = failure.choices.filter(({ id }) => id.endsWith(".enable")).slice(0, 4);
  return ok({
    intents: [],
    notes: [],
    questions: [
      ...own.questions,
      {
        question: `${why} Which option do you mean?`,
        ...(offered.length > 0 ? { choices: offered.map(({ id }) => `enable ${id}`) } : {}),
      },
    ],
    offered: failure.choices.map(({ id, why: reason }) => ({
      option: id,
      why: reason,
      chosen: false,
    })),
  });
}
