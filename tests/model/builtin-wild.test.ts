import { describe, expect, it, vi } from "vitest";
import { misread } from "../support/misread.ts";
import { realHome, realHosts, realSetting } from "../support/real-setting.ts";
import { wildGoals } from "./goals-wild.ts";
import { wildFifthGoals } from "./goals-wild-fifth.ts";
import { wildFourthGoals } from "./goals-wild-fourth.ts";
import { wildHomeGoals, wildHostGoals, wildMoreGoals } from "./goals-wild-more.ts";
import { wildNetGoals } from "./goals-wild-net.ts";
import { wildPeopleGoals } from "./goals-wild-people.ts";
import { wildSecondGoals } from "./goals-wild-second.ts";
import { wildThirdGoals } from "./goals-wild-third.ts";

// Tens of thousands of options; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const laptop = await realSetting();
const hosts = await realHosts();
const home = await realHome();

describe.skipIf(!laptop)("things of many settings, on a real NixOS (needs AGENTIX_DATA)", () => {
  it.each([
    ...wildGoals,
    ...wildNetGoals,
    ...wildPeopleGoals,
    ...wildMoreGoals,
    ...wildSecondGoals,
    ...wildThirdGoals,
    ...wildFourthGoals,
    ...wildFifthGoals,
  ])("reads: $goal", async (goal) => {
    expect(await misread(laptop, goal)).toBe("");
  });
  it.each(wildHostGoals)("reads on two hosts: $goal", async (goal) => {
    expect(await misread(hosts, goal)).toBe("");
  });
  it.each(wildHomeGoals)("reads in a home: $goal", async (goal) => {
    expect(await misread(home, goal)).toBe("");
  });
});
