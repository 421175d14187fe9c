import type { BuildEvent } from "./build-event.ts";

/*
 * What the log pane shows of running builds. The newest lines are kept, and the counts of everything.
 */

export interface LogLine {
  /** Which build or target speaks; "" for Nix itself. Untrusted. */
  readonly from: string;
  /** Untrusted and unescaped. */
  readonly text: string;
  readonly tone: "log" | "info" | "warn" | "error" | "good";
}

export interface Activity {
  readonly name: string;
  readonly phase: string;
  readonly fetch: boolean;
  readonly done: number;
  readonly expected: number;
  /** Milliseconds of the UI's clock when it began. */
  readonly since: number;
}

export interface BuildTail {
  readonly lines: readonly LogLine[];
  /** Lines that were dropped from the front. */
  readonly dropped: number;
  readonly activities: ReadonlyMap<string, Activity>;
  /** Finished builds with how long they took, newest last. */
  readonly finished: readonly { readonly name: string; readonly ms: number }[];
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  readonly outcome: "none" | "running" | "ok" | "failed" | "cancelled";
}

export const emptyTail: BuildTail = {
  lines: [],
  dropped: 0,
  activities: new Map(),
  finished: [],
  planned: 0,
  done: 0,
  failed: 0,
  outcome: "none",
};

const keptLines = 20_000;
const slack = 2_000;
const keptFinished = 6;

/** `/nix/store/<hash>-name.drv` → `name`. */
export function buildName(drv: string): string {
  return drv.replace(/^.*\/[0-9a-z]{32}-/, "").replace(/\.drv$/, "");
}

/** Adds a batch of events that arrived at `now`. Cost grows with the batch, not with the log. */
export function tailStep(
  tail: BuildTail,
  target: string,
  events: readonly BuildEvent[],
  now: number,
): BuildTail {
  const added: LogLine[] = [];
  const activities = new Map(tail.activities);
  const finished = [...tail.finished];
  let { planned, done, failed, outcome } = tail;
  const say = (from: string, text: string, tone: LogLine["tone"]) => {
    for (const line of text.split("\n")) added.push({ from, text: line, tone });
  };
  const start = (id: string, name: string, fetch: boolean) =>
    activities.set(`${target}/${id}`, { name, phase: "", fetch, done: 0, expected: 0, since: now });
  for (const event of events) {
    const id = "id" in event ? `${target}/${event.id}` : "";
    const known = activities.get(id);
    switch (event.kind) {
      case "planned":
        planned += event.drvs.length;
        break;
      case "build-started":
        start(event.id, buildName(event.drv), false);
        break;
      case "fetch-started":
        start(event.id, event.what, true);
        break;
      case "phase":
        if (known) activities.set(id, { ...known, phase: event.phase });
        break;
      case "fetch-progress":
        if (known) activities.set(id, { ...known, done: event.done, expected: event.expected });
        break;
      case "build-stopped":
      case "fetch-stopped":
        if (known) {
          finished.push({ name: known.name, ms: now - known.since });
          activities.delete(id);
          if (!known.fetch) done += 1;
        }
        break;
      case "log":
        say(known?.name ?? "", event.line, "log");
        break;
      case "message":
        say("", event.text, event.level);
        break;
      case "progress":
        failed = Math.max(failed, event.failed);
        break;
      case "finished":
        outcome = event.ok ? outcome : "failed";
        break;
    }
  }
  return {
    ...append(tail, added),
    activities,
    finished: finished.slice(-keptFinished),
    planned: Math.max(planned, done),
    done,
    failed,
    outcome,
  };
}

function append(tail: BuildTail, added: readonly LogLine[]): BuildTail {
  if (added.length === 0) return tail;
  const fresh = added.length > keptLines ? added.slice(-keptLines) : added;
  const lines = [...tail.lines, ...fresh];
  const over = lines.length > keptLines + slack ? lines.length - keptLines : 0;
  const missing = added.length - fresh.length;
  return {
    ...tail,
    lines: over > 0 ? lines.slice(over) : lines,
    dropped: tail.dropped + over + missing,
  };
}

/** Adds a line of agentix itself. */
export function tailSay(tail: BuildTail, text: string, tone: LogLine["tone"]): BuildTail {
  return append(
    tail,
    text.split("\n").map((line) => ({ from: "", text: line, tone })),
  );
}
