import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { panes } from "../../src/core/keys/keys.ts";
import { areaOf, screenLayout, sizeOf } from "../../src/core/ui/screen-layout.ts";

const idle = { focus: "diff", main: "diff", zoom: false, busy: false, open: false } as const;

describe("the screen's layout", () => {
  test("a terminal that reports nothing or 0×0 counts as 80×24", () => {
    expect(sizeOf(0, 0)).toEqual({ columns: 80, rows: 24 });
    expect(sizeOf(undefined, Number.NaN)).toEqual({ columns: 80, rows: 24 });
  });

  test.each([
    [200, 50, "wide"],
    [120, 24, "wide"],
    [119, 40, "tabs"],
    [80, 24, "tabs"],
    [79, 24, "tiny"],
    [80, 23, "tiny"],
    [200, 10, "tiny"],
  ])("%i×%i is %s", (columns, rows, mode) => {
    expect(screenLayout({ columns, rows }, idle).mode).toBe(mode);
  });

  test("where nothing builds, the build pane leaves its rows to the diff", () => {
    const at = (busy: boolean) => screenLayout({ columns: 120, rows: 40 }, { ...idle, busy });
    expect(at(false).lowerRows).toBe(2);
    expect(at(true).lowerRows).toBe(7);
  });

  const size = fc.record({
    columns: fc.integer({ min: 1, max: 400 }),
    rows: fc.integer({ min: 1, max: 120 }),
  });
  const shown = fc.record({
    focus: fc.constantFrom(...panes),
    main: fc.constantFrom("diff", "audit"),
    zoom: fc.boolean(),
    busy: fc.boolean(),
    open: fc.boolean(),
  });

  test("every pane that is shown has an area of its own, and together they fill the screen", () => {
    fc.assert(
      fc.property(size, shown, (terminal, state) => {
        const main = state.focus === "audit" || state.focus === "diff" ? state.focus : state.main;
        const layout = screenLayout(terminal, { ...state, main });
        const areas = panes.flatMap((pane) => areaOf(layout, pane) ?? []);
        const seen = new Set<string>();
        for (const { column, row, width, height } of areas) {
          expect(Math.min(width, height)).toBeGreaterThan(0);
          expect(column + width).toBeLessThanOrEqual(terminal.columns);
          expect(row + height).toBeLessThanOrEqual(terminal.rows - layout.footRows);
          expect(row).toBeGreaterThanOrEqual(layout.headRows);
          for (let at = row; at < row + height; at += 1) {
            const left = `${at} ${column}`;
            expect(seen.has(left)).toBe(false);
            seen.add(left);
          }
        }
        const rules = layout.mode === "wide" ? 1 : 0;
        const around = layout.headRows + layout.footRows + rules;
        expect(layout.bodyRows + layout.lowerRows + around).toBe(terminal.rows);
        if (layout.left > 0) expect(layout.statusRows + layout.chatRows).toBe(layout.bodyRows);
      }),
    );
  });

  test("the focused pane is always shown, alone when it is zoomed", () => {
    fc.assert(
      fc.property(size, shown, (terminal, state) => {
        const main = state.focus === "audit" || state.focus === "diff" ? state.focus : state.main;
        const layout = screenLayout(terminal, { ...state, main });
        expect(areaOf(layout, state.focus)).not.toBeNull();
        if (!state.zoom) return;
        expect(panes.filter((pane) => areaOf(layout, pane))).toEqual([state.focus]);
      }),
    );
  });

  test.each([
    ["diff", false, true, "chat"],
    ["diff", true, true, "log"],
    ["log", true, true, "diff"],
    ["log", false, false, "chat"],
    ["chat", false, true, "diff"],
    ["chat", false, false, "status"],
    ["chat", true, true, "log"],
    ["status", false, true, "diff"],
    ["audit", false, false, "chat"],
  ] as const)("below %s (busy %s, open %s) is %s, and smaller", (focus, busy, open, lower) => {
    const layout = screenLayout({ columns: 80, rows: 24 }, { ...idle, focus, busy, open });
    expect(layout.lower).toBe(lower);
    expect(layout.lowerRows).toBeLessThan(layout.bodyRows);
  });
});
