import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Proposal } from "../../src/core/proposal.ts";
import { refOf } from "../../src/loop/context.ts";
import { propose } from "../../src/loop/propose.ts";
import { type LayoutName, layoutFlake } from "../support/layout-flake.ts";
import { type LoopWorld, openLoop } from "../support/loop-context.ts";
import type { SampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

let flake: SampleFlake;
let world: LoopWorld;
beforeAll(async () => {
  flake = await layoutFlake("pile");
  world = await openLoop(flake.root);
});
afterAll(async () => {
  await world.close();
  await flake.remove();
});

describe("look", { timeout: 300_000 }, () => {
  test.each([
    "set services.fail2ban.bantime to 2h",
    "set the time zone to Europe/Oslo",
    "open port 8080",
    "install ripgrep",
    'set environment.shellInit to "umask 077" on elm',
  ])("%s", async (goal) => {
    const made = await propose(world.context, goal);
    if (!made.ok) {
      console.log(goal, made.problem);
      return;
    }
    const m = made.value;
    console.log(
      goal,
      m.proposal?.explanation.notes,
      m.questions,
      m.beside?.goal,
      m.beside?.explanation,
    );
    if (m.beside)
      console.log(
        new TextDecoder().decode(
          value(await world.context.git.patch(m.beside.base, m.beside.candidate)),
        ),
      );
  });
});
