import { type Build, buildEnd, buildSay, buildStep, emptyBuild, type LogLine } from "./build.ts";
import type { BuildEvent } from "./build-event.ts";
import { type BuildTree, emptyTree } from "./build-tree.ts";
import { costOf, filledPace, fullPace, type Pace, spent } from "./log-pace.ts";
import type { LogRoom } from "./log-room.ts";
import { emptyRing, itemAt, type Ring } from "./ring.ts";
import { type TreeRow, treeRows } from "./tree-rows.ts";

/** The build pane: what is known of the build, what of it is drawn now, and where the reader is. */
export interface LogView {
  readonly build: Build;
  /** The tree as it is drawn, which is a little behind. */
  readonly shown: {
    readonly tree: BuildTree;
    readonly rows: readonly TreeRow[];
    readonly at: number;
  };
  /** The node whose lines are shown; null: the lines of everything. */
  readonly selected: string | null;
  /** One past the number of the last line on the screen; null follows. */
  readonly end: number | null;
  /** One past the newest line that is drawn, a little behind in a flood. */
  readonly drawn: number;
  /** A line that was jumped to. */
  readonly mark: number | null;
  /** What was searched is nowhere. */
  readonly missed: boolean;
  readonly pace: Pace;
  /** Long lines are broken, not cut. */
  readonly wrap: boolean;
  /** Every derivation has a row. */
  readonly full: boolean;
  /** Whether the tree is wanted; null follows the room. */
  readonly tree: boolean | null;
}

export const emptyLog: LogView = {
  build: emptyBuild,
  shown: { tree: emptyTree, rows: treeRows(emptyTree, null, false), at: 0 },
  selected: null,
  end: null,
  drawn: 0,
  mark: null,
  missed: false,
  pace: fullPace,
  wrap: false,
  full: false,
  tree: null,
};

const treeMs = 500;

/** The lines that the reader looks at. */
export function linesOf({ build, selected }: LogView): Ring<LogLine> {
  return selected === null ? build.lines : (build.own.get(selected) ?? emptyRing);
}

/** With the lines of another node, from their end. */
export function select(view: LogView, selected: string | null): LogView {
  const next: LogView = { ...view, selected, end: null, mark: null, missed: false };
  return { ...next, drawn: linesOf(next).end };
}

/** With the tree drawn as it is at `now`. */
export function treeDrawn(view: LogView, now: number): LogView {
  const { tree } = view.build;
  const rows = treeRows(tree, view.selected, view.full);
  return { ...view, shown: { tree, rows, at: now } };
}

/** With what there is room and budget for drawn; a reader who scrolled back stays where they are. */
export function logTick(view: LogView, now: number, room: LogRoom): LogView {
  const old = view.shown;
  const isOld = old.tree !== view.build.tree && now - old.at >= treeMs;
  const next = isOld ? treeDrawn(view, now) : view;
  const ring = linesOf(next);
  if (ring.end === next.drawn) return next;
  if (next.end !== null) return { ...next, drawn: ring.end };
  const pace = filledPace(next.pace, now);
  const lengths: number[] = [];
  for (let at = Math.max(ring.start, ring.end - room.rows); at < ring.end; at += 1) {
    const line = itemAt(ring, at);
    lengths.push((line?.text.length ?? 0) + (line?.from.length ?? 0) + 2);
  }
  const left = spent(pace, costOf(lengths, room.columns));
  return left ? { ...next, pace: left, drawn: ring.end } : { ...next, pace };
}

/** The pane when a verification begins: of the one before only the reader's wishes stay. */
export function logBegun(view: LogView, label: string): LogView {
  const { wrap, full, tree } = view;
  const build: Build = { ...buildSay(emptyBuild, label, "info"), outcome: "running" };
  return { ...emptyLog, wrap, full, tree, build, drawn: build.lines.end };
}

/** With a line of agentix itself. */
export function logSaid(view: LogView, text: string, tone: LogLine["tone"]): LogView {
  const next = { ...view, build: buildSay(view.build, text, tone) };
  return { ...next, drawn: linesOf(next).end };
}

/** With what a target's build says. */
export function logHeard(
  view: LogView,
  target: string,
  events: readonly BuildEvent[],
  now: number,
  room: LogRoom,
): LogView {
  const build = buildStep(view.build, target, events, now);
  const heard = failureShown({ ...view, build }, view.build, now);
  // What is built for what is not waited for: it turns a list into a tree.
  const isTree = events.some(({ kind }) => kind === "needs");
  return logTick(isTree ? treeDrawn(heard, now) : heard, now, room);
}

/** Who follows is shown the first failure when it happens; who reads elsewhere is left alone. */
function failureShown(view: LogView, before: Build, now: number): LogView {
  const { counts, nodes } = view.build.tree;
  if (counts.failed === 0 || counts.failed === before.tree.counts.failed) return view;
  if (view.end !== null || nodes.get(view.selected ?? "")?.state === "failed") return view;
  const failed = [...nodes.values()].find(({ state }) => state === "failed");
  return failed ? treeDrawn(select(view, failed.key), now) : view;
}

/** The pane when the verification has ended, with its last word. */
export function logEnded(
  view: LogView,
  outcome: "ok" | "failed" | "cancelled",
  text: string,
  now: number,
): LogView {
  const tone = { ok: "good", failed: "error", cancelled: "warn" } as const;
  const build = buildEnd(buildSay(view.build, text, tone[outcome]), outcome, now);
  const next = treeDrawn(failureShown({ ...view, build }, view.build, now), now);
  return { ...next, drawn: linesOf(next).end };
}
