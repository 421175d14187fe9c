import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { panes } from "../../src/core/keys.ts";
import { mainColumns, screenLayout, sizeOf } from "../../src/core/screen-layout.ts";

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
    expect(screenLayout({ columns, rows }, "diff", "diff", false, false).mode).toBe(mode);
  });

  test("rows add up to the terminal's at every size", () => {
    const size = fc.record({
      columns: fc.integer({ min: 1, max: 400 }),
      rows: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(
        size,
        fc.constantFrom(...panes),
        fc.boolean(),
        fc.boolean(),
        (terminal, focus, zoom, busy) => {
          const layout = screenLayout(terminal, focus, "diff", zoom, busy);
          const around = { wide: 4, tabs: 3, tiny: terminal.rows >= 4 ? 2 : 0 }[layout.mode];
          expect(layout.bodyRows + layout.logRows + around).toBe(terminal.rows);
          expect(layout.bodyRows).toBeGreaterThan(0);
          expect(mainColumns(layout)).toBeGreaterThan(0);
          if (layout.left > 0) expect(layout.statusRows + layout.chatRows).toBe(layout.bodyRows);
        },
      ),
    );
  });
});
