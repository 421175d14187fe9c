import type { ReactElement } from "react";
import type { Activity, BuildTail, LogLine } from "../src/core/build-tail.ts";
import { safeLog } from "../src/core/text.ts";
import type { UiState } from "../src/core/ui-state.ts";
import { duration } from "./Header.tsx";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { filledTo, logRow, type Piece, piece, type Row, row } from "./rows.ts";
import { type Style, spin, type Theme } from "./theme.ts";

const tones: Record<LogLine["tone"], Style | undefined> = {
  log: undefined,
  info: "dim",
  warn: "warn",
  error: "bad",
  good: "good",
};

function bar({ done, planned }: BuildTail, cells: number): Piece[] {
  if (planned === 0) return [];
  const full = Math.min(cells, Math.round((done / planned) * cells));
  return [
    piece(`${done}/${planned} `),
    piece("▕", "dim"),
    piece("█".repeat(full), "accent"),
    piece(`${"░".repeat(cells - full)}▏`, "dim"),
    piece(" "),
  ];
}

function progressOf({ fetch, done, expected }: Activity): string {
  if (!fetch || expected <= 0) return "";
  return ` ${Math.floor((done / expected) * 100)} %`;
}

function summary(state: UiState, theme: Theme): Piece[] {
  const { tail } = state.log;
  const pieces = bar(tail, state.size.columns >= 100 ? 16 : 8);
  if (tail.failed > 0) pieces.push(piece(`✗ ${tail.failed} failed  `, "bad"));
  for (const { name, phase, since, ...activity } of [...tail.activities.values()].slice(0, 6)) {
    const verb = activity.fetch ? "fetch " : "";
    pieces.push(piece(`${spin(theme, state.now)} `, "accent"), piece(`${verb}${name}`));
    pieces.push(piece(progressOf({ name, phase, since, ...activity })));
    const what = phase ? ` ${phase}` : "";
    pieces.push(piece(`${what} ${duration(state.now - since)}  `, "dim"));
  }
  if (tail.activities.size > 6) pieces.push(piece(`+${tail.activities.size - 6}  `, "dim"));
  for (const { name, ms } of tail.finished.slice(-2).reverse())
    pieces.push(piece("✓ ", "good"), piece(`${name} `), piece(`${duration(ms)}  `, "dim"));
  return pieces;
}

const outcomes: Record<BuildTail["outcome"], readonly [text: string, style: Style | undefined]> = {
  none: ["nothing was verified yet (V)", "dim"],
  running: ["", undefined],
  ok: ["✓ passed", "good"],
  failed: ["✗ failed", "bad"],
  cancelled: ["cancelled", "warn"],
};

function lineRow(theme: Theme, width: number, { from, text, tone }: LogLine): Row {
  const before: Piece[] = [piece(" ")];
  if (from !== "") before.push(piece(`${from}> `, "dim"));
  if (tone === "log") return logRow(theme, width, before, safeLog(text, { maxLength: 1000 }));
  const sign = tone === "error" ? "✗ " : tone === "warn" ? "! " : tone === "good" ? "✓ " : "";
  return row(theme, width, [...before, piece(`${sign}${text}`, tones[tone])]);
}

/** What builds, and the newest lines of its log. */
export function LogView({ state, theme, width, height }: PaneProps): ReactElement {
  const { tail, back } = state.log;
  const [text, style] = outcomes[tail.outcome];
  const end = Math.max(0, tail.lines.length - back);
  const follow =
    back === 0 ? piece("follow ▼", "dim") : piece(`${back} lines below ▼ f follow`, "warn");
  const top = paneTitle(
    theme,
    width,
    state.focus === "log",
    "BUILD",
    [piece(text, style), piece(text === "" ? "" : "  "), ...summary(state, theme)],
    tail.lines.length > 0 ? [follow] : [],
  );
  const shown = tail.lines.slice(Math.max(0, end - (height - 1)), end);
  const rows = [top, ...shown.map((line) => lineRow(theme, width, line))];
  return <Rows width={width} rows={filledTo(rows, width, height)} />;
}
