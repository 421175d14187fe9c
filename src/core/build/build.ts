import type { BuildEvent } from "./build-event.ts";
import { type BuildTree, emptyTree, nodeKey } from "./build-tree.ts";
import { emptyRing, pushed, type Ring } from "./ring.ts";
import { openTree } from "./tree-draft.ts";

/*
 * A verification's build as the pane knows it: the tree, the newest lines of everything, and the last lines
 * of each build that runs, has failed, or ended a moment ago.
 */

export interface LogLine {
  /** Which build speaks; "" for Nix and agentix. Untrusted. */
  readonly from: string;
  /** Untrusted and unescaped. */
  readonly text: string;
  readonly tone: "log" | "info" | "warn" | "error" | "good";
}

export interface Build {
  readonly tree: BuildTree;
  readonly lines: Ring<LogLine>;
  /** By node; those that ended last are last. */
  readonly own: ReadonlyMap<string, Ring<LogLine>>;
  readonly outcome: "none" | "running" | "ok" | "failed" | "cancelled";
}

export const emptyBuild: Build = {
  tree: emptyTree,
  lines: emptyRing,
  own: new Map(),
  outcome: "none",
};

const keptLines = 20_000;
const keptOfBuild = 500;
/** Ended builds whose lines are kept, failed ones apart. */
const keptEnded = 20;
const keptFailed = 20;
const longestLine = 1000;

/** A line of bounded length. Cut ones are copied: a slice would hold on to the whole. */
function bounded(text: string): string {
  if (text.length <= longestLine) return text;
  const rest = text.length - longestLine;
  return JSON.parse(JSON.stringify(`${text.slice(0, longestLine)} ‹+${rest} characters›`));
}

function linesOf(from: string, text: string, tone: LogLine["tone"]): LogLine[] {
  if (!text.includes("\n")) return [{ from, text: bounded(text), tone }];
  return text.split("\n", 1000).map((line) => ({ from, text: bounded(line), tone }));
}

/** Takes in a batch of events that arrived at `now`. The cost grows with the batch, not with the log. */
export function buildStep(
  build: Build,
  target: string,
  events: readonly BuildEvent[],
  now: number,
): Build {
  const tree = openTree(build.tree);
  const all: LogLine[] = [];
  const spoken = new Map<string, LogLine[]>();
  const ended: string[] = [];
  let failed = false;
  const speak = (key: string, added: readonly LogLine[]) => {
    const its = spoken.get(key);
    if (its) its.push(...added);
    else spoken.set(key, [...added]);
  };
  for (const event of events) {
    if (event.kind === "log") {
      const node = tree.nodeOf(target, event.id);
      const added = linesOf(node?.name ?? "", event.line, "log");
      for (const line of added) all.push(line);
      if (node) speak(node.key, added);
      continue;
    }
    if (event.kind === "message")
      for (const line of linesOf("", event.text, event.level)) all.push(line);
    if (event.kind === "build-stopped") ended.push(tree.nodeOf(target, event.id)?.key ?? "");
    if (event.kind === "build-failed") {
      const key = nodeKey(target, event.drv);
      ended.push(key);
      speak(key, linesOf("", event.text, "error"));
    }
    if (event.kind === "finished" && !event.ok) failed = true;
    tree.take(target, event, now);
  }
  const next = tree.close();
  return {
    tree: next,
    lines: pushed(build.lines, all, keptLines),
    own: ownLines(build.own, next, spoken, ended),
    outcome: failed ? "failed" : build.outcome,
  };
}

function ownLines(
  before: Build["own"],
  tree: BuildTree,
  spoken: ReadonlyMap<string, readonly LogLine[]>,
  ended: readonly string[],
): Build["own"] {
  if (spoken.size === 0 && ended.length === 0) return before;
  const own = new Map(before);
  for (const [key, lines] of spoken)
    if (tree.nodes.has(key)) own.set(key, pushed(own.get(key) ?? emptyRing, lines, keptOfBuild));
  for (const key of ended) {
    const ring = own.get(key);
    if (!ring) continue;
    // Behind those that ended before it.
    own.delete(key);
    own.set(key, ring);
  }
  const of = (failed: boolean) =>
    [...own.keys()].filter((key) => {
      const state = tree.nodes.get(key)?.state;
      return state !== "building" && (state === "failed") === failed;
    });
  for (const [failures, most] of [
    [true, keptFailed],
    [false, keptEnded],
  ] as const) {
    const keys = of(failures);
    for (const key of keys.slice(0, Math.max(0, keys.length - most))) own.delete(key);
  }
  return own;
}

/** Adds a line of agentix itself. */
export function buildSay(build: Build, text: string, tone: LogLine["tone"]): Build {
  return { ...build, lines: pushed(build.lines, linesOf("", text, tone), keptLines) };
}

/** The build when nothing more comes: what still ran was stopped. */
export function buildEnd(build: Build, outcome: Build["outcome"], now: number): Build {
  const tree = openTree(build.tree);
  for (const target of new Set([...build.tree.nodes.values()].map((node) => node.target)))
    tree.take(target, { kind: "finished", ok: outcome === "ok" }, now);
  return { ...build, tree: tree.close(), outcome };
}
