import { afterAll, describe, expect, it } from "vitest";
import { parsePath } from "../../src/core/option.ts";
import { elementType, fits } from "../../src/model/builtin/fits.ts";
import type { Plan } from "../../src/ports/planner.ts";
import { type FormModel, openFormModel } from "../support/form-model.ts";
import { shown } from "../support/goal-case.ts";
import { oneHost } from "../support/homelab.ts";
import { good } from "../support/ollama-server/models/good.ts";
import { sloppy } from "../support/ollama-server/models/sloppy.ts";
import { planContext } from "../support/plan-context.ts";
import { formGoals } from "./goals-forms.ts";

const open: FormModel[] = [];
const start = async (...given: Parameters<typeof openFormModel>) => {
  const made = await openFormModel(...given);
  open.push(made);
  return made;
};
afterAll(() => Promise.all(open.map(({ standIn }) => standIn.close())));

const [{ index }] = oneHost.targets as [(typeof oneHost.targets)[number]];

/** Edits of a plan that the module system would refuse. */
function invalid(plan: Plan): string[] {
  return plan.intents
    .filter(({ path, operation, value }) => {
      const type = index.get(path)?.type;
      if (!type) return true;
      if (operation === "unset") return false;
      if (operation === "set") return value === undefined || !fits(type, value);
      const element = elementType(type);
      return !element || !Array.isArray(value) || !value.every((one) => fits(element, one));
    })
    .map(shown);
}

describe("a good model", async () => {
  const model = await start(good, "ignores-format");

  it.each(formGoals)("$goal", async ({ goal, expect: wanted }) => {
    const plan = await model.plan(planContext(oneHost, goal));
    const said = JSON.stringify([plan.questions, plan.notes]);
    expect(plan.intents.map(shown).toSorted(), said).toEqual([...wanted].sort());
    expect(plan.questions).toEqual([]);
    expect(plan.intents.flatMap(({ doubts = [] }) => doubts)).toEqual([]);
    expect(plan.notes.filter((note) => note.includes("built-in planner"))).toEqual([]);
    expect(plan.offered?.some(({ chosen }) => chosen)).toBe(true);
    expect(invalid(plan)).toEqual([]);
  });
});

describe.each([1, 2, 3])("a sloppy model, in its mood %i", async (seed) => {
  const model = await start(sloppy(seed), "ignores-format");

  it("ends in what was meant, a flagged edit or a question, never in something invalid", async () => {
    const bad: string[] = [];
    let right = 0;
    for (const { goal, expect: wanted } of formGoals) {
      const plan = await model.plan(planContext(oneHost, goal));
      for (const line of invalid(plan)) bad.push(`${goal}: invalid ${line}`);
      const surprises = plan.intents.filter(
        (intent) => !wanted.includes(shown(intent)) && !intent.doubts?.length,
      );
      for (const one of surprises) bad.push(`${goal}: ${shown(one)} is not flagged`);
      const got = plan.intents.map(shown).toSorted();
      if (JSON.stringify(got) === JSON.stringify([...wanted].sort()) || plan.questions.length > 0)
        right += 1;
    }
    expect(bad).toEqual([]);
    expect(right).toBeGreaterThanOrEqual(formGoals.length * 0.9);
  });

  it("names paths as the index has them", async () => {
    const { intents } = await model.plan(planContext(oneHost, "enable tailscale"));
    for (const { path } of intents) expect(parsePath(path.join("."))).toEqual(path);
  });
});
