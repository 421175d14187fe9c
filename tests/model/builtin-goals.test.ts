import { describe, expect, it } from "vitest";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import type { Plan } from "../../src/ports/planner.ts";
import { type GoalCase, shown } from "../support/goal-case.ts";
import { oneHost, threeTargets } from "../support/homelab.ts";
import { planContext, type Setting } from "../support/plan-context.ts";
import { goals, hostGoals } from "./goals.ts";
import { thirdHostGoals } from "./goals-third.ts";

async function planned(setting: Setting, goal: string, named?: readonly string[]): Promise<Plan> {
  const plan = await builtinPlanner().plan(planContext(setting, goal, named));
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

function check(plan: Plan, wanted: GoalCase): void {
  const questions = plan.questions.map((q) => q.question).join("\n");
  expect(plan.intents.map(shown).toSorted(), questions).toEqual([...wanted.expect].sort());
  if (wanted.question) expect(questions).toMatch(wanted.question);
  else if (!wanted.asks) expect(questions).toBe("");
  const answers = (plan.answers ?? []).map(({ text }) => text).join("\n");
  if (wanted.answer) expect(answers).toMatch(wanted.answer);
  else expect(answers).toBe("");
  if (wanted.note) expect(plan.notes.join("\n")).toMatch(wanted.note);
  if (wanted.choice)
    expect(plan.questions.flatMap((q) => q.choices ?? [])).toContain(wanted.choice);
}

describe("a goal on one host", () => {
  it.each(goals)("$goal", async (wanted) => {
    check(await planned(oneHost, wanted.goal), wanted);
  });
});

describe("a goal on several targets", () => {
  it.each([...hostGoals, ...thirdHostGoals])("$goal", async (wanted) => {
    const plan = await planned(threeTargets, wanted.goal, wanted.named);
    check(plan, wanted);
    if (wanted.at) for (const intent of plan.intents) expect(intent.targets).toEqual(wanted.at);
  });

  it("keeps each host's own part", async () => {
    const { intents } = await planned(
      threeTargets,
      "enable tailscale on web1 and docker on nas1, and open port 80 on web1",
    );
    expect(intents.map((i) => [shown(i), i.targets])).toEqual([
      ["services.tailscale.enable = true", ["web1"]],
      ["virtualisation.docker.enable = true", ["nas1"]],
      ["networking.firewall.allowedTCPPorts += 80", ["web1"]],
    ]);
  });
});
