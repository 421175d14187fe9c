import { existsSync } from "node:fs";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Result } from "../../src/core/result.ts";
import { apply } from "../../src/loop/apply.ts";
import { approve } from "../../src/loop/approve.ts";
import type { Context } from "../../src/loop/context.ts";
import { recover } from "../../src/loop/recover.ts";
import { reject } from "../../src/loop/reject.ts";
import { undo } from "../../src/loop/undo.ts";
import { verify } from "../../src/loop/verify.ts";
import { Crash, crashingAt } from "../support/crash.ts";
import { type LoopParts, type LoopWorld, openLoop, propose } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

/** One in so many effects is tried; AGENTIX_CRASH_EVERY=1 for all of them. */
const every = Number(process.env.AGENTIX_CRASH_EVERY ?? 9);

/** A step of the loop on p1, and whether it is what was wanted once it is done. */
interface Operation {
  readonly run: (context: Context) => Promise<Result<unknown>>;
  readonly done: string;
}

const operations: Readonly<Record<string, Operation>> = {
  approve: {
    run: async (context) => {
      const found = await context.store.find("p1");
      return found.ok ? approve(context, found.value) : found;
    },
    done: "approved",
  },
  apply: { run: (context) => apply(context, "p1"), done: "applied" },
  reject: { run: (context) => reject(context, "p1", "because"), done: "rejected" },
};

/** The program ends around each of its effects; the next run finds a repository and records that agree. */
describe("a run that ends around an effect", () => {
  let flake: SampleFlake;
  let folder: string;
  const states: Record<string, string> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(await realpath(tmpdir()), "agentix-crash-"));
    flake = await sampleFlake("plain");
    await flake.git("config", "user.name", "Ada");
    await flake.git("config", "user.email", "ada@example.org");
    const path = "configuration.nix";
    const text = value(await (await opened()).context.git.read(flake.commit, path));
    const changed = new TextDecoder()
      .decode(text ?? new Uint8Array())
      .replace(/\}\s*$/, "  programs.zsh.enable = true;\n}\n");
    const { context } = await opened();
    await propose(context, { [path]: changed });
    value(await verify(context, "p1", "evaluate"));
    await keep("verified");
    value(await approve(context, value(await context.store.find("p1"))));
    await keep("approved");
  }, 120_000);
  afterAll(async () => {
    await flake.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const stateHome = () => join(folder, "state");
  const opened = (parts: LoopParts = {}) =>
    openLoop(flake.root, { stateHome: stateHome(), ...parts });

  /** Runs a step on ports that end the program; whether they did. */
  async function crashes(ports: LoopParts, run: Operation["run"]): Promise<boolean> {
    let world: LoopWorld | undefined;
    try {
      world = await opened(ports);
      await run(world.context);
      return false;
    } catch (error) {
      if (error instanceof Crash) return true;
      throw error;
    } finally {
      await world?.close();
    }
  }

  async function keep(name: string): Promise<void> {
    states[name] = join(folder, name);
    for (const [part, from] of [
      ["repository", flake.root],
      ["state", stateHome()],
    ] as const)
      await cp(from, join(folder, name, part), { recursive: true, verbatimSymlinks: true });
  }

  async function back(name: string): Promise<void> {
    for (const [part, to] of [
      ["repository", flake.root],
      ["state", stateHome()],
    ] as const) {
      await rm(to, { recursive: true, force: true });
      await cp(join(folder, name, part), to, { recursive: true, verbatimSymlinks: true });
    }
    await flake.git("update-index", "-q", "--refresh");
  }

  /** Branch, tree, proposal and log agree, once the next run has looked. */
  async function sound(context: Context): Promise<string> {
    value(await recover(context));
    expect(await flake.git("status", "--porcelain")).toBe("");
    expect(existsSync(join(flake.root, ".git/agentix/journal.json"))).toBe(false);
    expect(value(await context.store.auditVerify()).problems).toEqual([]);
    expect(await context.store.damaged()).toEqual([]);
    const proposal = value(await context.store.find("p1"));
    const head = await flake.git("rev-parse", "HEAD");
    expect(proposal.state === "applied").toBe(head !== flake.commit);
    if (proposal.state === "applied") expect(proposal.applied).toBe(head);
    const lines = value(await context.store.auditEntries(undefined, "p1"));
    const has = (action: string, ...results: string[]) =>
      lines.some((line) => line.action === action && results.includes(line.result));
    if (proposal.approval) expect(has("approve", "approved")).toBe(true);
    if (proposal.state === "applied") expect(has("apply", "applied", "recovered")).toBe(true);
    if (proposal.state === "rejected") expect(has("reject", "rejected")).toBe(true);
    return proposal.state;
  }

  it.each([
    ["approve", "verified"],
    ["apply", "approved"],
    ["reject", "approved"],
  ] as const)(
    "of %s",
    async (name, from) => {
      const { run, done } = operations[name] as Operation;
      await back(from);
      const whole = crashingAt(0, "before");
      value(await run((await opened(whole)).context));
      const effects = whole.effects();
      expect(effects).toBeGreaterThan(5);
      let ended = 0;
      for (let point = 1; point <= effects; point += every)
        for (const when of ["before", "after"] as const) {
          await back(from);
          if (await crashes(crashingAt(point, when), run)) ended += 1;
          const world = await opened();
          const state = await sound(world.context);
          // And the step can be taken again, unless it was taken.
          if (state !== done) value(await run(world.context));
          expect(await sound(world.context), `${when} effect ${point}`).toBe(done);
          await world.close();
        }
      expect(ended).toBeGreaterThan(0);
    },
    600_000,
  );

  it("of undo leaves no half proposal", async () => {
    await back("approved");
    const first = await opened();
    value(await apply(first.context, "p1"));
    await keep("applied");
    const whole = crashingAt(0, "before");
    value(await undo((await opened(whole)).context, "p1"));
    const effects = whole.effects();
    for (let point = 1; point <= effects; point += every * 3) {
      await back("applied");
      await crashes(crashingAt(point, "after"), (context) => undo(context, "p1"));
      const world = await opened();
      expect(value(await world.context.store.auditVerify()).problems).toEqual([]);
      expect(await world.context.store.damaged()).toEqual([]);
      expect(await flake.git("status", "--porcelain")).toBe("");
      expect((await undo(world.context, "p1")).ok).toBe(true);
      await world.close();
    }
  }, 600_000);
});
