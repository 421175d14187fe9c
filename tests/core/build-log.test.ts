import { describe, expect, it } from "vitest";
import type { BuildEvent } from "../../src/core/build-event.ts";
import { countBuilds, emptyBuildLog, keptLines, reduceBuildLog } from "../../src/core/build-log.ts";
import { readBuild } from "../../src/nix/build-reader.ts";
import { recordedLines, recordedVersions } from "../support/build-logs.ts";

const reduce = (events: readonly BuildEvent[]) => events.reduce(reduceBuildLog, emptyBuildLog);

describe.each(recordedVersions)("the state of a build, from real logs of Nix %s", (version) => {
  const recorded = (name: string, ok: boolean) => {
    const events: BuildEvent[] = [];
    const reader = readBuild((event) => events.push(event));
    for (const line of recordedLines(version, name)) reader.line(line);
    reader.end(ok);
    return reduce(events);
  };

  it("knows what failed and what then could not be built", () => {
    const log = recorded("build-dependency", false);
    const states = Object.fromEntries(
      [...log.builds.values()].map(({ drv, state }) => [drv.replace(/^.*-(?=\w+-\d)/, ""), state]),
    );
    expect(states).toEqual({ "broken-1.0.drv": "failed", "app-2.0.drv": "failed" });
    expect(log.outcome).toBe("failed");
    const broken = [...log.builds.values()].find(({ drv }) => drv.includes("broken"));
    expect(broken?.lines.at(-1)).toBe("main.c:3: error: oops");
  });

  it("knows what was built", () => {
    const log = recorded("build-good", true);
    expect(countBuilds(log)).toEqual({ waiting: 0, running: 0, done: 1, failed: 0 });
    expect([log.outcome, log.errors]).toEqual(["ok", []]);
    expect([...log.builds.values()][0]?.phase).toBe("buildPhase");
  });
});

describe("the state of a build", () => {
  it("shows what waits, runs and is fetched", () => {
    const log = reduce([
      { kind: "planned", drvs: ["/a.drv", "/b.drv"], fetches: 1, downloadBytes: 9 },
      { kind: "build-started", id: "1", drv: "/a.drv", machine: "" },
      { kind: "fetch-started", id: "2", what: "/nix/store/x" },
      { kind: "fetch-progress", id: "2", done: 3, expected: 9 },
      { kind: "progress", done: 0, expected: 2, running: 1, failed: 0 },
    ]);
    expect(countBuilds(log)).toEqual({ waiting: 1, running: 1, done: 0, failed: 0 });
    expect([...log.downloads.values()]).toEqual([{ what: "/nix/store/x", done: 3, expected: 9 }]);
    expect([log.progress.expected, log.planned.downloadBytes]).toEqual([2, 9]);
  });

  it("keeps the newest lines and counts all, and never touches the empty log", () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, n): BuildEvent => ({ kind: "log", id: "1", line: `${n}` }),
    );
    const log = reduce([{ kind: "build-started", id: "1", drv: "/a.drv", machine: "" }, ...lines]);
    const node = log.builds.get("/a.drv");
    expect(node?.count).toBe(20_000);
    expect(node?.lines.at(-1)).toBe("19999");
    expect(node?.lines.length).toBeLessThan(2 * keptLines);
    expect(emptyBuildLog.builds.size).toBe(0);
  });

  it("ends what still ran when it is cut off", () => {
    const log = reduce([
      { kind: "build-started", id: "1", drv: "/a.drv", machine: "" },
      { kind: "finished", ok: false },
    ]);
    expect(countBuilds(log).failed).toBe(1);
  });
});
