import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Build, buildEnd, buildStep, emptyBuild } from "../../src/core/build/build.ts";
import type { BuildEvent } from "../../src/core/build/build-event.ts";
import { nodeKey } from "../../src/core/build/build-tree.ts";
import { itemAt, itemsOf } from "../../src/core/build/ring.ts";
import { readBuild } from "../../src/nix/build-reader.ts";
import { recordedLines, recordedVersions } from "../support/build-logs.ts";

const drv = (name: string) => `/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-${name}.drv`;
const start = (id: string, name: string): BuildEvent => ({
  ...{ kind: "build-started", id, drv: drv(name), machine: "" },
});
const stop = (id: string): BuildEvent => ({ kind: "build-stopped", id });
const say = (id: string, line: string): BuildEvent => ({ kind: "log", id, line });
const run = (events: readonly BuildEvent[], now = 0, from: Build = emptyBuild) =>
  buildStep(from, "web1", events, now);
const states = (build: Build) =>
  Object.fromEntries([...build.tree.nodes.values()].map(({ name, state }) => [name, state]));
const ownText = (build: Build, name: string) =>
  itemsOf(build.own.get(nodeKey("web1", drv(name))) ?? { chunks: [], start: 0, end: 0 }).map(
    ({ text }) => text,
  );

describe("the state of a build", () => {
  test("counts what is planned, builds and is done, and how long it took", () => {
    const first = run(
      [
        { kind: "planned", drvs: [drv("a"), drv("b")], fetches: 0 },
        start("1", "a"),
        { kind: "phase", id: "1", phase: "buildPhase" },
        say("1", "hello"),
      ],
      1000,
    );
    expect([...first.tree.nodes.values()]).toMatchObject([
      { name: "a", state: "building", phase: "buildPhase", since: 1000 },
      { name: "b", state: "waiting" },
    ]);
    expect(itemsOf(first.lines)).toEqual([{ from: "a", text: "hello", tone: "log" }]);
    const second = run([stop("1")], 4000, first);
    expect(second.tree.counts).toMatchObject({ done: 1, waiting: 1, building: 0 });
    expect(second.tree.finished).toEqual([{ name: "a", ms: 3000 }]);
    expect(states(run([{ kind: "finished", ok: true }], 5000, second))).toEqual({
      a: "done",
      b: "done",
    });
  });

  test("two targets may use the same activity id", () => {
    const both = buildStep(run([start("1", "a")]), "web2", [start("1", "b")], 0);
    expect(states(run([stop("1")], 0, both))).toEqual({ a: "done", b: "building" });
  });

  test("builds that a failure stopped are not done: Nix's own count tells", () => {
    const build = run([
      start("1", "good"),
      { kind: "progress", done: 1, expected: 3, running: 0, failed: 0 },
      stop("1"),
      start("2", "bad"),
      start("3", "other"),
      { kind: "progress", done: 1, expected: 3, running: 0, failed: 1 },
      stop("2"),
      { kind: "build-failed", drv: drv("bad"), why: "build", text: "builder failed" },
      stop("3"),
      { kind: "finished", ok: false },
    ]);
    expect(states(build)).toEqual({ good: "done", bad: "failed", other: "stopped" });
    expect(build.outcome).toBe("failed");
  });

  test("a verification that is cancelled leaves nothing building", () => {
    const build = buildEnd(run([start("1", "a")]), "cancelled", 2000);
    expect(states(build)).toEqual({ a: "stopped" });
    expect(build).toMatchObject({ outcome: "cancelled", tree: { counts: { building: 0 } } });
  });

  test("keeps the newest lines of a flood, and what was said last by each build", () => {
    let build = run([start("1", "a"), start("2", "quiet"), say("2", "one word")]);
    for (let batch = 0; batch < 50; batch += 1)
      build = run(
        Array.from({ length: 2000 }, (_, at) => say("1", `line ${batch * 2000 + at}`)),
        batch,
        build,
      );
    const { start: first, end } = build.lines;
    expect(end).toBe(100_001);
    expect(end - first).toBeLessThan(20_300);
    expect(itemAt(build.lines, end - 1)?.text).toBe("line 99999");
    expect(itemAt(build.lines, first)?.text).toBe(`line ${first - 1}`);
    expect(ownText(build, "quiet")).toEqual(["one word"]);
    expect(ownText(build, "a").length).toBeLessThan(800);
  });

  test("a line without end is cut, and says so", () => {
    const build = run([start("1", "a"), say("1", "x".repeat(60_000))]);
    expect(ownText(build, "a")[0]).toMatch(/^x{1000} ‹\+59000 characters›$/);
  });
});

