import { matchesIn } from "../panes/search.ts";
import { type SafeText, safeLog, withoutColour } from "../text.ts";
import type { LogLine } from "./build.ts";
import { markedAt } from "./log-commands.ts";
import type { LogRoom } from "./log-room.ts";
import { type LogView, linesOf } from "./log-view.ts";
import { itemAt } from "./ring.ts";

/** A line as it is read and searched: without colours, what hides made visible. */
export function readableText({ text }: LogLine): SafeText {
  return withoutColour(safeLog(text));
}

/** Where the reader is, for {@link searchedLog}; infinite while following. */
export function logOrigin({ end }: LogView): number {
  return end ?? Number.POSITIVE_INFINITY;
}

function finder(view: LogView, query: string): (at: number) => boolean {
  const ring = linesOf(view);
  return (at) => {
    const line = itemAt(ring, at);
    return line !== undefined && matchesIn(readableText(line), query).length > 0;
  };
}

/**
 * To the match nearest above the end of the screen of `origin`, else the first below it. Without a query
 * back to where the reader was. The cost is that of the lines kept, however long the log.
 */
export function searchedLog(view: LogView, query: string, origin: number, room: LogRoom): LogView {
  const ring = linesOf(view);
  const back: LogView = {
    ...{ ...view, mark: null, missed: false },
    end: origin < ring.end ? origin : null,
  };
  if (query === "") return back;
  const isMatch = finder(view, query);
  const from = Math.min(ring.end, origin);
  for (let at = from - 1; at >= ring.start; at -= 1)
    if (isMatch(at)) return markedAt(back, at, room);
  for (let at = from; at < ring.end; at += 1) if (isMatch(at)) return markedAt(back, at, room);
  return { ...back, missed: true };
}

/** To the next match, or the previous one; from the last to the first. */
export function toLogMatch(view: LogView, query: string, by: 1 | -1, room: LogRoom): LogView {
  const ring = linesOf(view);
  const size = ring.end - ring.start;
  const isMatch = finder(view, query);
  const from = Math.max(ring.start, view.mark ?? (view.end ?? view.drawn) - 1) - ring.start;
  for (let step = 1; step <= size; step += 1) {
    const at = ring.start + ((((from + by * step) % size) + size) % size);
    if (isMatch(at)) return markedAt({ ...view, missed: false }, at, room);
  }
  return { ...view, mark: null, missed: true };
}
