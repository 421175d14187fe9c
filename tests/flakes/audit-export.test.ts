import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** The log as a file to keep or a report to read; no secret gets into it. */
describe("audit export", () => {
  let world: World;
  const secret = `ghp_${"a1B2".repeat(9)}`;
  const log = () => readFileSync(join(world.flake.root, ".git/agentix/audit.jsonl"), "utf8");
  const text = async (...args: string[]) =>
    (await agentix(world.env, ["-C", world.flake.root, "audit", "export", ...args])).stdout;

  beforeAll(async () => {
    world = await openWorld();
    await world.run("propose", "enable jellyfin on web1", "--planner", "builtin");
    await world.run(
      "propose",
      `enable fail2ban on web1 with the token ${secret}`,
      "--planner",
      "builtin",
    );
    await world.run("apply", "p1");
    await world.run("reject", "p1", "--why", `not with password ${secret}`);
  });
  afterAll(() => world.close());

  it("gives the log's own lines", async () => {
    expect(await text()).toBe(log());
    const { json } = await world.run("audit", "export");
    expect(json).toMatchObject({ format: "jsonl", audit: { ok: true } });
    expect(json.entries).toHaveLength(log().trim().split("\n").length);
  });

  it("tells each proposal's steps, with the policy, and what was refused", async () => {
    const report = await text("--format", "markdown");
    expect(report).toContain("## p1: enable jellyfin on web1");
    expect(report).toMatch(/\| propose \| proposed \| `[0-9a-f]{12}` \|/);
    expect(report).toMatch(/\| apply \| refused \|.*`approval-missing`/);
    expect(report).toContain("The whole log verifies");
  });

  it("holds no secret that was typed", async () => {
    expect(log()).not.toContain(secret);
    expect(log()).toContain("‹secret›");
  });

  it("takes a period, and writes a new file only", async () => {
    expect(await text("--until", "2001-01-01")).toBe("");
    const output = join(world.home, "report.md");
    const args = [
      "audit",
      "export",
      "--format",
      "markdown",
      "--since",
      "2001-01-01",
      "--output",
      output,
    ];
    expect((await world.run(...args)).code).toBe(0);
    expect(readFileSync(output, "utf8")).toContain("# Audit report");
    expect(refusal(await world.run(...args))).toMatchObject({ code: "usage" });
  });

  it.each([
    ["--format", "xml"],
    ["--since", "yesterday"],
    ["--since", "2026-13-45"],
    ["--until", "2026-01-01T00:00"],
    ["--output", "/dev/null/x"],
  ])("refuses %s %s", async (flag, value) => {
    expect(refusal(await world.run("audit", "export", flag, value))).toMatchObject({
      code: "usage",
      exit: 2,
    });
  });
});
