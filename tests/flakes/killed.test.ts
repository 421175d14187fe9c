import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "@lydell/node-pty";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../support/cli.ts";
import { start, until } from "../support/started.ts";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** Kills of each command; AGENTIX_KILL_ROUNDS=30 for a long look. */
const rounds = Number(process.env.AGENTIX_KILL_ROUNDS ?? 3);

/** SIGKILL for the whole program at moments spread over its run, from approve to the end of apply. */
describe("kill -9", () => {
  let world: World;
  let verified: string;
  let approved: string;
  let base: string;
  beforeAll(async () => {
    world = await openWorld();
    await world.run("propose", "enable tailscale");
    await world.run("verify", "p1", "--until", "evaluate");
    base = world.flake.commit;
    verified = await keep("verified");
    const seen = await approveAtTerminal(world.env, world.flake.root, "p1", "y");
    expect(seen.code, seen.text).toBe(0);
    approved = await keep("approved");
  });
  afterAll(() => world.close());

  /** The repository and what is kept outside of it as they were when the template was made, at their place. */
  async function fresh(template: string): Promise<string> {
    const { root } = world.flake;
    for (const [from, to] of [
      [join(template, "repository"), root],
      [join(template, "state"), join(world.home, "state")],
    ] as const) {
      await rm(to, { recursive: true, force: true });
      await cp(from, to, { recursive: true, verbatimSymlinks: true });
    }
    world.git(root, "update-index", "-q", "--refresh");
    return root;
  }

  async function keep(name: string): Promise<string> {
    await cp(world.flake.root, join(world.home, name, "repository"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await cp(join(world.home, "state"), join(world.home, name, "state"), { recursive: true });
    return join(world.home, name);
  }

  /** Old or new commit with its tree, before anybody mends anything. git itself goes on when agentix dies. */
  async function oldOrNew(root: string): Promise<"old" | "new"> {
    await until(() => !existsSync(join(root, ".git/index.lock")));
    const head = world.git(root, "rev-parse", "HEAD");
    if (head !== base) expect(world.git(root, "rev-parse", "HEAD^")).toBe(base);
    expect(world.git(root, "status", "--porcelain")).toBe("");
    return head === base ? "old" : "new";
  }

  it("in apply: the branch is old or new, the chain verifies, a second apply finishes", async () => {
    const measure = await fresh(approved);
    const began = performance.now();
    expect((await world.runIn(measure, "apply", "p1")).code).toBe(0);
    const whole = performance.now() - began;
    for (let round = 0; round < rounds; round += 1) {
      const root = await fresh(approved);
      const running = start(world.env, ["-C", root, "apply", "p1", "--json"]);
      await sleep(whole * (0.3 + (0.7 * (round + Math.random())) / rounds));
      running.signal("SIGKILL");
      await running.ended;
      const side = await oldOrNew(root);
      expect((await world.runIn(root, "audit", "verify")).json.audit.ok).toBe(true);
      const again = await world.runIn(root, "apply", "p1");
      if (again.code !== 0) {
        expect(side).toBe("new");
        expect(refusal(again)).toMatchObject({ code: "wrong-state" });
      }
      expect(await oldOrNew(root)).toBe("new");
      expect((await world.runIn(root, "show", "p1")).json.proposal).toMatchObject({
        state: "applied",
        applied: world.git(root, "rev-parse", "HEAD"),
      });
      expect((await world.runIn(root, "audit", "verify")).json.audit.ok).toBe(true);
    }
  });

  it("after the branch moved: whichever command comes next finishes the records first", async () => {
    const root = await fresh(approved);
    const running = start(world.env, ["-C", root, "apply", "p1", "--json"]);
    await until(() => world.git(root, "rev-parse", "HEAD") !== base);
    running.signal("SIGKILL");
    await running.ended;
    await oldOrNew(root);
    const undone = await world.runIn(root, "undo", "p1");
    expect(undone.code, undone.stdout).toBe(0);
    expect((await world.runIn(root, "audit", "verify")).json.audit.ok).toBe(true);
  });

  it("in approve: approved with its audit line, or not approved, and it can be done again", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const root = await fresh(verified);
      const terminal = spawn(process.execPath, [bundle, "-C", root, "approve", "p1"], {
        env: world.env,
      });
      let asked = 0;
      let text = "";
      terminal.onData((data) => {
        text += data;
        for (; asked < text.split("[y/N] ").length - 1; asked += 1) {
          terminal.write("y\r");
          if (asked === 1)
            setTimeout(() => terminal.kill("SIGKILL"), (150 * (round + Math.random())) / rounds);
        }
      });
      await new Promise((resolve) => terminal.onExit(resolve));
      const { proposal } = (await world.runIn(root, "show", "p1")).json;
      const { entries } = (await world.runIn(root, "audit", "list")).json;
      const recorded = entries.filter(
        ({ result }: { result: string }) => result === "approved",
      ).length;
      if (proposal.state === "approved") expect(recorded).toBe(1);
      expect((await world.runIn(root, "audit", "verify")).json.audit.ok).toBe(true);
      if (proposal.state !== "approved") {
        const seen = await approveAtTerminal(world.env, root, "p1", "y");
        expect(seen.code, seen.text).toBe(0);
      }
      const applied = await world.runIn(root, "apply", "p1");
      expect(applied.code, applied.stdout + applied.stderr).toBe(0);
      expect(await oldOrNew(root)).toBe("new");
    }
  });
});
