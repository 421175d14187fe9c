import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hitTest } from "../../src/core/ui/hit-test.ts";
import { areaOf } from "../../src/core/ui/screen-layout.ts";
import { tabsOf } from "../../src/core/ui/tabs.ts";
import { layoutOf } from "../../src/core/ui/ui-state.ts";
import { atReview, play } from "../support/ui.ts";

describe("hit testing", () => {
  test("every cell of every pane is that pane's, at any size", () => {
    const size = fc.record({
      columns: fc.integer({ min: 1, max: 300 }),
      rows: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: -5, max: 310 }),
        fc.integer({ min: -5, max: 110 }),
        ({ columns, rows }, x, y) => {
          const { state } = play(columns, rows, atReview);
          const layout = layoutOf(state);
          const hit = hitTest(layout, state.focus, false, x, y);
          if (hit?.kind !== "pane") return;
          const area = areaOf(layout, hit.pane);
          expect(area).toEqual(hit.area);
          expect(x >= 0 && x < columns && y >= 0 && y < rows).toBe(true);
          expect(hit.row).toBe(y - hit.area.row);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("a tab is hit where it is drawn", () => {
    const { state } = play(90, 30, atReview);
    for (const { pane, column, text } of tabsOf("diff")) {
      const at = (x: number) => hitTest(layoutOf(state), "diff", false, x, 1);
      expect(at(column)).toEqual({ kind: "tab", pane });
      expect(at(column + text.length - 1)).toEqual({ kind: "tab", pane });
      expect(at(column + text.length)).toBeNull();
    }
  });
});

test("what is asked covers the panes that are stacked below as well, and not the rule beside it", () => {
  for (const [columns, rows] of [
    [90, 30],
    [60, 14],
    [120, 40],
  ] as const) {
    const { state } = play(columns, rows, atReview);
    const layout = layoutOf(state);
    const hits = Array.from({ length: rows }, (_, row) =>
      hitTest(layout, "diff", true, columns - 1, row),
    );
    const panes = hits.flatMap((hit) => (hit?.kind === "pane" ? [hit.pane] : []));
    expect([...new Set(panes)]).toEqual(columns === 120 ? ["log"] : []);
    if (layout.left > 0) expect(hitTest(layout, "diff", true, layout.left, 10)).toBeNull();
  }
});
