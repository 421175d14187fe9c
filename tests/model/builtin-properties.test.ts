import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { NixValue } from "../../src/core/edit.ts";
import { intentSchema, questionSchema } from "../../src/core/intent.ts";
import { parseTargetId, targetId } from "../../src/core/target.ts";
import { elementType, fits, typeAt } from "../../src/model/builtin/fits.ts";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import { locate } from "../../src/model/builtin/world.ts";
import type { Plan } from "../../src/ports/planner.ts";
import { threeTargets } from "../support/homelab.ts";
import { homeRows, nixosRows } from "../support/homelab-options.ts";
import { planContext } from "../support/plan-context.ts";
import { goals, hostGoals } from "./goals.ts";

// Hundreds of goals; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const indexes = new Map(threeTargets.targets.map((t) => [targetId(t.target), t.index]));

async function plan(goal: string): Promise<Plan> {
  const result = await builtinPlanner().plan(planContext(threeTargets, goal));
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** Every intent is on an option of its targets, with a value of its type. */
function sound({ intents, questions }: Plan): void {
  for (const question of questions) {
    questionSchema.parse(question);
    expect(question.question).not.toBe("");
  }
  for (const intent of intents) {
    intentSchema.parse(intent);
    for (const id of intent.targets) {
      expect(targetId(parseTargetId(id))).toBe(id);
      const index = indexes.get(id);
      const place = index && locate(index, intent.path);
      expect(place, `${intent.path.join(".")} on ${id}`).toBeDefined();
      if (!place) continue;
      expect(place.option.readOnly || place.option.internal).toBe(false);
      const value = intent.value as NixValue;
      if (intent.operation === "unset") expect(value).toBeUndefined();
      else if (intent.operation === "set") expect(fits(typeAt(place), value)).toBe(true);
      else {
        const element = elementType(typeAt(place));
        const list = Array.isArray(value) ? value : [value];
        expect(list.length).toBeGreaterThan(0);
        if (element) expect(list.every((item) => fits(element, item))).toBe(true);
      }
    }
  }
}

const words = [...new Set(goals.flatMap((g) => g.goal.slice(0, 200).split(/\s+/)))];
const paths = [...nixosRows, ...homeRows].map(([name]) => name);
const phrase = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...words) },
      fc.constantFrom(...paths),
      fc.string(),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(" "));
const assignment = fc
  .tuple(
    fc.constantFrom("set", "add", "remove", "append", "unset", "change", ""),
    fc.constantFrom(...paths),
    fc.constantFrom("to", "=", "from", ""),
    fc.oneof(
      fc.constantFrom(
        "true",
        "null",
        "[ ]",
        '[ "a" 1 ]',
        "pkgs.btop",
        "./x.nix",
        "-5",
        "99999",
        "{ a = 1; }",
        "a, b and c",
        '"x"',
      ),
      fc.string(),
      fc.integer().map(String),
    ),
  )
  .map((parts) => parts.join(" "));
const joined = fc
  .array(fc.constantFrom(...goals, ...hostGoals), { maxLength: 4 })
  .chain((some) =>
    fc
      .constantFrom(" and ", ", ", "; ", ". ", "\n", " then ", " but ", " ")
      .map((link) => some.map((g) => g.goal.slice(0, 300)).join(link)),
  );

describe("the built-in planner on any goal", () => {
  it("never throws and only plans what the index and its types allow", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(phrase, assignment, joined, fc.string({ unit: "binary", maxLength: 300 })),
        async (goal) => sound(await plan(goal)),
      ),
      { numRuns: 300 },
    );
  });

  it("says something about every goal", async () => {
    await fc.assert(
      fc.asyncProperty(phrase, async (goal) => {
        const { intents, questions, notes, answers = [] } = await plan(goal);
        const chatter = /^\W*(thanks|please|hello|hi|hey)?\W*$/i.test(goal);
        const said = [intents, questions, notes, answers].flat();
        if (!chatter) expect(said.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it("gives the same answer to the same goal", async () => {
    await fc.assert(
      fc.asyncProperty(joined, async (goal) => {
        expect(await plan(goal)).toEqual(await plan(goal));
      }),
      { numRuns: 30 },
    );
  });

  it("looks at a bounded part of a goal, however long", async () => {
    for (const goal of [
      "enable tailscale ".repeat(5000),
      "enable docker, ".repeat(130),
      `install ${"btop and ".repeat(200)}`,
      `set services.openssh.ports to ${"[".repeat(1500)}`,
      `${'"'.repeat(1999)}`,
      `make ${"a-".repeat(900)} the default shell`,
      `add user ${"with sudo ".repeat(150)}`,
      `open ports ${"1-".repeat(800)}`,
      "(".repeat(1000) + ")".repeat(900),
    ]) {
      const result = await plan(goal);
      sound(result);
      expect(result.intents.length).toBeLessThanOrEqual(200);
      expect(result.questions.length).toBeLessThanOrEqual(60);
    }
  });

  it("stops when it is cancelled", async () => {
    const context = { ...planContext(threeTargets, "enable docker"), signal: AbortSignal.abort() };
    const result = await builtinPlanner().plan(context);
    expect(result).toMatchObject({ ok: false, problem: { code: "interrupted" } });
  });

  it("hands on why no index can be had", async () => {
    const failing = {
      ok: false,
      problem: { code: "evaluation-failed", message: "broken" },
    } as const;
    const context = { ...planContext(threeTargets, "enable docker"), index: async () => failing };
    expect(await builtinPlanner().plan(context)).toEqual(failing);
  });

  it("goes on where states and packages cannot be evaluated", async () => {
    const failing = {
      ok: false,
      problem: { code: "evaluation-failed", message: "broken" },
    } as const;
    const context = {
      ...planContext(threeTargets, "add alice to the docker group, install btop and enable docker"),
      states: async () => failing,
      packages: async () => failing,
      similarPackages: async () => failing,
    };
    const result = await builtinPlanner().plan(context);
    if (!result.ok) throw new Error(result.problem.message);
    sound(result.value);
    expect(result.value.intents.map((i) => i.path.join("."))).toContain(
      "virtualisation.docker.enable",
    );
  });
});
