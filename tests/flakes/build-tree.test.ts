import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStep, emptyBuild } from "../../src/core/build/build.ts";
import type { BuildEvent } from "../../src/core/build/build-event.ts";
import { nodeKey } from "../../src/core/build/build-tree.ts";
import { itemsOf } from "../../src/core/build/ring.ts";
import { buildDrv } from "../../src/nix/build.ts";
import { findNix } from "../../src/nix/find.ts";
import { openProcess } from "../../src/system/process.ts";

/** `top` needs `middle` and `side`; `middle` needs `base`. Each takes a moment, so that the tree can be seen. */
const expression = (salt: string, base: string) => `let
  make = name: needs: script: derivation {
    inherit name needs;
    salt = "${salt}";
    system = builtins.currentSystem;
    builder = "/bin/sh";
    args = [ "-c" script ];
  };
  # A sandbox may hold a shell and nothing else.
  moment = "n=0; while [ $n -lt 100000 ]; do n=$((n+1)); done";
  slow = name: needs: make name needs "echo building \${name}; \${moment}; echo > $out";
  base = make "base" [ ] "${base}";
in slow "top" [ (slow "middle" [ base ]) (slow "side" [ ]) ]`;

let folder: string;
let nix: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-tree-"));
  const found = await findNix(process.env, openProcess());
  if (!found.ok) throw new Error(found.problem.message);
  nix = found.value.path;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function built(base: string) {
  const tools = {
    ...{ process: openProcess(), nix, env: process.env },
    ...{ cacheDir: join(folder, "cache"), allowIfd: false, memoryBytes: 4 * 1024 ** 3 },
  };
  const salt = `${Date.now()}-${Math.random()}`;
  const made = await tools.process.run({
    file: nix,
    args: [
      ...["--extra-experimental-features", "nix-command", "eval", "--impure", "--raw"],
      ...["--expr", `(${expression(salt, base)}).drvPath`],
    ],
    env: { PATH: process.env.PATH ?? "", HOME: folder },
  });
  const drvPath = new TextDecoder().decode(made.stdout).trim();
  const events: BuildEvent[] = [];
  const result = await buildDrv(tools, {
    ...{ drvPath, gcRoot: join(folder, `result-${salt}`), root: folder },
    onEvent: (event) => events.push(event),
  });
  return { drvPath, events, result, build: buildStep(emptyBuild, "h", events, 0) };
}

describe("a real build", () => {
  test("shows which planned derivation is built for which", async () => {
    const { build, drvPath, result } = await built("echo > $out");
    expect(result).toMatchObject({ ok: true, value: { ok: true } });
    const parents = Object.fromEntries(
      [...build.tree.nodes.values()].map(({ name, parent }) => [
        name,
        build.tree.nodes.get(parent ?? "")?.name ?? null,
      ]),
    );
    expect(parents).toEqual({ top: null, middle: "top", side: "top", base: "middle" });
    expect(build.tree.counts).toMatchObject({ done: 4, waiting: 0, building: 0 });
    const lines = build.own.get(nodeKey("h", drvPath));
    expect(lines && itemsOf(lines).map(({ text }) => text)).toEqual(["building top"]);
  });

  test("that fails tells what failed, what was stopped and what was never built", async () => {
    const { build, result } = await built("echo one; echo cannot go on >&2; exit 3");
    expect(result).toMatchObject({ ok: true, value: { ok: false } });
    const states = Object.fromEntries(
      [...build.tree.nodes.values()].map(({ name, state }) => [name, state]),
    );
    expect(states).toMatchObject({ base: "failed" });
    expect(["blocked", "waiting"]).toContain(states.middle);
    expect(["blocked", "waiting"]).toContain(states.top);
    const failed = [...build.tree.nodes.values()].find(({ state }) => state === "failed");
    const lines = itemsOf(build.own.get(failed?.key ?? "") ?? { chunks: [], start: 0, end: 0 });
    expect(lines.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["one", "cannot go on", expect.stringMatching(/exit code 3/)]),
    );
  });
});
