import type { BuildEvent } from "../core/build/build-event.ts";
import {
  activity,
  type NixMessage,
  type NixRecord,
  parseNixLine,
  result,
} from "./internal-json.ts";

/** Log lines that are kept of each build, for the diagnostic should it fail. */
const keptLines = 25;
/** Ended builds whose last lines are still kept: an error text comes after its build has ended. */
const keptBuilds = 64;
/** Characters of a kept line. */
const keptWidth = 1000;

/** Reads a build's stderr line by line and tells what happens; memory does not grow with the log. */
export interface BuildReader {
  line(line: string): void;
  /** Call once, when the process has ended. */
  end(ok: boolean): void;
  /** The errors so far. */
  readonly errors: readonly NixMessage[];
  readonly plain: readonly string[];
  /** The last log lines of a derivation. */
  lastLines(drv: string): readonly string[];
}

/** A reader of one `nix build --log-format internal-json`. */
export function readBuild(onEvent: (event: BuildEvent) => void): BuildReader {
  const builds = new Map<string, { drv: string; lines: string[] }>();
  const fetches = new Map<string, string>();
  const ended = new Map<string, string[]>();
  const errors: NixMessage[] = [];
  const plain: string[] = [];
  let totals: string | undefined;
  let lastTotals = "";
  let plan: Plan | undefined;

  const endPlan = () => {
    if (!plan) return;
    const { drvs, fetches: count, downloadBytes } = plan;
    plan = undefined;
    onEvent({
      kind: "planned",
      drvs,
      fetches: count,
      ...(downloadBytes === undefined ? {} : { downloadBytes }),
    });
  };

  const started = (record: Extract<NixRecord, { kind: "start" }>) => {
    const { id, type, fields, parent, text } = record;
    if (type === activity.builds) totals = id;
    else if (type === activity.build) {
      const drv = String(fields[0] ?? "");
      builds.set(id, { drv, lines: [] });
      onEvent({ kind: "build-started", id, drv, machine: String(fields[1] ?? "") });
    } else if (
      type === activity.copyPath ||
      type === activity.substitute ||
      type === activity.fileTransfer
    ) {
      // A substitution transfers a file and copies a path: one fetch, not three.
      const outer = fetches.get(parent);
      if (outer !== undefined) fetches.set(id, outer);
      else {
        fetches.set(id, id);
        onEvent({ kind: "fetch-started", id, what: String(fields[0] ?? text) });
      }
    }
  };

  const stopped = (id: string) => {
    const build = builds.get(id);
    if (build) {
      builds.delete(id);
      ended.delete(build.drv);
      ended.set(build.drv, build.lines);
      const oldest = ended.size > keptBuilds ? ended.keys().next().value : undefined;
      if (oldest !== undefined) ended.delete(oldest);
      onEvent({ kind: "build-stopped", id });
    } else if (fetches.has(id)) {
      if (fetches.get(id) === id) onEvent({ kind: "fetch-stopped", id });
      fetches.delete(id);
    }
  };

  const told = (record: Extract<NixRecord, { kind: "result" }>) => {
    const { id, type, fields } = record;
    const build = builds.get(id);
    if (type === result.logLine || type === result.postBuildLogLine) {
      const line = String(fields[0] ?? "");
      if (!build) return onEvent({ kind: "message", level: "info", text: line });
      build.lines.push(line.slice(0, keptWidth));
      if (build.lines.length > keptLines) build.lines.shift();
      onEvent({ kind: "log", id, line });
    } else if (type === result.phase) {
      if (build) onEvent({ kind: "phase", id, phase: String(fields[0] ?? "") });
    } else if (type === result.progress) {
      const [done = 0, expected = 0, running = 0, failed = 0] = fields.map(Number);
      const fetch = fetches.get(id);
      if (id === totals) {
        // Nix repeats the same totals after every step.
        const key = fields.join();
        if (key !== lastTotals) onEvent({ kind: "progress", done, expected, running, failed });
        lastTotals = key;
      } else if (fetch !== undefined && expected > 0)
        onEvent({ kind: "fetch-progress", id: fetch, done, expected });
    }
  };

  const said = (message: NixMessage) => {
    const next = planLine(message.text, plan);
    if (next) {
      plan = next;
      return;
    }
    endPlan();
    if (message.level === 0 && message.raw !== undefined) {
      if (errors.length < 100) errors.push(message);
      const drv = failedDrv(message.raw);
      if (drv) onEvent({ kind: "build-failed", ...drv, text: message.raw });
      onEvent({ kind: "message", level: "error", text: message.raw });
    } else if (message.level <= 3) {
      const level = message.level === 1 ? "warn" : "info";
      onEvent({ kind: "message", level, text: message.raw ?? message.text });
    }
  };

  return {
    errors,
    plain,
    line(line) {
      if (line === "") return;
      const record = parseNixLine(line);
      if (record.kind !== "message") endPlan();
      if (record.kind === "start") started(record);
      else if (record.kind === "stop") stopped(record.id);
      else if (record.kind === "result") told(record);
      else if (record.kind === "message") said(record);
      else if (record.kind === "text") {
        plain.push(line.slice(0, keptWidth));
        if (plain.length > keptLines) plain.shift();
        onEvent({ kind: "message", level: "info", text: line });
      }
    },
    end(ok) {
      endPlan();
      onEvent({ kind: "finished", ok });
    },
    lastLines(drv) {
      for (const build of builds.values()) if (build.drv === drv) return build.lines;
      return ended.get(drv) ?? [];
    },
  };
}

/** The derivation that an error is about; Nix links errors to nothing, and names it in quotes. */
function failedDrv(raw: string): { drv: string; why: "build" | "dependency" } | undefined {
  const drv = /'(\/[^'\n]+\.drv)'/.exec(raw)?.[1];
  if (drv === undefined) return undefined;
  const isDependency = /\bdependenc(?:y|ies) (?:failed|of derivation '[^']*' failed)/.test(raw);
  return { drv, why: isDependency ? "dependency" : "build" };
}

interface Plan {
  readonly drvs: string[];
  readonly list: "builds" | "fetches";
  readonly fetches: number;
  readonly downloadBytes?: number;
}

/** Nix announces its work as a heading and one indented line for each path. */
function planLine(text: string, plan: Plan | undefined): Plan | undefined {
  const before = plan ?? { drvs: [], list: "builds", fetches: 0 };
  if (/^(?:this derivation|these \d+ derivations) will be built:$/.test(text))
    return { ...before, list: "builds" };
  const fetched = /^(?:this path|these (\d+) paths) will be fetched \(([\d.]+) (\w+) download/.exec(
    text,
  );
  if (fetched)
    return {
      ...before,
      list: "fetches",
      fetches: Number(fetched[1] ?? 1),
      downloadBytes: bytesOf(Number(fetched[2]), fetched[3] ?? ""),
    };
  if (plan && /^ {2}\/\S/.test(text)) {
    if (plan.list === "builds") plan.drvs.push(text.trim());
    return plan;
  }
  return undefined;
}

function bytesOf(amount: number, unit: string): number {
  const power = ["B", "KiB", "MiB", "GiB", "TiB"].indexOf(unit);
  return Math.round(amount * 1024 ** Math.max(power, 0));
}
