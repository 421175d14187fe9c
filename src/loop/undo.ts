import { ok, problem, type Result } from "../core/result.ts";
import { refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { observe } from "./observe.ts";
import { type Proposed, storeProposal } from "./store-proposal.ts";
import { subjectOf } from "./subject.ts";

/** A new proposal that takes an applied one back, by a three-way merge on the branch's head. */
export async function undo(context: Context, reference: string): Promise<Result<Proposed>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const { id, goal, applied, base, intents, targets } = found.value;
  if (applied === null)
    return problem("wrong-state", `${id} is not applied, so there is nothing to take back.`, {
      hint: `To drop it: agentix reject ${id}`,
    });
  const observation = await observe(context);
  if (!observation.ok) return refuse(context, "undo", observation.problem, found.value);
  const { head } = observation.value.repo;
  const present = await context.git.isAncestor(applied, head);
  if (!present.ok) return present;
  if (!present.value)
    return refuse(
      context,
      "undo",
      {
        code: "moved-branch",
        message: `The commit of ${id} is not on this branch any more.`,
        hint: "Switch to the branch that holds it.",
      },
      found.value,
    );
  const reverse = await context.git.rebase({
    base: applied,
    commit: base,
    onto: head,
    message: `agentix: take back ${id}: ${subjectOf(goal)}\n`,
  });
  if (!reverse.ok) return refuse(context, "undo", reverse.problem, found.value);
  const made = await storeProposal(context, observation.value, {
    goal: `take back ${id}: ${goal}`,
    planner: { kind: "person" },
    commit: reverse.value,
    placed: [],
    targets,
    about: intents.map(({ path }) => path),
    notes: [],
    questions: [],
    undoes: id,
  });
  return made.ok ? ok(made.value) : refuse(context, "undo", made.problem, found.value);
}
