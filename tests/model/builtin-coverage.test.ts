import { describe, expect, it, vi } from "vitest";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import { shown } from "../support/goal-case.ts";
import { oneHost, threeTargets } from "../support/homelab.ts";
import { planContext } from "../support/plan-context.ts";
import { goals, hostGoals } from "./goals.ts";
import { thirdHostGoals } from "./goals-third.ts";

vi.setConfig({ testTimeout: 60_000 });

const word = "zorblax";

/** Goals with a word that means nothing put in, at every place between two words. */
function disturbed(goal: string): string[] {
  const words = goal.split(" ");
  if (/["'`[({]|\n/.test(goal) || words.length > 14) return [];
  return words.map((_, at) => [...words.slice(0, at + 1), word, ...words.slice(at + 1)].join(" "));
}

/** What a plan does with the word: nothing when it neither asks, nor says, nor uses it. */
async function dropped(setting: typeof oneHost, goal: string): Promise<string | undefined> {
  const plan = await builtinPlanner().plan(planContext(setting, goal));
  if (!plan.ok) throw new Error(plan.problem.message);
  const { intents, questions, notes } = plan.value;
  const quoted = [...notes, ...questions.map((q) => q.question), ...intents.map(shown)];
  return questions.length > 0 || quoted.some((text) => text.toLowerCase().includes(word))
    ? undefined
    : `${goal} → ${intents.map(shown).join("; ")}`;
}

/** Choices of a goal's questions that are no goals: typed, they plan nothing and ask nothing new. */
async function deadEnds(setting: typeof oneHost, goal: string): Promise<string[]> {
  const plan = await builtinPlanner().plan(planContext(setting, goal));
  if (!plan.ok) throw new Error(plan.problem.message);
  const dead: string[] = [];
  for (const choice of plan.value.questions.flatMap((q) => q.choices ?? [])) {
    const next = await builtinPlanner().plan(planContext(setting, choice));
    if (!next.ok) throw new Error(next.problem.message);
    const { intents, questions } = next.value;
    const same = questions.some((q) => plan.value.questions.some((p) => p.question === q.question));
    const lost = questions.some((q) => /did not understand|I found no/.test(q.question));
    if (same || lost || (intents.length === 0 && questions.length === 0))
      dead.push(`${goal} → ${choice} → ${questions.map((q) => q.question).join(" | ")}`);
  }
  return dead;
}

describe("choices", () => {
  it("are goals that are understood as they stand", async () => {
    const dead: string[] = [];
    for (const [setting, cases] of [
      [oneHost, goals],
      [threeTargets, [...hostGoals, ...thirdHostGoals]],
    ] as const)
      for (const { goal } of cases) dead.push(...(await deadEnds(setting, goal)));
    expect(dead, dead.join("\n")).toEqual([]);
  });
});

describe("coverage", () => {
  it("asks about, quotes or uses every word of a goal", async () => {
    const silent: string[] = [];
    for (const [setting, cases] of [
      [oneHost, goals],
      [threeTargets, [...hostGoals, ...thirdHostGoals]],
    ] as const)
      for (const { goal } of cases)
        for (const other of disturbed(goal)) {
          const text = await dropped(setting, other);
          if (text) silent.push(text);
        }
    expect(silent, silent.join("\n")).toEqual([]);
  });
});
