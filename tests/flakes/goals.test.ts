import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { agentix, cliEnv } from "../support/cli.ts";
import { checkGoal } from "../support/goal-check.ts";
import { type GoalRow, goalRows } from "../support/goal-rows.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";

/** Goals through the built program: the right file, the right lines, and exactly the effects meant. */
describe.each(["homelab", "dendritic", "home", "plain"] as const)("goals on %s", (name) => {
  let home: string;
  let env: Record<string, string>;
  let flake: SampleFlake;
  const run = (...args: string[]) => agentix(env, ["-C", flake.root, ...args]);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "agentix-home-"));
    env = cliEnv(home);
    flake = await sampleFlake(name);
  });
  afterAll(async () => {
    await flake.remove();
    await rm(home, { recursive: true, force: true });
  });

  it.each(
    goalRows
      .filter((row) => row.flake === name)
      .map((row) => [[...(row.hosts ?? []).map((h) => `--host ${h}`), row.goal].join(" "), row]),
  )("%s", (_, row) => checkGoal(run, row as GoalRow));
});
