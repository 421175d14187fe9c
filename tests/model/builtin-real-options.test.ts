import { describe, expect, it, vi } from "vitest";
import { misread } from "../support/misread.ts";
import { realSetting } from "../support/real-setting.ts";
import { fifthGoals, fourthGoals } from "./goals-fourth.ts";
import { holdoutGoals } from "./goals-holdout.ts";
import { learnedGoals } from "./goals-learned.ts";
import { secondGoals } from "./goals-second.ts";
import { thirdGoals } from "./goals-third.ts";

// Tens of thousands of options; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const setting = await realSetting();

describe.skipIf(!setting)("goals against every option of a real NixOS (needs AGENTIX_DATA)", () => {
  it.each([
    ["the first set", holdoutGoals],
    ["the second set", secondGoals],
  ])("understands nearly all goals that were written before it: %s", async (_, goals) => {
    const wrong: string[] = [];
    for (const goal of goals) wrong.push(await misread(setting, goal));
    const bad = wrong.filter((text) => text !== "");
    expect(bad.length, bad.join("\n")).toBeLessThanOrEqual(goals.length * 0.1);
  });

  it.each([...learnedGoals, ...thirdGoals, ...fourthGoals, ...fifthGoals])(
    "still understands: $goal",
    async (goal) => {
      expect(await misread(setting, goal)).toBe("");
    },
  );
});
