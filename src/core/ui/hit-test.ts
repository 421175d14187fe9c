import { type Pane, panes } from "../keys/keys.ts";
import { type Area, areaOf, mainColumns, type ScreenLayout } from "./screen-layout.ts";
import { tabsOf } from "./tabs.ts";

/** What is at a place of the screen. `row` counts from the area's first, which is the title. */
export type Hit =
  | { readonly kind: "tab"; readonly pane: Pane }
  | {
      readonly kind: "pane";
      readonly pane: Pane;
      readonly row: number;
      readonly column: number;
      readonly area: Area;
    }
  /** What is asked or looked up before the main pane. */
  | { readonly kind: "cover"; readonly row: number; readonly area: Area };

/** The room of what is asked or looked up: the main pane's, with the one below where panes are stacked. */
export function coverArea(layout: ScreenLayout): Area {
  const { left, headRows, bodyRows, lowerRows, mode } = layout;
  const height = bodyRows + (mode === "wide" ? 0 : lowerRows);
  return { column: left > 0 ? left + 1 : 0, row: headRows, width: mainColumns(layout), height };
}

function isIn(area: Area, column: number, row: number): boolean {
  const { width, height } = area;
  return (
    column >= area.column &&
    column < area.column + width &&
    row >= area.row &&
    row < area.row + height
  );
}

/** What is at a place of the screen; null for rules, header, the line of keys and places that do not exist. */
export function hitTest(
  layout: ScreenLayout,
  focus: Pane,
  covered: boolean,
  column: number,
  row: number,
): Hit | null {
  const cover = coverArea(layout);
  if (covered && isIn(cover, column, row))
    return { kind: "cover", row: row - cover.row, area: cover };
  if (layout.mode === "tabs" && row === 1) {
    const tab = tabsOf(focus).find(
      (one) => column >= one.column && column < one.column + one.text.length,
    );
    return tab ? { kind: "tab", pane: tab.pane } : null;
  }
  for (const pane of panes) {
    const area = areaOf(layout, pane);
    if (area && isIn(area, column, row)) {
      return { kind: "pane", pane, row: row - area.row, column: column - area.column, area };
    }
  }
  return null;
}
