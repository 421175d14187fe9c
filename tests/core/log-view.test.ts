import { describe, expect, test } from "vitest";
import type { BuildEvent } from "../../src/core/build/build-event.ts";
import { nodeKey } from "../../src/core/build/build-tree.ts";
import { logCommand } from "../../src/core/build/log-commands.ts";
import { looksBad } from "../../src/core/build/log-errors.ts";
import { logRoom } from "../../src/core/build/log-room.ts";
import { logOrigin, searchedLog, toLogMatch } from "../../src/core/build/log-search.ts";
import {
  emptyLog,
  type LogView,
  linesOf,
  logBegun,
  logEnded,
  logHeard,
} from "../../src/core/build/log-view.ts";
import { itemAt } from "../../src/core/build/ring.ts";
import { treeRows } from "../../src/core/build/tree-rows.ts";
import type { Command } from "../../src/core/keys/keys.ts";

const drv = (name: string) => `/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-${name}.drv`;
const room = logRoom(120, 21, true, null, 5);
const start = (id: string, name: string): BuildEvent => ({
  ...{ kind: "build-started", id, drv: drv(name), machine: "" },
});
const lines = (id: string, from: number, count: number): BuildEvent[] =>
  Array.from({ length: count }, (_, at) => ({ kind: "log", id, line: `line ${from + at}` }));
const failed = (name: string): BuildEvent => ({
  ...{ kind: "build-failed", drv: drv(name), why: "build", text: `${name} failed` },
});
const hear = (view: LogView, now: number, ...events: BuildEvent[]) =>
  logHeard(view, "web1", events, now, room);
const press = (view: LogView, ...commands: Command[]) =>
  commands.reduce((before, command) => logCommand(before, command, room).view, view);
const lastShown = (view: LogView) => itemAt(linesOf(view), (view.end ?? view.drawn) - 1)?.text;

const begun = logBegun(emptyLog, "verifying p1");
const running = hear(begun, 10_000, start("1", "a"), ...lines("1", 0, 100));

describe("the reader of the build pane", () => {
  test("follows, and stays where they scrolled to while a hundred thousand lines arrive", () => {
    expect(lastShown(running)).toBe("line 99");
    let view = press(running, "up", "up", "page-up");
    const place = lastShown(view);
    for (let at = 0; at < 8; at += 1)
      view = hear(view, 20_000 + at * 100, ...lines("1", 100 + at * 2000, 2000));
    expect(lastShown(view)).toBe(place);
    expect(lastShown(press(view, "follow"))).toBe("line 16099");
    expect(lastShown(press(view, "down"))).toBe("line 79");
    // Lines that are gone cannot be shown: the first that is left is.
    for (let at = 0; at < 60; at += 1)
      view = hear(view, 30_000 + at * 100, ...lines("1", 16_100 + at * 2000, 2000));
    const top = press(view, "up");
    expect(top.end).toBe(linesOf(view).start + room.rows);
  });

  test("a flood is drawn as often as the budget allows, its end always", () => {
    let view = running;
    let drawn = 0;
    for (let at = 0; at < 100; at += 1) {
      const next = hear(view, 20_000 + at * 100, ...lines("1", at * 200, 200));
      if (next.drawn !== view.drawn) drawn += 1;
      view = next;
    }
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(100);
    const ended = logEnded(view, "ok", "done", 40_000);
    expect(ended.drawn).toBe(linesOf(ended).end);
  });

  test("selects whose lines are shown, and comes back to all", () => {
    const two = hear(running, 11_000, start("2", "b"), ...lines("2", 500, 3));
    const view = press(two, "next-build", "next-build");
    expect(view.selected).toBe(nodeKey("web1", drv("b")));
    expect(lastShown(view)).toBe("line 502");
    expect(press(view, "next-build")).toBe(view);
    expect(press(view, "previous-build", "previous-build").selected).toBeNull();
  });

  test("who follows is shown what failed; who reads elsewhere is left alone until they ask", () => {
    const events = [
      { kind: "log", id: "1", line: "x.c:1: error: no" } as const,
      ...lines("1", 200, 50),
      failed("a"),
    ];
    const following = hear(running, 11_000, ...events);
    expect(following.selected).toBe(nodeKey("web1", drv("a")));
    expect(lastShown(following)).toBe("a failed");
    const reading = hear(press(running, "up"), 11_000, ...events);
    expect(reading.selected).toBeNull();
    const jumped = press(reading, "first-error");
    expect(jumped.selected).toBe(nodeKey("web1", drv("a")));
    expect(itemAt(linesOf(jumped), jumped.mark ?? -1)?.text).toBe("x.c:1: error: no");
    const next = press(jumped, "first-error");
    expect(itemAt(linesOf(next), next.mark ?? -1)?.text).toBe("a failed");
    expect(press(next, "first-error").mark).toBe(jumped.mark);
  });

  test("without an error the key says so", () => {
    expect(logCommand(running, "first-error", room).note).toMatch(/error/);
  });

  test("searches upwards from where they are, on to the next, and Esc goes back", () => {
    const origin = logOrigin(running);
    const found = searchedLog(running, "line 4", origin, room);
    expect(itemAt(linesOf(found), found.mark ?? -1)?.text).toBe("line 49");
    const next = toLogMatch(found, "line 4", 1, room);
    expect(itemAt(linesOf(next), next.mark ?? -1)?.text).toBe("line 4");
    expect(toLogMatch(next, "line 4", -1, room).mark).toBe(found.mark);
    expect(searchedLog(found, "nowhere", origin, room)).toMatchObject({ missed: true, end: null });
    expect(searchedLog(found, "", origin, room)).toMatchObject({ end: null, mark: null });
  });

  test("another verification starts afresh, with the reader's wishes", () => {
    const view = logBegun(press(running, "wrap", "up"), "verifying p2");
    expect(view).toMatchObject({ wrap: true, end: null, selected: null });
    expect(view.build.tree.nodes.size).toBe(0);
    expect(lastShown(view)).toBe("verifying p2");
  });
});