describe.each(recordedVersions)("a recorded build of Nix %s", (version) => {
  const read = (name: string, ok: boolean) => {
    const events: BuildEvent[] = [];
    const reader = readBuild((event) => events.push(event));
    for (const line of recordedLines(version, name)) reader.line(line);
    reader.end(ok);
    return run(events);
  };

  test("that is good ends with everything done", () => {
    const build = read("build-good", true);
    expect(Object.values(states(build))).toEqual(["done"]);
    expect(build.tree.running.size).toBe(0);
  });

  test("whose dependency fails tells the cause from what waited for it, with the last lines", () => {
    const build = read("build-dependency", false);
    expect(states(build)).toEqual({ "broken-1.0": "failed", "app-2.0": "blocked" });
    const failed = [...build.tree.nodes.values()].find(({ state }) => state === "failed");
    const lines = itemsOf(build.own.get(failed?.key ?? "") ?? { chunks: [], start: 0, end: 0 });
    const text = lines.map((line) => line.text).join("\n");
    expect(text).toContain("main.c:3: error: oops");
    expect(text).toMatch(/builder failed with exit code 3|failed with exit code 3/);
  });

  test.each(["build-hash", "build-noout", "build-fetch"])("%s has a failed node", (name) => {
    expect(Object.values(states(read(name, false)))).toContain("failed");
  });

  test("cut anywhere is still consistent", () => {
    for (const name of ["build-good", "build-dependency", "build-hash"]) {
      const whole = recordedLines(version, name).join("\n");
      for (let cut = 0; cut < whole.length; cut += 97) {
        const events: BuildEvent[] = [];
        const reader = readBuild((event) => events.push(event));
        for (const line of whole.slice(0, cut).split("\n")) reader.line(line);
        const build = run(events);
        const sum = Object.values(build.tree.counts).reduce((a, b) => a + b, 0);
        expect(sum).toBe(build.tree.nodes.size);
      }
    }
  });
});

describe("any sequence of events", () => {
  const id = fc.constantFrom("1", "2", "3");
  const path = fc.constantFrom("a", "b", "c", "d").map(drv);
  const event: fc.Arbitrary<BuildEvent> = fc.oneof(
    fc.record({
      kind: fc.constant("planned" as const),
      drvs: fc.array(path),
      fetches: fc.nat(5),
    }),
    fc.record({
      kind: fc.constant("needs" as const),
      inputs: fc.array(fc.tuple(path, fc.array(path))).map((entries) => new Map(entries)),
    }),
    fc.record({
      ...{ kind: fc.constant("build-started" as const), id, drv: path },
      machine: fc.constant(""),
    }),
    fc.record({ kind: fc.constant("phase" as const), id, phase: fc.string() }),
    fc.record({ kind: fc.constant("log" as const), id, line: fc.string() }),
    fc.record({ kind: fc.constant("build-stopped" as const), id }),
    fc.record({
      ...{ kind: fc.constant("build-failed" as const), drv: path, text: fc.string() },
      why: fc.constantFrom("build" as const, "dependency" as const),
    }),
    fc.record({ kind: fc.constant("fetch-started" as const), id, what: path }),
    fc.record({
      ...{ kind: fc.constant("fetch-progress" as const), id },
      ...{ done: fc.nat(), expected: fc.nat() },
    }),
    fc.record({ kind: fc.constant("fetch-stopped" as const), id }),
    fc.record({
      ...{ kind: fc.constant("progress" as const), done: fc.nat(4), expected: fc.nat(4) },
      ...{ running: fc.nat(4), failed: fc.nat(4) },
    }),
    fc.record({ kind: fc.constant("finished" as const), ok: fc.boolean() }),
  );

  test("keeps counts and bounds, and changes no state that was handed out", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.array(event))), (batches) => {
        let build = emptyBuild;
        for (const [at, [first, events]] of batches.entries()) {
          const before = JSON.stringify([...build.tree.nodes]);
          const old = build;
          build = buildStep(build, first ? "web1" : "web2", events, at);
          expect(JSON.stringify([...old.tree.nodes])).toBe(before);
          const counted = { waiting: 0, building: 0, done: 0, failed: 0, blocked: 0, stopped: 0 };
          for (const { state } of build.tree.nodes.values()) counted[state] += 1;
          expect(build.tree.counts).toEqual(counted);
          expect(build.tree.nodes.size).toBeLessThanOrEqual(8);
          expect(build.tree.fetches.size).toBeLessThanOrEqual(6);
          for (const key of build.own.keys()) expect(build.tree.nodes.has(key)).toBe(true);
        }
      }),
    );
  });
});
