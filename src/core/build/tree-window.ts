import type { BuildTree } from "./build-tree.ts";
import { nodeOf, type TreeRow } from "./tree-rows.ts";

/**
 * The rows without those that only wait, the result first, until the rest fits; they are counted instead.
 */
function squeezed(
  { tree, rows }: { readonly tree: BuildTree; readonly rows: readonly TreeRow[] },
  height: number,
  selected: string | null,
): readonly TreeRow[] {
  let over = rows.length - height;
  if (over <= 0) return rows;
  let gone = 0;
  const kept = rows.filter((row) => {
    if (over <= 0 || row.kind !== "node" || row.key === selected) return true;
    const state = tree.nodes.get(row.key)?.state;
    if (state !== "waiting" && state !== "blocked") return true;
    over -= 1;
    gone += 1;
    return false;
  });
  const at = kept.findIndex((row) => row.kind === "more" && row.state === "waiting");
  const row = kept[at];
  const counted = row?.kind === "more" ? kept.with(at, { ...row, count: row.count + gone }) : kept;
  // Without what they are under, steps would mean nothing.
  return counted.map((one) => (one.kind === "node" ? { ...one, depth: 0 } : one));
}

/** The rows of the tree that fit, the selected one among them. */
export function treeWindow(
  shown: { readonly tree: BuildTree; readonly rows: readonly TreeRow[] },
  selected: string | null,
  height: number,
): readonly TreeRow[] {
  const rows = squeezed(shown, height, selected);
  const at = rows.findIndex((row) => nodeOf(row) === selected);
  const top = Math.max(0, Math.min(rows.length - height, at - Math.floor(height / 2)));
  return rows.slice(top, top + height);
}
