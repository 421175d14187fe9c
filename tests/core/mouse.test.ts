import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { counts } from "../../src/core/review/review-state.ts";
import { areaOf } from "../../src/core/ui/screen-layout.ts";
import { tabsOf } from "../../src/core/ui/tabs.ts";
import { layoutOf, type UiEvent, type UiState } from "../../src/core/ui/ui-state.ts";
import { snapshot, verificationOf } from "../support/sample-actions.ts";
import { bigPatch, openedOf, sampleReview } from "../support/sample-review.ts";
import { atReview, keys, play } from "../support/ui.ts";

const click = (column: number, row: number, now = 0): UiEvent => ({
  type: "mouse",
  report: { kind: "press", column, row },
  now,
});
const wheel = (kind: "wheel-up" | "wheel-down", column: number, row: number): UiEvent => ({
  type: "mouse",
  report: { kind, column, row },
  now: 0,
});
/** A place in a pane: its first row below the title is 1. */
function inPane(state: UiState, pane: Parameters<typeof areaOf>[1], row: number): [number, number] {
  const area = areaOf(layoutOf(state), pane);
  if (!area) throw new Error(`${pane} is not shown`);
  return [area.column + 2, area.row + row];
}
const big = openedOf(bigPatch(40, 20));

describe("the wheel", () => {
  const opened: UiEvent[] = [
    { type: "snapshot", snapshot },
    { type: "opened", ...big },
  ];

  test("scrolls the diff by three rows; the cursor stays on its row while that is shown", () => {
    const { state } = play(120, 40, opened);
    const place = inPane(state, "diff", 5);
    const down = play(120, 40, [...opened, wheel("wheel-down", ...place)]).state;
    expect(down.review?.top).toBe((state.review?.top ?? 0) + 3);
    const far = Array.from({ length: 20 }, () => wheel("wheel-down", ...place));
    const { review } = play(120, 40, [...opened, ...far]).state;
    expect(review?.cursor).toBe(review?.top);
    const back = far.map(() => wheel("wheel-up", ...place));
    expect(play(120, 40, [...opened, ...far, ...back]).state.review?.top).toBe(0);
    const end = Array.from({ length: 2000 }, () => wheel("wheel-down", ...place));
    const last = play(120, 40, [...opened, ...end]).state.review;
    expect(last?.top).toBe((last?.rows.length ?? 0) - (last?.view.height ?? 0));
  });

  test("scrolls the pane under the pointer and leaves the focus", () => {
    const { state } = play(120, 40, opened);
    const over = wheel("wheel-down", ...inPane(state, "status", 2));
    const next = play(120, 40, [...opened, over]).state;
    expect(next.focus).toBe("diff");
    expect(next.marked).not.toBe(state.marked);
    expect(next.review?.top).toBe(state.review?.top);
  });

  test("scrolls what is asked, and decides nothing", () => {
    const { proposal, patch } = sampleReview({ state: "verified" });
    const verified: UiEvent = {
      type: "verified",
      patch,
      proposal: { ...proposal, verification: verificationOf(proposal) },
    };
    const asked = [...atReview, ...keys("y", "y", "y", "y", "y", "enter"), verified, ...keys("P")];
    const down = Array.from({ length: 50 }, () => wheel("wheel-down", 10, 5));
    const { state, effects } = play(60, 14, [...asked, ...down]);
    expect(state.dialog?.top).toBeGreaterThan(0);
    expect(play(60, 14, [...asked, ...down, wheel("wheel-up", 10, 5)]).state.dialog?.top).toBe(
      Math.max(0, (state.dialog?.top ?? 0) - 3),
    );
    expect(effects.map((one) => one.do)).not.toContain("approve");
  });
});

