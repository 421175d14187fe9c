import { describe, expect, it, vi } from "vitest";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import { type GoalCase, shown } from "../support/goal-case.ts";
import { planContext } from "../support/plan-context.ts";
import { realSetting } from "../support/real-setting.ts";
import { fifthGoals, fourthGoals } from "./goals-fourth.ts";
import { holdoutGoals } from "./goals-holdout.ts";
import { learnedGoals } from "./goals-learned.ts";
import { secondGoals } from "./goals-second.ts";
import { thirdGoals } from "./goals-third.ts";

// Tens of thousands of options; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const setting = await realSetting();

/** What differs from the expectation; empty when the goal is understood as meant. */
async function misread(goal: GoalCase): Promise<string> {
  if (!setting) return "";
  const plan = await builtinPlanner().plan(planContext(setting, goal.goal));
  if (!plan.ok) return `${goal.goal}: ${plan.problem.message}`;
  const { questions, notes } = plan.value;
  const said = questions.map((q) => q.question).join("\n");
  const offered = questions.flatMap((q) => q.choices ?? []);
  if (goal.question && !goal.question.test(said)) return `${goal.goal}: asks ${said}`;
  if (goal.choice && !offered.includes(goal.choice)) return `${goal.goal}: offers ${offered}`;
  if (goal.note && !goal.note.test(notes.join("\n"))) return `${goal.goal}: notes ${notes}`;
  const got = plan.value.intents.map(shown).toSorted();
  const same =
    JSON.stringify(got) === JSON.stringify([...goal.expect].sort()) &&
    plan.value.questions.length > 0 === (goal.asks ?? goal.question !== undefined);
  return same
    ? ""
    : `${goal.goal}\n  got ${got.join("; ")} ${JSON.stringify(plan.value.questions)}`;
}

describe.skipIf(!setting)("goals against every option of a real NixOS (needs AGENTIX_DATA)", () => {
  it.each([
    ["the first set", holdoutGoals],
    ["the second set", secondGoals],
  ])("understands nearly all goals that were written before it: %s", async (_, goals) => {
    const wrong: string[] = [];
    for (const goal of goals) wrong.push(await misread(goal));
    const bad = wrong.filter((text) => text !== "");
    expect(bad.length, bad.join("\n")).toBeLessThanOrEqual(goals.length * 0.1);
  });

  it.each([...learnedGoals, ...thirdGoals, ...fourthGoals, ...fifthGoals])(
    "still understands: $goal",
    async (goal) => {
      expect(await misread(goal)).toBe("");
    },
  );
});
