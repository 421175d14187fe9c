import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix, cliEnv } from "../support/cli.ts";
import { type GoalRow, goalRows } from "../support/goal-rows.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";

interface Shown {
  readonly files: { path: string }[];
  readonly explanation: { effects: { target: string; option: string; after: unknown }[] };
}

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
  )("%s", async (_, row) => {
    const { goal, hosts = [], files, lines = [], effects, answer } = row as GoalRow;
    const flags = hosts.flatMap((host) => ["--host", host]);
    const { stdout, json } = await run(...flags, "propose", goal, "--planner", "builtin", "--json");
    const proposal: Shown | undefined = json.proposal;
    expect(proposal?.files.map(({ path }) => path) ?? [], stdout).toEqual(files);
    if (answer !== undefined)
      expect(
        json.error?.code ??
          (json.already?.length > 0 ? "already" : json.questions?.length > 0 ? "question" : "none"),
      ).toBe(answer);
    if (!proposal) return;
    const changed = proposal.explanation.effects
      .filter(({ option }) => !option.endsWith("ackages"))
      .map(({ target, option, after }) => `${target} ${option} = ${JSON.stringify(after)}`);
    if (effects) expect(changed.toSorted()).toEqual(effects.toSorted());
    const patch = await run("show", "latest", "--patch");
    const shown = patch.stdout
      .split("\n")
      .map((line) => line.replace(/^([+-])\s*/, "$1").trimEnd());
    for (const line of lines) expect(shown).toContain(line);
  });
});