describe("a click", () => {
  test("focuses a pane and puts the cursor on the row, without scrolling", () => {
    const { state } = play(120, 40, [...atReview, ...keys("1")]);
    const at = inPane(state, "diff", 4);
    const next = play(120, 40, [...atReview, ...keys("1"), click(...at)]).state;
    expect(next.focus).toBe("diff");
    expect(next.review?.cursor).toBe((state.review?.top ?? 0) + 3);
    expect(next.review?.top).toBe(state.review?.top);
  });

  test("decides no hunk, and beyond the last row it marks nothing", () => {
    const { state } = play(200, 200, [...atReview, click(120, 150)]);
    expect(state.review?.cursor).toBe(play(200, 200, atReview).state.review?.cursor);
    expect(state.review && counts(state.review).undecided).toBe(4);
  });

  test("on left-out lines shows them", () => {
    const { state } = play(120, 40, atReview);
    const gap = state.review?.rows.findIndex(({ kind }) => kind === "gap") ?? -1;
    expect(gap).toBeGreaterThan(0);
    const row = gap - (state.review?.top ?? 0) + 1;
    const keyed = play(120, 40, [...atReview, click(...inPane(state, "diff", row))]);
    expect(keyed.state.review?.cursor).toBe(gap);
    // Where the file's text is not known yet, it is said as the key says it.
    expect(keyed.state).toMatchObject({ focus: "diff" });
  });

  test("twice on a proposal opens it; once, or twice slowly, only marks it", () => {
    const { state } = play(120, 40, atReview);
    const at = inPane(state, "status", 2);
    const run = (...times: number[]) =>
      play(120, 40, [...atReview, ...times.map((now) => click(...at, now))]);
    expect(run(0).state).toMatchObject({ focus: "status", marked: 1 });
    expect(run(0).effects.map((one) => one.do)).not.toContain("open");
    expect(run(0, 900).effects.map((one) => one.do)).not.toContain("open");
    expect(run(0, 200).effects.at(-1)).toEqual({ do: "open", id: "p2" });
    expect(run(0, 200, 300).effects.filter((one) => one.do === "open")).toHaveLength(1);
  });

  test("on a tab focuses its pane", () => {
    const tab = tabsOf("diff").find(({ pane }) => pane === "audit");
    const { state } = play(80, 24, [...atReview, click((tab?.column ?? 0) + 1, 1)]);
    expect(state.focus).toBe("audit");
  });

  test("on a choice marks it and never chooses; outside nothing happens", () => {
    const asked = [...atReview, ...keys("A", "y", "y")];
    const { state } = play(120, 40, asked);
    expect(state.dialog?.kind).toBe("hidden-hunk");
    const marks = new Set<number | undefined>();
    for (let row = 0; row < 40; row += 1)
      for (const column of [3, 60]) {
        const { state: next, effects } = play(120, 40, [
          ...asked,
          click(column, row, 0),
          click(column, row, 100),
        ]);
        expect(next.dialog?.kind).toBe("hidden-hunk");
        expect(next.focus).toBe(state.focus);
        expect(effects).toEqual(play(120, 40, asked).effects);
        marks.add(next.dialog?.marked);
      }
    expect([...marks].toSorted()).toEqual([0, 1]);
  });

  test("at any place of any screen it starts nothing that a person has to confirm", () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: 130 }),
      y: fc.integer({ min: 0, max: 45 }),
    });
    const scene = fc.constantFrom(
      [],
      keys("?"),
      keys(":"),
      keys("1"),
      keys("4"),
      keys("X"),
      keys("A", "y", "y"),
    );
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 6 }),
        scene,
        fc.constantFrom(60, 90, 130),
        (places, before, columns) => {
          const clicks = places.map(({ x, y }, at) => click(x, y, at * 50));
          const plain = play(columns, 40, [...atReview, ...before]);
          const { effects, state } = play(columns, 40, [...atReview, ...before, ...clicks]);
          for (const { do: what } of effects.slice(plain.effects.length))
            expect([
              "approve",
              "apply",
              "drop",
              "take-back",
              "decide",
              "verify",
              "propose",
              "quit",
            ]).not.toContain(what);
          const decided = state.review && counts(state.review).undecided;
          expect(decided).toBe(plain.state.review && counts(plain.state.review).undecided);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("M", () => {
  test("gives the mouse back to the terminal, and takes it again", () => {
    const off = play(120, 40, [...atReview, ...keys("M")]);
    expect(off.state.mouse).toBe(false);
    expect(off.effects.at(-1)).toEqual({ do: "mouse", on: false });
    expect(play(120, 40, [...atReview, ...keys("M", "M")]).effects.at(-1)).toEqual({
      do: "mouse",
      on: true,
    });
  });
});

describe("lists", () => {
  const entries = Array.from({ length: 60 }, (_, at) => ({
    seq: at + 1,
    time: "2026-01-01T00:00:00.000Z",
    prev: "0".repeat(64),
    hash: "1".repeat(64),
    actor: { kind: "human" as const, user: "ada" },
    action: "verify",
    result: "passed",
    details: {},
  }));
  const audit: UiEvent = {
    type: "audit",
    entries,
    report: { entries: 60, ok: true, head: null, pinned: null, problems: [] },
    only: null,
  };

  test("a click on an entry of the audit log puts the reader on it", () => {
    const before = [...atReview, audit, ...keys("5")];
    const { state } = play(120, 40, before);
    const area = areaOf(layoutOf(state), "audit");
    // The newest is on the last row.
    const last = inPane(state, "audit", (area?.height ?? 0) - 1);
    expect(play(120, 40, [...before, ...keys("k"), click(...last)]).state.audit.at).toBeNull();
    const above: [number, number] = [last[0], last[1] - 4];
    expect(play(120, 40, [...before, click(...above)]).state.audit.at).toBe(56);
  });

  test("a click on a derivation shows its lines", () => {
    const drv = (name: string) => `/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-${name}.drv`;
    const log: UiEvent = {
      type: "log",
      target: "web1",
      now: 1000,
      events: [
        { kind: "planned", drvs: [drv("btop"), drv("etc")], fetches: 0 },
        { kind: "build-started", id: "1", drv: drv("btop"), machine: "" },
        { kind: "build-started", id: "2", drv: drv("etc"), machine: "" },
        { kind: "log", id: "1", line: "compiling" },
      ],
    };
    const work: UiEvent = { type: "work", kind: "verify", label: "verifying p3", now: 0 };
    const before: UiEvent[] = [...atReview, work, log, { type: "tick", now: 2000 }, ...keys("4")];
    const { state } = play(120, 40, before);
    const wanted = new Set<string | null>();
    for (let row = 1; row < 8; row += 1)
      wanted.add(
        play(120, 40, [...before, click(...inPane(state, "log", row))]).state.log.selected,
      );
    expect([...wanted].some((key) => key?.includes("btop"))).toBe(true);
    expect([...wanted].some((key) => key?.includes("etc"))).toBe(true);
  });
});
