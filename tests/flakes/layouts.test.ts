import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { agentix, cliEnv } from "../support/cli.ts";
import { checkGoal } from "../support/goal-check.ts";
import { type LayoutName, layoutFlake } from "../support/layout-flake.ts";
import { layoutRows } from "../support/layout-rows.ts";
import type { SampleFlake } from "../support/sample-flake.ts";

/** Goals through the built program on flakes of other layouts. */
describe.each(Object.keys(layoutRows) as LayoutName[])("goals on the %s layout", (name) => {
  let home: string;
  let env: Record<string, string>;
  let flake: SampleFlake;
  const run = (...args: string[]) => agentix(env, ["-C", flake.root, ...args]);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "agentix-home-"));
    env = cliEnv(home);
    flake = await layoutFlake(name);
  });
  afterAll(async () => {
    await flake.remove();
    await rm(home, { recursive: true, force: true });
  });

  it.each(layoutRows[name].map((row) => [row.goal, row] as const))("%s", (_, row) =>
    checkGoal(run, row),
  );
});
