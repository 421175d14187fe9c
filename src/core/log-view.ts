import type { BuildEvent } from "./build-event.ts";
import { type BuildTail, emptyTail, type LogLine, tailSay, tailStep } from "./build-tail.ts";
import type { Command } from "./keys.ts";
import { scrolled } from "./scrolled.ts";

/** The build pane: what runs, and where the reader is in it. */
export interface LogView {
  readonly tail: BuildTail;
  /** Lines scrolled back from the end; 0 follows. */
  readonly back: number;
}

export const emptyLog: LogView = { tail: emptyTail, back: 0 };

/** The pane when a verification begins: nothing of the one before stays. */
export function logBegun(label: string): LogView {
  return { tail: { ...tailSay(emptyTail, label, "info"), outcome: "running" }, back: 0 };
}

/** With a line of agentix itself. */
export function logSaid(view: LogView, text: string, tone: LogLine["tone"]): LogView {
  return { ...view, tail: tailSay(view.tail, text, tone) };
}

/** With what a target's build says. A reader who scrolled back stays where they are. */
export function logHeard(
  view: LogView,
  target: string,
  events: readonly BuildEvent[],
  now: number,
): LogView {
  const tail = tailStep(view.tail, target, events, now);
  const added = tail.lines.length + tail.dropped - view.tail.lines.length - view.tail.dropped;
  const back = view.back === 0 ? 0 : Math.min(tail.lines.length, view.back + added);
  return { tail, back };
}

/** The pane when the verification has ended, with its last word. */
export function logEnded(
  view: LogView,
  outcome: "ok" | "failed" | "cancelled",
  text: string,
): LogView {
  const tone = { ok: "good", failed: "error", cancelled: "warn" } as const;
  const tail = tailSay(view.tail, text, tone[outcome]);
  return { ...view, tail: { ...tail, activities: new Map(), outcome } };
}

/** What a key does in the pane. */
export function logCommand(view: LogView, command: Command, page: number): LogView {
  const back = scrolled(view.back, command, page, Math.max(0, view.tail.lines.length - 1));
  return back === undefined ? view : { ...view, back };
}
