import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix, cliEnv } from "../support/cli.ts";
import { layoutFlake } from "../support/layout-flake.ts";
import type { SampleFlake } from "../support/sample-flake.ts";

/** A NixOS host, a Mac and a home alone in one flake; goals on it are rows of layouts.test.ts. */
describe("three kinds of targets in one flake", () => {
  let home: string;
  let flake: SampleFlake;
  const run = (...args: string[]) => agentix(cliEnv(home), ["-C", flake.root, "--json", ...args]);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "agentix-home-"));
    flake = await layoutFlake("kinds");
  });
  afterAll(async () => {
    await flake.remove();
    await rm(home, { recursive: true, force: true });
  });

  it.each([
    ["darwin:mac", "dock side of the screen", "system.defaults.dock.orientation"],
    ["home:ada@box", "git", "programs.git.enable"],
    ["tower", "firewall ports", "networking.firewall.allowedTCPPorts"],
  ])("%s: %s finds %s", async (host, query, option) => {
    const { json } = await run("--host", host, "options", "search", query);
    expect(json.results.map(({ option: name }: { option: string }) => name)).toContain(option);
  });

  it("options show reads a Mac's value, its place, and what a change would be", async () => {
    const path = "system.defaults.dock.autohide";
    const { json } = await run("--host", "mac", "options", "show", path);
    expect(json).toMatchObject({
      typeText: "null or boolean",
      values: { "darwin:mac": { value: true, from: [{ file: "hosts/mac.nix" }] } },
    });
  });

  it("a question is answered for every kind that has the option", async () => {
    const { json } = await run("ask", "what is the time zone?");
    const [answer] = json.answers;
    expect(answer.text).toContain("tower");
    expect(answer.text).toContain("darwin:mac");
    expect(answer.text).toContain("modules/common.nix");
  });

  it("what nobody here builds is evaluated, and that is said", async () => {
    const { json } = await run("propose", "set the dock orientation to left");
    const { verification } = (await run("verify", json.proposal.id)).json;
    expect(verification).toMatchObject({ ok: true, until: "evaluate", toplevels: {} });
    const build = verification.steps.find(({ name }: { name: string }) => name === "build");
    expect(build).toMatchObject({ target: "darwin:mac", status: "skipped" });
    expect(build.diagnostics[0].message).toMatch(/is for aarch64-darwin.*evaluated, not built/);
  });
});
