import type { BuildEvent } from "./build-event.ts";

/*
 * What a build looks like at a moment: which derivations wait, run, are done or have failed, with the last
 * lines of each. A reducer over BuildEvents whose cost for one event does not grow with the log.
 */

export type BuildState = "waiting" | "running" | "done" | "failed";

export interface BuildNode {
  readonly drv: string;
  readonly state: BuildState;
  readonly phase: string;
  /** Remote machine, "" for here. */
  readonly machine: string;
  /** The newest lines; untrusted and unescaped. */
  readonly lines: readonly string[];
  /** Lines in all, also those no longer kept. */
  readonly count: number;
}

export interface Download {
  readonly what: string;
  readonly done: number;
  readonly expected: number;
}

export interface BuildLog {
  /** By derivation path, in the order in which they were planned or started. */
  readonly builds: ReadonlyMap<string, BuildNode>;
  /** Activity id → derivation, of running builds. */
  readonly running: ReadonlyMap<string, string>;
  /** By activity id, those that run. */
  readonly downloads: ReadonlyMap<string, Download>;
  readonly progress: { done: number; expected: number; running: number; failed: number };
  /** What the whole run announced to fetch. */
  readonly planned: { readonly fetches: number; readonly downloadBytes: number };
  readonly errors: readonly string[];
  readonly outcome: "running" | "ok" | "failed";
  /** Goes up with every event: cheap to compare where a view decides whether to draw. */
  readonly version: number;
}

/** Lines that are kept of each build. */
export const keptLines = 400;
/** Dropped in one go, so that a line costs next to nothing. */
const slack = 100;
const keptErrors = 50;

export const emptyBuildLog: BuildLog = {
  builds: new Map(),
  running: new Map(),
  downloads: new Map(),
  progress: { done: 0, expected: 0, running: 0, failed: 0 },
  planned: { fetches: 0, downloadBytes: 0 },
  errors: [],
  outcome: "running",
  version: 0,
};

const emptyNode: Omit<BuildNode, "drv"> = {
  state: "waiting",
  phase: "",
  machine: "",
  lines: [],
  count: 0,
};

/**
 * The state after one more event. The maps and line arrays inside are owned by the log and grow in place:
 * keep the newest state only, and compare `version` instead of the parts.
 */
export function reduceBuildLog(log: BuildLog, event: BuildEvent): BuildLog {
  const next: BuildLog = { ...own(log), version: log.version + 1 };
  const builds = next.builds as Map<string, BuildNode>;
  const running = next.running as Map<string, string>;
  const downloads = next.downloads as Map<string, Download>;
  const change = (id: string, with_: (node: BuildNode) => BuildNode) => {
    const drv = running.get(id);
    const node = drv === undefined ? undefined : builds.get(drv);
    if (node) builds.set(node.drv, with_(node));
  };
  switch (event.kind) {
    case "planned":
      for (const drv of event.drvs)
        if (!builds.has(drv)) builds.set(drv, { ...emptyNode, drv, lines: [] });
      return {
        ...next,
        planned: {
          fetches: log.planned.fetches + event.fetches,
          downloadBytes: log.planned.downloadBytes + (event.downloadBytes ?? 0),
        },
      };
    case "build-started":
      running.set(event.id, event.drv);
      builds.set(event.drv, {
        ...emptyNode,
        drv: event.drv,
        lines: [],
        state: "running",
        machine: event.machine,
      });
      return next;
    case "phase":
      change(event.id, (node) => ({ ...node, phase: event.phase }));
      return next;
    case "log":
      change(event.id, (node) => {
        const lines = node.lines as string[];
        lines.push(event.line);
        if (lines.length > keptLines + slack) lines.splice(0, lines.length - keptLines);
        return { ...node, count: node.count + 1 };
      });
      return next;
    case "build-stopped":
      // A failure is told by a text only, before the end (2.26) or after it (2.34).
      change(event.id, (node) => (node.state === "running" ? { ...node, state: "done" } : node));
      running.delete(event.id);
      return next;
    case "fetch-started":
      downloads.set(event.id, { what: event.what, done: 0, expected: 0 });
      return next;
    case "fetch-progress": {
      const download = downloads.get(event.id);
      if (download)
        downloads.set(event.id, { ...download, done: event.done, expected: event.expected });
      return next;
    }
    case "fetch-stopped":
      downloads.delete(event.id);
      return next;
    case "progress": {
      const { done, expected, running: active, failed } = event;
      return { ...next, progress: { done, expected, running: active, failed } };
    }
    case "message":
      if (event.level !== "error") return next;
      for (const [, drv = ""] of event.text.matchAll(
        /(?:builder for|Cannot build|derivation|of) '(\/[^']+\.drv)'/g,
      )) {
        const node = builds.get(drv);
        if (node) builds.set(drv, { ...node, state: "failed" });
      }
      return { ...next, errors: [...log.errors, event.text].slice(-keptErrors) };
    case "finished":
      for (const [drv, node] of builds)
        if (node.state === "running")
          builds.set(drv, { ...node, state: event.ok ? "done" : "failed" });
      running.clear();
      downloads.clear();
      return { ...next, outcome: event.ok ? "ok" : "failed" };
  }
}

/** The first event gets maps of its own; the empty log stays empty. */
function own(log: BuildLog): BuildLog {
  if (log.version > 0) return log;
  return {
    ...log,
    builds: new Map(log.builds),
    running: new Map(log.running),
    downloads: new Map(log.downloads),
  };
}

/** How many builds are in each state. */
export function countBuilds(log: BuildLog): Readonly<Record<BuildState, number>> {
  const counts = { waiting: 0, running: 0, done: 0, failed: 0 };
  for (const { state } of log.builds.values()) counts[state] += 1;
  return counts;
}
