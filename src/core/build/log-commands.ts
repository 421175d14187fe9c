import type { Command } from "../keys/keys.ts";
import { looksBad } from "./log-errors.ts";
import type { LogRoom } from "./log-room.ts";
import { type LogView, linesOf, select, treeDrawn } from "./log-view.ts";
import { itemAt } from "./ring.ts";
import { selectable } from "./tree-rows.ts";

/** What a key did in the build pane, and what there is to say about it. */
export interface LogStep {
  readonly view: LogView;
  readonly note?: string;
}

/** What a key does in the build pane. */
export function logCommand(view: LogView, command: Command, room: LogRoom): LogStep {
  switch (command) {
    case "next-build":
      return { view: selectedBy(view, 1) };
    case "previous-build":
      return { view: selectedBy(view, -1) };
    case "first-error":
      return toError(view, room);
    case "wrap":
      return { view: { ...view, wrap: !view.wrap } };
    case "tree":
      return { view: { ...view, tree: room.shape === "lines" } };
    case "all-builds":
      return { view: treeDrawn({ ...view, full: !view.full }, view.shown.at) };
    default:
      return { view: scrolledBy(view, command, room) };
  }
}

function selectedBy(view: LogView, by: 1 | -1): LogView {
  const keys = selectable(view.shown.rows);
  const at = keys.indexOf(view.selected) + by;
  const key = keys[Math.max(0, Math.min(keys.length - 1, at))] ?? null;
  return key === view.selected ? view : select(view, key);
}

function scrolledBy(view: LogView, command: Command, room: LogRoom): LogView {
  const ring = linesOf(view);
  const page = Math.max(1, room.rows - 1);
  const by: Partial<Record<Command, number>> = {
    down: 1,
    up: -1,
    "page-down": page,
    "page-up": -page,
    first: Number.NEGATIVE_INFINITY,
    last: Number.POSITIVE_INFINITY,
    follow: Number.POSITIVE_INFINITY,
  };
  const change = by[command];
  if (change === undefined) return view;
  const wanted = (view.end ?? view.drawn) + change;
  if (wanted >= ring.end) return { ...view, end: null, mark: null, drawn: ring.end };
  const least = Math.min(ring.end, ring.start + room.rows);
  // Fewer lines than rows: there is nothing to scroll.
  return least >= ring.end ? view : { ...view, end: Math.max(least, wanted) };
}

/** With this line on the screen, a third from its end, and marked. */
export function markedAt(view: LogView, number: number, room: LogRoom): LogView {
  const ring = linesOf(view);
  const end = Math.min(ring.end, Math.max(number + 1, number + 1 + Math.floor(room.rows / 3)));
  const least = Math.min(ring.end, ring.start + room.rows);
  return { ...view, mark: number, end: Math.max(least, end) };
}

/** To the first line that looks like an error, of what failed where something has; from there to the next. */
function toError(view: LogView, room: LogRoom): LogStep {
  const { nodes, counts } = view.build.tree;
  const isFailed = nodes.get(view.selected ?? "")?.state === "failed";
  const failed = [...nodes.values()].find(({ state }) => state === "failed");
  const there =
    counts.failed > 0 && !isFailed && failed && view.mark === null
      ? select(view, failed.key)
      : view;
  const ring = linesOf(there);
  const isError = (at: number) => {
    const line = itemAt(ring, at);
    return line !== undefined && (line.tone === "error" || looksBad(line.text));
  };
  const find = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) if (isError(at)) return at;
    return undefined;
  };
  const after = there.mark === null ? ring.start : Math.max(ring.start, there.mark + 1);
  const found = find(after, ring.end) ?? find(ring.start, Math.min(after, ring.end));
  if (found === undefined) return { view: there, note: "No line here looks like an error." };
  return { view: markedAt(there, found, room) };
}