describe("the rows of the tree", () => {
  const plan = ["top", "etc", "unit", "lib", "other", "spare"];
  const needs = new Map<string, string[]>([
    [drv("top"), ["etc", "other", "spare"].map(drv)],
    [drv("etc"), ["unit"].map(drv)],
    [drv("unit"), ["lib"].map(drv)],
  ]);
  const planned = hear(
    begun,
    10_000,
    { kind: "planned", drvs: plan.map(drv), fetches: 0 },
    { kind: "needs", inputs: needs },
  );
  const shape = (view: LogView, full = false) =>
    treeRows(view.build.tree, view.selected, full).map((row) => {
      if (row.kind === "node")
        return `${"  ".repeat(row.depth)}${view.build.tree.nodes.get(row.key)?.name}`;
      return row.kind === "more" ? `${row.count} ${row.state}` : row.kind;
    });

  test("show what builds under what waits for it, and count the rest", () => {
    const view = hear(planned, 11_000, start("1", "spare"), start("2", "lib"));
    expect(shape(view)).toEqual([
      ...["all", "top", "  spare", "  etc", "    unit", "      lib", "1 waiting"],
    ]);
    const later = hear(view, 12_000, { kind: "build-stopped", id: "1" });
    expect(shape(later)).toEqual([
      ...["all", "top", "  etc", "    unit", "      lib", "1 waiting", "1 done"],
    ]);
    expect(shape(later, true)).toHaveLength(7);
  });

  test("what failed stands before what builds", () => {
    const view = hear(planned, 11_000, start("1", "spare"), start("2", "lib"), failed("lib"));
    expect(shape(view).slice(1, 5)).toEqual(["top", "  etc", "    unit", "      lib"]);
  });

  test("without edges there is a list", () => {
    const view = hear(
      hear(begun, 0, { kind: "planned", drvs: plan.map(drv), fetches: 0 }),
      1,
      start("1", "lib"),
    );
    expect(shape(view)).toEqual(["all", "lib", "5 waiting"]);
  });

  test("a circle of edges ends", () => {
    const circle = new Map([
      [drv("top"), [drv("etc")]],
      [drv("etc"), [drv("unit")]],
      [drv("unit"), [drv("etc")]],
    ]);
    const view = hear(planned, 1, { kind: "needs", inputs: circle }, start("1", "unit"));
    expect(shape(view)).toContain("    unit");
  });
});

test.each([
  ["main.c:3:5: error: 'x' undeclared", true],
  ["error[E0308]: mismatched types", true],
  ["make: *** [Makefile:3: all] Error 1", true],
  ["FAILED: src/a.o", true],
  ["ModuleNotFoundError: No module named 'x'", true],
  ["ld: undefined reference to `main'", true],
  ["bash: line 3: foo: command not found", true],
  ["npm ERR! code 1", true],
  ["cc -Werror -c error.c -o error.o", false],
  ["0 errors, 3 warnings", false],
  ["checking for error handling... yes", false],
  ["building libgpg-error-1.55", false],
])("%s looks like an error: %s", (line, bad) => {
  expect(looksBad(line)).toBe(bad);
});
