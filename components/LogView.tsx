import type { ReactElement } from "react";
import { logRoom } from "../src/core/build/log-room.ts";
import { linesOf, type LogView as View } from "../src/core/build/log-view.ts";
import { type Keymap, keyOf } from "../src/core/keys/keymap.ts";
import { queryOf } from "../src/core/panes/search.ts";
import { logLines } from "./log-lines.ts";
import { buildSummary } from "./log-summary.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { filledTo, type Piece, piece, type Row, row, rowEnds, widthOf } from "./rows.ts";
import type { Theme } from "./theme.ts";
import { treeLines } from "./tree-lines.ts";

/** Whose lines are shown, and whether new ones move them. */
function place(view: View, keymap: Keymap): Piece[] {
  const ring = linesOf(view);
  const node = view.shown.tree.nodes.get(view.selected ?? "");
  const name = view.selected === null ? "" : `${node?.name ?? "?"} · `;
  if (view.end === null) return [piece(name), piece(ring.end > 0 ? "follow ▼" : "no lines", "dim")];
  const below = Math.max(0, view.drawn - view.end);
  if (below === 0) return [piece(name), piece("the end", "dim")];
  return [
    piece(name),
    piece(`${below} lines below ▼ ${keyOf(keymap, "follow", "log")} follow`, "warn"),
  ];
}

/** Why a derivation has no lines. */
function silence({ shown, selected, build }: View): string {
  const state = shown.tree.nodes.get(selected ?? "")?.state;
  if (state === "building") return "It has said nothing yet.";
  const drv = (selected ?? "").replace(/^.*? (?=\/)/, "");
  if (state === "done") return `No lines are kept. All of them: nix log ${drv}`;
  return state === "waiting" && build.outcome === "running" ? "It waits." : "It was not built.";
}

function beside(theme: Theme, left: readonly Row[], right: readonly Row[], height: number): Row[] {
  const divider = rowEnds(theme, 1, [piece("│", "dim")], []);
  return Array.from({ length: height }, (_, at) => `${left[at]}${divider}${right[at]}` as Row);
}

/** What builds, and the newest lines of its log; with the keys in it, the tree of what builds as well. */
export function LogView({ state, theme, width, height }: PaneProps): ReactElement {
  const { log, now, size } = state;
  const focused = state.focus === "log";
  const { shown, build, selected } = log;
  const room = logRoom(width, height, focused, log.tree, shown.rows.length);
  const wide = size.columns >= 100;
  const names = room.shape === "strip" || room.shape === "lines";
  const summary = buildSummary(theme, shown.tree, build.outcome, now, wide, names);
  const where = place(log, state.keymap);
  const top = paneTitle(
    theme,
    width,
    focused,
    "BUILD",
    summary,
    room.shape === "above" ? [] : where,
  );
  const ring = linesOf(log);
  const end = Math.max(ring.start, Math.min(ring.end, log.end ?? log.drawn));
  const lines = logLines(ring, end, room.rows, {
    ...{ theme, width: room.columns, names: selected === null },
    ...{ wrap: log.wrap, mark: log.mark, query: queryOf(state.search, "log") },
  });
  const running = build.outcome === "running";
  if (lines.length === 0 && selected !== null)
    lines.push(row(theme, room.columns, [piece(` ${silence(log)}`, "dim")]));
  const tree = () => {
    const { treeColumns, treeRows } = room;
    const rows = treeLines(theme, treeColumns, treeRows, shown, selected, now, running);
    return filledTo(rows, treeColumns, treeRows);
  };
  const rule = () => {
    const taken = where.reduce((sum, { text }) => sum + widthOf(text), 2);
    const dashes = piece("─".repeat(Math.max(0, width - taken)), "dim");
    return rowEnds(theme, width, [dashes], [piece(" "), ...where, piece(" ")]);
  };
  const bodies = {
    strip: () => lines,
    lines: () => lines,
    tree,
    above: () => [...tree(), rule(), ...lines],
    beside: () => beside(theme, tree(), filledTo(lines, room.columns, room.rows), room.rows),
  };
  return <Rows width={width} rows={filledTo([top, ...bodies[room.shape]()], width, height)} />;
}
