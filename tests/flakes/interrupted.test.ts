import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "@lydell/node-pty";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../support/cli.ts";
import { processesWith, start, until } from "../support/started.ts";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** More moments for a long look. */
const rounds = Number(process.env.AGENTIX_INTERRUPT_ROUNDS ?? 2);

/** Ctrl-C at any moment: exit 130, nothing half-written, nothing left running, and the next command works. */
describe("Ctrl-C", () => {
  let world: World;
  /** A host whose system takes minutes to build, by a program that can be found among the processes. */
  const sleeper = `${70_000 + (process.pid % 9000)}`;
  beforeAll(async () => {
    world = await openWorld();
    const { root } = world.flake;
    const services = join(root, "hosts/nas1/services.nix");
    const slow = `environment.etc.slow.source = pkgs.runCommand "slow" { } "sleep ${sleeper}; touch $out";`;
    const text = readFileSync(services, "utf8").trimEnd().replace(/\}$/, `  ${slow}\n}\n`);
    writeFileSync(services, text.replace(/^(#.*\n)*\{[^}]*\}:/, "{ pkgs, ... }:"));
    world.git(root, "commit", "-qam", "slow");
    await world.run("propose", "enable tailscale");
  });
  afterAll(() => world.close());

  /** What must hold after any interruption. */
  async function sound(): Promise<void> {
    const { root } = world.flake;
    expect(processesWith(`${world.home}/cache`)).toEqual([]);
    expect(processesWith(sleeper)).toEqual([]);
    const state = join(root, ".git/agentix");
    expect(readdirSync(join(state, "locks"))).toEqual([]);
    expect(existsSync(join(state, "journal.json"))).toBe(false);
    expect(world.git(root, "status", "--porcelain")).toBe("");
    expect((await world.run("audit", "verify")).json.audit.ok).toBe(true);
    expect((await world.run("list")).json.damaged).toBeUndefined();
  }

  async function interrupted(args: readonly string[], delay: number | (() => boolean)) {
    const running = start(world.env, ["-C", world.flake.root, "--json", ...args]);
    await (typeof delay === "number" ? sleep(delay) : until(delay));
    running.signal("SIGINT");
    const { code, stdout, stderr } = await running.ended;
    if (code === 0) return;
    expect(code, stdout + stderr).toBe(130);
    expect(stderr).toBe("");
    // Node itself dies of the signal before the program has begun.
    if (stdout !== "")
      expect(refusal({ code, stdout, stderr, json: undefined }).code).toBe("interrupted");
  }

  it.each([
    ["propose", ["propose", "enable nginx"], 2500],
    ["verify, while it evaluates", ["verify", "p1", "--until", "evaluate"], 2500],
  ] as const)("in %s", async (_, args, longest) => {
    for (let round = 0; round < rounds; round += 1) {
      await interrupted(args, (longest * (round + Math.random())) / rounds);
      await sound();
    }
  });

  it("in verify, while it builds", async () => {
    await interrupted(["verify", "p1"], () => processesWith(`sleep\0${sleeper}`).length > 0);
    await sound();
    const { verification } = (await world.run("show", "p1")).json.proposal;
    expect(verification?.until).not.toBe("build");
  });

  it("at the question of approve", async () => {
    const { root } = world.flake;
    expect((await world.run("verify", "p1", "--until", "evaluate")).code).toBe(0);
    const terminal = spawn(process.execPath, [bundle, "-C", root, "approve", "p1"], {
      env: world.env,
    });
    let text = "";
    terminal.onData((data) => {
      text += data;
      if (text.endsWith("[y/N] ")) terminal.write("\u0003");
    });
    const code = await new Promise((resolve) => terminal.onExit((end) => resolve(end.exitCode)));
    expect(code, text).toBe(130);
    await sound();
    expect((await world.run("show", "p1")).json.proposal).toMatchObject({
      state: "verified",
      approval: null,
    });
  });

  it("in apply: the branch has the old or the new commit, and a second apply ends it", async () => {
    const { root } = world.flake;
    const base = world.git(root, "rev-parse", "HEAD");
    expect((await approveAtTerminal(world.env, root, "p1", "y")).code).toBe(0);
    for (let round = 0; round < rounds; round += 1) {
      await interrupted(["apply", "p1"], (600 * (round + Math.random())) / rounds);
      expect(world.git(root, "status", "--porcelain")).toBe("");
      if (world.git(root, "rev-parse", "HEAD") !== base) break;
    }
    const second = await world.run("apply", "p1");
    if (second.code !== 0) expect(refusal(second).code).toBe("wrong-state");
    expect(world.git(root, "rev-parse", "HEAD^")).toBe(base);
    expect((await world.run("show", "p1")).json.proposal.state).toBe("applied");
    await sound();
  });
});
