import type { Pane } from "../keys/keys.ts";

/** A terminal's size in characters; one that reports 0×0 counts as 80×24. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where panes are. `height` and `width` are the inside of a pane, title included. */
export interface ScreenLayout {
  /** `wide`: everything at once; `tabs`: two panes and tabs; `tiny`: one pane. */
  readonly mode: "wide" | "tabs" | "tiny";
  readonly size: Size;
  /** Rows above the panes: the header, and the tabs or a rule. */
  readonly headRows: number;
  /** Rows below them: the line of keys. */
  readonly footRows: number;
  /** Columns of the left side; 0 where there is none. */
  readonly left: number;
  readonly bodyRows: number;
  readonly statusRows: number;
  readonly chatRows: number;
  /** Rows of the pane below, its title included; 0 where there is none. */
  readonly lowerRows: number;
  /** The pane in the main place. */
  readonly main: Pane;
  /** The pane below. */
  readonly lower: Pane;
}

/** What decides where panes are, besides the size. */
export interface Shown {
  readonly focus: Pane;
  /** What was looked at last of diff and audit. */
  readonly main: "diff" | "audit";
  readonly zoom: boolean;
  /** A build runs, or failed. */
  readonly busy: boolean;
  /** A proposal is open. */
  readonly open: boolean;
}

const wideColumns = 120;
const fullColumns = 80;
const fullRows = 24;
/** The build pane where nothing builds: its title, and a row for news. */
const idleRows = 2;

/** The size to draw for; never zero, never absurd. */
export function sizeOf(columns: number | undefined, rows: number | undefined): Size {
  const usable = (value: number | undefined, fallback: number, most: number) =>
    value && Number.isFinite(value) && value > 0 ? Math.min(Math.floor(value), most) : fallback;
  return { columns: usable(columns, 80, 1000), rows: usable(rows, 24, 500) };
}

/** Places the panes. */
export function screenLayout(size: Size, shown: Shown): ScreenLayout {
  const { columns, rows } = size;
  if (columns < fullColumns || rows < fullRows) return onePane(size, shown);
  if (columns < wideColumns || shown.zoom) return twoPanes(size, shown);
  return wide(size, shown);
}

function wide(size: Size, { focus, main, busy }: Shown): ScreenLayout {
  const { columns, rows } = size;
  const lowerRows =
    focus === "log"
      ? Math.max(5, Math.floor(rows * 0.5))
      : busy
        ? Math.min(14, Math.max(5, Math.floor(rows * 0.18)))
        : idleRows;
  // Around: the header, a rule above and below, the line of keys.
  const bodyRows = rows - 4 - lowerRows;
  const share = focus === "chat" ? 0.32 : 0.2;
  const left = Math.min(focus === "chat" ? 60 : 40, Math.max(23, Math.floor(columns * share)));
  const chatRows = Math.max(7, Math.floor(bodyRows * (focus === "chat" ? 0.6 : 0.42)));
  const statusRows = bodyRows - chatRows;
  const around = { headRows: 2, footRows: 1 };
  return {
    mode: "wide",
    size,
    ...around,
    left,
    bodyRows,
    statusRows,
    chatRows,
    lowerRows,
    main,
    lower: "log",
  };
}

/** The pane that is shown below the focused one, and its share of the rows. */
function below({ focus, busy, open }: Shown): readonly [Pane, number] {
  if (busy && focus !== "log") return ["log", 0.2];
  if (focus !== "diff" && open) return ["diff", focus === "log" ? 0.25 : 0.45];
  return focus === "chat" ? ["status", 0.4] : ["chat", 0.13];
}

/** The focused pane above, a smaller one below it; with zoom the first alone. */
function twoPanes(size: Size, shown: Shown): ScreenLayout {
  const [lower, share] = below(shown);
  const inside = size.rows - 3;
  const lowerRows = shown.zoom ? 0 : Math.max(lower === "log" ? 4 : 3, Math.floor(inside * share));
  return single("tabs", size, shown.focus, lower, [2, inside - lowerRows, lowerRows, 1]);
}

/** One pane; header and keys go when there is no room for them, and zoom takes the header's row too. */
function onePane(size: Size, { focus, zoom }: Shown): ScreenLayout {
  const { rows } = size;
  const head = rows >= 4 && !zoom ? 1 : 0;
  const foot = rows >= 3 ? 1 : 0;
  return single("tiny", size, focus, "log", [head, rows - head - foot, 0, foot]);
}

function single(
  mode: "tabs" | "tiny",
  size: Size,
  main: Pane,
  lower: Pane,
  [headRows, bodyRows, lowerRows, footRows]: readonly [number, number, number, number],
): ScreenLayout {
  return {
    mode,
    size,
    headRows,
    footRows,
    left: 0,
    bodyRows,
    statusRows: bodyRows,
    chatRows: bodyRows,
    lowerRows,
    main,
    lower,
  };
}

/** Columns of the main place. */
export function mainColumns(layout: ScreenLayout): number {
  return layout.left > 0 ? layout.size.columns - layout.left - 1 : layout.size.columns;
}

/** A rectangle of the screen, counted from 0. */
export interface Area {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** Where a pane is, its title included; null where it is not shown. */
export function areaOf(layout: ScreenLayout, pane: Pane): Area | null {
  const { left, headRows, bodyRows, lowerRows, statusRows, chatRows, size, mode } = layout;
  const all = { column: 0, width: size.columns };
  if (pane === layout.main)
    return {
      column: left > 0 ? left + 1 : 0,
      row: headRows,
      width: mainColumns(layout),
      height: bodyRows,
    };
  if (pane === layout.lower && lowerRows > 0) {
    const row = headRows + bodyRows + (mode === "wide" ? 1 : 0);
    return { ...all, row, height: lowerRows };
  }
  if (left === 0) return null;
  if (pane === "status") return { column: 0, row: headRows, width: left, height: statusRows };
  if (pane === "chat")
    return { column: 0, row: headRows + statusRows, width: left, height: chatRows };
  return null;
}
