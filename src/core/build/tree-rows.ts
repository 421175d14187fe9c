import type { BuildNode, BuildTree, NodeState } from "./build-tree.ts";

/** A row of the build tree; what it says is read from the tree when it is drawn. */
export type TreeRow =
  /** The lines of everything. */
  | { readonly kind: "all" }
  | { readonly kind: "target"; readonly target: string }
  | { readonly kind: "node"; readonly key: string; readonly depth: number }
  | { readonly kind: "fetch"; readonly key: string }
  /** How many more there are of a state. */
  | { readonly kind: "more"; readonly state: NodeState; readonly count: number }
  | { readonly kind: "more-fetches"; readonly count: number };

/** Nodes that are worth a row of their own, and how many rows everything may take when it is asked for. */
const mostShown = 60;
const mostRows = 400;
const shownFetches = 5;

const ranks: Readonly<Record<NodeState, number>> = {
  failed: 0,
  building: 1,
  stopped: 2,
  blocked: 3,
  waiting: 4,
  done: 5,
};

function byInterest(a: BuildNode, b: BuildNode): number {
  return ranks[a.state] - ranks[b.state] || (a.since ?? 0) - (b.since ?? 0);
}

/** What failed, builds or is selected, and what waits for it up to the result. */
function interesting(nodes: readonly BuildNode[], tree: BuildTree, selected: string | null) {
  const wanted = nodes
    .filter(({ state, key }) => state === "failed" || state === "building" || key === selected)
    .sort(byInterest)
    .slice(0, mostShown);
  const top = nodes.filter(({ parent }) => parent === null);
  const start = wanted.length > 0 ? wanted : top.slice(0, 5);
  const shown = new Set<string>();
  for (const node of start) {
    let at: BuildNode | undefined = node;
    while (at && !shown.has(at.key) && shown.size < mostRows) {
      shown.add(at.key);
      at = at.parent === null ? undefined : tree.nodes.get(at.parent);
    }
  }
  return shown;
}

/** The shown nodes as rows: each under the one that needs it, what matters most first. */
function nodeRows(nodes: readonly BuildNode[], shown: ReadonlySet<string>): TreeRow[] {
  const children = new Map<string | null, BuildNode[]>();
  for (const node of nodes) {
    if (!shown.has(node.key)) continue;
    const parent = node.parent !== null && shown.has(node.parent) ? node.parent : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(node);
    else children.set(parent, [node]);
  }
  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  const best = new Map<string, number>();
  const rankOf = (node: BuildNode, guard = 0): number => {
    const known = best.get(node.key);
    if (known !== undefined) return known;
    const below = guard > 100 ? [] : (children.get(node.key) ?? []);
    const rank = Math.min(ranks[node.state], ...below.map((child) => rankOf(child, guard + 1)));
    best.set(node.key, rank);
    return rank;
  };
  const walk = (parent: string | null, depth: number) => {
    const its = children.get(parent) ?? [];
    its.sort((a, b) => rankOf(a) - rankOf(b) || byInterest(a, b));
    for (const { key } of its) {
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push({ kind: "node", key, depth });
      if (depth < 100) walk(key, depth + 1);
    }
  };
  walk(null, 0);
  return rows;
}

const folded = ["building", "failed", "stopped", "blocked", "waiting", "done"] as const;

/**
 * The tree as rows, what matters first; the rest is counted. `full`: everything, as far as it is bearable.
 * The cost grows with the plan: call it a few times a second, not for every key.
 */
export function treeRows(tree: BuildTree, selected: string | null, full: boolean): TreeRow[] {
  const rows: TreeRow[] = [{ kind: "all" }];
  const byTarget = Map.groupBy(tree.nodes.values(), ({ target }) => target);
  for (const [target, nodes] of byTarget) {
    if (byTarget.size > 1) rows.push({ kind: "target", target });
    const shown = full
      ? new Set(nodes.slice(0, mostRows).map(({ key }) => key))
      : interesting(nodes, tree, selected);
    rows.push(...nodeRows(nodes, shown));
    for (const state of folded) {
      const count = nodes.filter((node) => node.state === state && !shown.has(node.key)).length;
      if (count > 0) rows.push({ kind: "more", state, count });
    }
  }
  const fetches = [...tree.fetches.keys()];
  for (const key of fetches.slice(0, shownFetches)) rows.push({ kind: "fetch", key });
  if (fetches.length > shownFetches)
    rows.push({ kind: "more-fetches", count: fetches.length - shownFetches });
  return rows;
}

/** What the keys can select: all lines (null) and the nodes that have a row. */
export function selectable(rows: readonly TreeRow[]): (string | null)[] {
  return rows.flatMap((row) =>
    row.kind === "all" ? [null] : row.kind === "node" ? [row.key] : [],
  );
}

/** What a row selects: a node, everything (null), or nothing (undefined). */
export function nodeOf(row: TreeRow): string | null | undefined {
  return row.kind === "all" ? null : row.kind === "node" ? row.key : undefined;
}
