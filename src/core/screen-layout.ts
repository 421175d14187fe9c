import type { Pane } from "./keys.ts";

/** A terminal's size in characters; one that reports 0×0 counts as 80×24. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where panes are. `height` and `width` are the inside of a pane, title included. */
export interface ScreenLayout {
  /** `wide`: everything at once; `tabs`: one pane and tabs; `tiny`: one pane. */
  readonly mode: "wide" | "tabs" | "tiny";
  readonly size: Size;
  /** Columns of the left side; 0 where there is none. */
  readonly left: number;
  readonly bodyRows: number;
  readonly statusRows: number;
  readonly chatRows: number;
  /** Rows of the build strip below, its title included; 0 where there is none. */
  readonly logRows: number;
  /** The pane in the main place. */
  readonly main: Pane;
}

const wideColumns = 120;
const fullColumns = 80;
const fullRows = 24;

/** The size to draw for; never zero, never absurd. */
export function sizeOf(columns: number | undefined, rows: number | undefined): Size {
  const usable = (value: number | undefined, fallback: number, most: number) =>
    value && Number.isFinite(value) && value > 0 ? Math.min(Math.floor(value), most) : fallback;
  return { columns: usable(columns, 80, 1000), rows: usable(rows, 24, 500) };
}

/** Places the panes. `main` is what was looked at last of diff and audit; `busy`: a build runs or ran. */
export function screenLayout(
  size: Size,
  focus: Pane,
  main: "diff" | "audit",
  zoom: boolean,
  busy: boolean,
): ScreenLayout {
  const { columns, rows } = size;
  if (columns < fullColumns || rows < fullRows)
    return onePane("tiny", size, focus, Math.max(1, rows - (rows >= 4 ? 2 : 0)), 0);
  if (columns < wideColumns || zoom) {
    const logRows = !zoom && busy && focus !== "log" ? Math.max(4, Math.floor(rows / 5)) : 0;
    return onePane("tabs", size, focus, rows - 3 - logRows, logRows);
  }
  const logRows = Math.min(14, Math.max(5, Math.floor(rows * (focus === "log" ? 0.4 : 0.18))));
  const bodyRows = rows - 4 - logRows;
  const share = focus === "chat" ? 0.32 : 0.2;
  const left = Math.min(focus === "chat" ? 60 : 40, Math.max(23, Math.floor(columns * share)));
  const chatRows = Math.max(7, Math.floor(bodyRows * (focus === "chat" ? 0.6 : 0.42)));
  return {
    mode: "wide",
    size,
    left,
    bodyRows,
    statusRows: bodyRows - chatRows,
    chatRows,
    logRows,
    main,
  };
}

function onePane(
  mode: "tabs" | "tiny",
  size: Size,
  main: Pane,
  bodyRows: number,
  logRows: number,
): ScreenLayout {
  return { mode, size, left: 0, bodyRows, statusRows: bodyRows, chatRows: bodyRows, logRows, main };
}

/** Columns of the main place. */
export function mainColumns(layout: ScreenLayout): number {
  return layout.left > 0 ? layout.size.columns - layout.left - 1 : layout.size.columns;
}
