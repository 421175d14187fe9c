import type { BuildNode, BuildTree } from "../src/core/build/build-tree.ts";
import { nodeOf, type TreeRow } from "../src/core/build/tree-rows.ts";
import { treeWindow } from "../src/core/build/tree-window.ts";
import { duration } from "./Header.tsx";
import { bytes, fetchProgress, stateSigns } from "./log-summary.ts";
import { type Piece, piece, type Row, rowEnds } from "./rows.ts";
import type { Theme } from "./theme.ts";

const deepest = 8;
/** Columns from which a row has room for more than how far it is. */
const wideTree = 56;

function facts(node: BuildNode, now: number, running: boolean, wide: boolean): string {
  const host = node.machine === "" || !wide ? "" : ` @${node.machine.replace(/^[a-z-]+:\/\//, "")}`;
  switch (node.state) {
    case "building":
      return `${node.phase} ${duration(now - (node.since ?? now))}${host}`.trimStart();
    case "done":
      return node.since !== null ? duration(node.ms) : "";
    case "failed":
      return node.since !== null ? `failed · ${duration(node.ms)}` : "failed";
    case "blocked":
      return "not built";
    case "stopped":
      return "stopped";
    case "waiting":
      return running ? "waits" : "not built";
  }
}

const moreWords = {
  failed: "more failed",
  building: "more build",
  stopped: "stopped",
  blocked: "not built",
  waiting: "more wait",
  done: "done",
} as const;

function ends(
  row: TreeRow,
  tree: BuildTree,
  now: number,
  running: boolean,
  wide: boolean,
): readonly [start: Piece[], end: Piece[]] {
  switch (row.kind) {
    case "all":
      return [[piece("all lines")], []];
    case "target":
      return [[piece(row.target, "bold")], []];
    case "more": {
      const [sign, style] = stateSigns[row.state];
      const word = row.state === "waiting" && !running ? "not built" : moreWords[row.state];
      return [[piece(`${sign} `, style), piece(`${row.count} ${word}`, "dim")], []];
    }
    case "more-fetches":
      return [[piece("↓ ", "dim"), piece(`${row.count} more downloads`, "dim")], []];
    case "fetch": {
      const fetch = tree.fetches.get(row.key);
      if (!fetch) return [[], []];
      const seconds = (now - fetch.since) / 1000;
      const rate =
        wide && seconds >= 1 && fetch.done > 0 ? ` · ${bytes(fetch.done / seconds)}/s` : "";
      return [
        [piece("↓ ", "accent"), piece(fetch.name)],
        [piece(` ${fetchProgress(fetch)}${rate}`, "dim")],
      ];
    }
    case "node": {
      const node = tree.nodes.get(row.key);
      if (!node) return [[], []];
      const [sign, style] = stateSigns[node.state];
      const indent = "  ".repeat(Math.min(deepest, row.depth));
      const said = facts(node, now, running, wide);
      const dim = node.state === "failed" ? "bad" : "dim";
      return [
        [piece(indent), piece(`${sign} `, style), piece(node.name)],
        said === "" ? [] : [piece(` ${said}`, dim)],
      ];
    }
  }
}

/** The rows of the tree that fit, the selected one among them. */
export function treeLines(
  theme: Theme,
  width: number,
  height: number,
  shown: { readonly tree: BuildTree; readonly rows: readonly TreeRow[] },
  selected: string | null,
  now: number,
  running: boolean,
): Row[] {
  const isSelected = (row: TreeRow) => nodeOf(row) === selected;
  return treeWindow(shown, selected, height).map((row) => {
    const [start, end] = ends(row, shown.tree, now, running, width >= wideTree);
    const mark = isSelected(row) ? piece("▸", "title") : piece(" ");
    return rowEnds(theme, width, [mark, ...start], end);
  });
}
