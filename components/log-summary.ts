import type { Build } from "../src/core/build/build.ts";
import type { BuildTree, Fetch, NodeState } from "../src/core/build/build-tree.ts";
import { duration } from "./Header.tsx";
import { type Piece, piece } from "./rows.ts";
import { type Style, spin, type Theme } from "./theme.ts";

/** The sign and the look of a state; its word stands beside it wherever there is room. */
export const stateSigns: Readonly<Record<NodeState, readonly [sign: string, style: Style]>> = {
  failed: ["✗", "bad"],
  building: ["●", "accent"],
  stopped: ["○", "warn"],
  blocked: ["○", "warn"],
  waiting: ["…", "dim"],
  done: ["✓", "good"],
};

/** `1.2 MiB` */
export function bytes(count: number): string {
  const power = count < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(count) / 10));
  const amount = count / 1024 ** power;
  const unit = ["B", "KiB", "MiB", "GiB", "TiB"][power] ?? "TiB";
  return `${power > 0 && amount < 100 ? amount.toFixed(1) : Math.floor(amount)} ${unit}`;
}

/** How far a download is, as far as Nix tells: `3.1 of 8.6 MiB · 36 %`. */
export function fetchProgress({ done, expected }: Pick<Fetch, "done" | "expected">): string {
  if (expected <= 0) return done > 0 ? bytes(done) : "";
  const [whole, got] = [bytes(expected), bytes(done)];
  const unit = whole.slice(whole.indexOf(" "));
  const start = got.endsWith(unit) ? got.slice(0, -unit.length) : got;
  return `${start} of ${whole} · ${Math.floor((done / expected) * 100)} %`;
}

function bar(tree: BuildTree, cells: number): Piece[] {
  const { done } = tree.counts;
  const planned = tree.nodes.size;
  if (planned === 0) return [];
  const full = Math.min(cells, Math.floor((done / planned) * cells));
  return [
    piece(`${done}/${planned} `),
    piece("▕", "dim"),
    piece("█".repeat(full), "accent"),
    piece(`${"░".repeat(cells - full)}▏`, "dim"),
    piece(" "),
  ];
}

function downloads(tree: BuildTree): Piece[] {
  if (tree.fetches.size === 0 && tree.toFetch === 0) return [];
  let done = tree.fetchedBytes;
  for (const fetch of tree.fetches.values()) done += fetch.done;
  const all = Math.max(tree.toFetch, tree.fetched + tree.fetches.size);
  const size = tree.toFetchBytes > 0 ? ` · ${bytes(done)} of ${bytes(tree.toFetchBytes)}` : "";
  return [piece("↓ ", "accent"), piece(`${tree.fetched}/${all} fetched${size}  `)];
}

const outcomes: Record<Build["outcome"], readonly [text: string, style: Style | undefined]> = {
  none: ["nothing was built since the start", "dim"],
  running: ["", undefined],
  ok: ["✓ passed", "good"],
  failed: ["✗ failed", "bad"],
  cancelled: ["cancelled", "warn"],
};

/** What the whole build does, for one line. `names`: also what builds now and what was done last. */
export function buildSummary(
  theme: Theme,
  tree: BuildTree,
  outcome: Build["outcome"],
  now: number,
  wide: boolean,
  names: boolean,
): Piece[] {
  const { counts } = tree;
  const [text, style] = outcomes[outcome];
  const pieces = text === "" ? [] : [piece(text, style), piece("  ")];
  if (outcome === "ok" && tree.nodes.size === 0)
    pieces.push(piece("nothing had to be built  ", "dim"));
  pieces.push(...bar(tree, wide ? 16 : 8));
  if (counts.failed > 0) pieces.push(piece(`✗ ${counts.failed} failed  `, "bad"));
  if (counts.building > 0 || (outcome === "running" && counts.failed === 0))
    pieces.push(piece(`${spin(theme, now)} `, "accent"));
  if (counts.building > 0 && !names) pieces.push(piece(`${counts.building} building  `));
  if (names)
    for (const { name, state, phase, since } of runningOf(tree))
      if (state === "building")
        pieces.push(piece(name), piece(` ${phase} ${duration(now - (since ?? now))}  `, "dim"));
  const waiting = counts.waiting + counts.blocked + counts.stopped;
  if (waiting > 0)
    pieces.push(piece(`${waiting} ${outcome === "running" ? "wait" : "not built"}  `, "dim"));
  if (outcome === "running" || tree.fetched > 0) pieces.push(...downloads(tree));
  if (names)
    for (const { name, ms } of tree.finished.slice(-2).reverse())
      pieces.push(piece("✓ ", "good"), piece(`${name} `), piece(`${duration(ms)}  `, "dim"));
  return pieces;
}

function runningOf(tree: BuildTree) {
  return [...tree.running.values()].slice(0, 4).flatMap((key) => tree.nodes.get(key) ?? []);
}
