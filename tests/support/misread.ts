import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import { type GoalCase, shown } from "./goal-case.ts";
import { planContext, type Setting } from "./plan-context.ts";

/**
 * What differs from the expectation; empty when the goal is understood as meant, or nothing can be asked.
 * With several hosts each intent begins with its targets: "web1,nas1: a.b = true".
 */
export async function misread(setting: Setting | undefined, goal: GoalCase): Promise<string> {
  if (!setting) return "";
  const plan = await builtinPlanner().plan(planContext(setting, goal.goal));
  if (!plan.ok) return `${goal.goal}: ${plan.problem.message}`;
  const { questions, notes } = plan.value;
  const said = questions.map((q) => q.question).join("\n");
  const offered = questions.flatMap((q) => q.choices ?? []);
  if (goal.question && !goal.question.test(said)) return `${goal.goal}: asks ${said}`;
  if (goal.choice && !offered.includes(goal.choice)) return `${goal.goal}: offers ${offered}`;
  if (goal.note && !goal.note.test(notes.join("\n"))) return `${goal.goal}: notes ${notes}`;
  const several = setting.targets.length > 1;
  const got = plan.value.intents
    .map((intent) => (several ? `${intent.targets.join(",")}: ` : "") + shown(intent))
    .toSorted();
  const same =
    JSON.stringify(got) === JSON.stringify([...goal.expect].sort()) &&
    plan.value.questions.length > 0 === (goal.asks ?? goal.question !== undefined);
  return same
    ? ""
    : `${goal.goal}\n  got ${got.join("; ")} ${JSON.stringify(plan.value.questions)}`;
}
