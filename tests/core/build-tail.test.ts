import { describe, expect, test } from "vitest";
import type { BuildEvent } from "../../src/core/build-event.ts";
import { emptyTail, tailStep } from "../../src/core/build-tail.ts";

const drv = (name: string) => `/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-${name}.drv`;

describe("tailStep", () => {
  test("counts what is planned, running and done, and how long it took", () => {
    const first = tailStep(
      emptyTail,
      "web1",
      [
        { kind: "planned", drvs: [drv("a"), drv("b")], fetches: 0 },
        { kind: "build-started", id: "1", drv: drv("a"), machine: "" },
        { kind: "phase", id: "1", phase: "buildPhase" },
        { kind: "log", id: "1", line: "hello" },
      ],
      1000,
    );
    expect([...first.activities.values()]).toMatchObject([{ name: "a", phase: "buildPhase" }]);
    expect(first.lines).toEqual([{ from: "a", text: "hello", tone: "log" }]);
    const second = tailStep(first, "web1", [{ kind: "build-stopped", id: "1" }], 4000);
    expect(second).toMatchObject({ planned: 2, done: 1, finished: [{ name: "a", ms: 3000 }] });
    expect(second.activities.size).toBe(0);
  });

  test("two targets may use the same activity id", () => {
    const start = (name: string): BuildEvent[] => [
      { kind: "build-started", id: "1", drv: drv(name), machine: "" },
    ];
    const both = tailStep(tailStep(emptyTail, "web1", start("a"), 0), "web2", start("b"), 0);
    const one = tailStep(both, "web1", [{ kind: "build-stopped", id: "1" }], 0);
    expect([...one.activities.values()].map(({ name }) => name)).toEqual(["b"]);
  });

  test("keeps the newest lines of a flood, and knows how many went", () => {
    let tail = emptyTail;
    const batch = (from: number): BuildEvent[] =>
      Array.from({ length: 10_000 }, (_, at) => ({
        kind: "log",
        id: "1",
        line: `line ${from + at}`,
      }));
    for (let at = 0; at < 10; at += 1) tail = tailStep(tail, "web1", batch(at * 10_000), 0);
    expect(tail.lines.length).toBeLessThanOrEqual(22_000);
    expect(tail.lines.at(-1)?.text).toBe("line 99999");
    expect(tail.lines.length + tail.dropped).toBe(100_000);
  });
});
