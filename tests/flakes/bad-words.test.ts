import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** What people and scripts type: commands, flags, ids, hosts, options, hunks and goals. */
describe("words", () => {
  let world: World;
  let candidate: string;
  let hunk: string;
  beforeAll(async () => {
    world = await openWorld();
    const { proposal } = (await world.run("propose", "enable tailscale")).json;
    candidate = proposal.candidate;
    hunk = proposal.files[0].hunks[0].id;
  });
  afterAll(() => world.close());

  it.each<[string[], string, RegExp]>([
    [["shwo", "p1"], "unknown-command", /show/],
    [["show", "p1", "--patsh"], "usage", /--patch/],
    [["show"], "usage", /help/],
    [["show", "p1", "p2"], "usage", /help/],
    [[], "usage", /help/],
    [["verify", "p1", "--until", "bild"], "usage", /./],
    [["propose", "--planner", "buildin", "x"], "usage", /builtin/],
    [["list", "--state", "opne"], "usage", /proposed/],
    [["audit", "list", "--last", "-1"], "usage", /./],
    [["completions", "tcsh"], "usage", /bash/],
    [["--host", "web", "propose", "enable tailscale"], "unknown-host", /web1/],
    [
      ["options", "show", "services.tailscael.enable"],
      "unknown-option",
      /services\.tailscale\.enable/,
    ],
    [["review", "p1", "--accept", "0123456789ab"], "unknown-hunk", /Hunks: /],
    [["propose"], "usage", /help/],
    [["propose", "--"], "usage", /help/],
    [["propose", ""], "empty-goal", /enable tailscale/],
    [["propose", "--", " \t\n "], "empty-goal", /enable tailscale/],
    [["--config", "/nowhere.toml", "list"], "bad-config", /^$/],
  ])("%j is wrong usage with the nearest right one", async (args, code, hint) => {
    const error = refusal(await world.run(...args));
    expect(error).toMatchObject({ code, exit: 2 });
    expect(error.hint ?? "").toMatch(code === "usage" && !error.hint ? /^$/ : hint);
  });

  it("what is no proposal is refused, with those that there are", async () => {
    for (const id of ["p01", "../p1", "", "x".repeat(5000), "p1\u001b[31m"]) {
      const result = await world.run("show", "--", id);
      expect(refusal(result)).toMatchObject({ code: "unknown-proposal", exit: 2 });
      expect(result.stdout.length).toBeLessThan(1000);
      expect(result.stdout).toContain("p1");
    }
  });

  it("latest and the start of a candidate commit are one", async () => {
    for (const id of ["latest", candidate.slice(0, 8), candidate])
      expect((await world.run("show", id)).json.proposal.id).toBe("p1");
    expect((await world.run("review", "p1", "--reject", hunk.slice(0, 8))).code).toBe(0);
    expect((await world.run("review", "p1", "--accept", hunk)).code).toBe(0);
  });

  it.each([
    "aktiviere tailscale bitte",
    "有効にする tailscale",
    "$(touch pwned); `id`",
    `enable tailscale ${"and enable it ".repeat(1500)}`,
    "enable \u001b[31mtailscale",
    "--help me",
  ])("a goal that is not understood is asked about: %.40s", async (goal) => {
    const result = await world.run("propose", "--", goal);
    expect(result.code, result.stdout).toBe(0);
    expect(result.json.proposal).toBeNull();
    expect(result.json.questions.length).toBeGreaterThan(0);
    expect(readdirSync(world.flake.root)).not.toContain("pwned");
  });

  it("what a goal hides is visible to people, and does not reach the commit", async () => {
    const { root } = world.flake;
    const made = await world.run("propose", "enable tail\u202escale");
    const { id } = made.json.proposal;
    const shown = await agentix(world.env, ["-C", root, "show", id]);
    expect(shown.stdout).toContain("tail‹U+202E›scale");
    expect(shown.stdout).not.toContain("\u202e");
    expect((await world.run("verify", id, "--until", "evaluate")).code).toBe(0);
    expect((await approveAtTerminal(world.env, root, id, "y")).code).toBe(0);
    expect((await world.run("apply", id)).code).toBe(0);
    expect(world.git(root, "log", "-1", "--format=%B")).not.toContain("\u202e");
  });

  it("without a terminal, the terminal UI and approval name the way that needs none", async () => {
    const { root } = world.flake;
    for (const args of [["tui"], ["review", "p1"]]) {
      const said = await agentix(world.env, ["-C", root, ...args]);
      expect(said.code).toBe(2);
      expect(said.stdout).toBe("");
      expect(said.stderr).toMatch(/error: .*terminal[\s\S]*hint: /);
    }
    expect(refusal(await world.run("tui"))).toMatchObject({ code: "not-a-terminal", exit: 2 });
  });
});
