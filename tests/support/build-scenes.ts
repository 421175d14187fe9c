import type { BuildEvent } from "../../src/core/build/build-event.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { atReview, keys, typing } from "./ui.ts";

const drv = (name: string) => `/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-${name}.drv`;
const start = (id: string, name: string, machine = ""): BuildEvent => ({
  ...{ kind: "build-started", id, drv: drv(name), machine },
});
const say = (id: string, ...lines: string[]): BuildEvent[] =>
  lines.map((line) => ({ kind: "log", id, line }));
const heard = (now: number, ...events: BuildEvent[]): UiEvent => ({
  ...{ type: "log", target: "web1", now, events },
});

const needs: Readonly<Record<string, readonly string[]>> = {
  "nixos-system-web1-25.11": ["etc", "system-path", "initrd"],
  etc: ["units-web1"],
  "units-web1": ["tailscale-1.90"],
  "system-path": ["btop-1.4", "man-db"],
  initrd: [],
  "tailscale-1.90": ["go-1.25"],
  "btop-1.4": [],
  "man-db": [],
  "go-1.25": [],
  "name-日本語-\u202Etxt": [],
};
const planned = Object.keys(needs);

/** A plan of ten, with go done, tailscale and btop building, and two downloads. */
const building: readonly UiEvent[] = [
  ...atReview,
  { type: "work", kind: "verify", label: "verifying p3", now: 0 },
  { type: "progress", text: "evaluating web1" },
  heard(
    1000,
    { kind: "planned", drvs: planned.map(drv), fetches: 12, downloadBytes: 48_000_000 },
    start("1", "go-1.25"),
  ),
  heard(1200, {
    kind: "needs",
    inputs: new Map(planned.map((name) => [drv(name), (needs[name] ?? []).map(drv)])),
  }),
  heard(
    64_000,
    ...say("1", "building cmd/go", "ok"),
    { kind: "build-stopped", id: "1" },
    start("2", "tailscale-1.90", "ssh-ng://builder2"),
    { kind: "phase", id: "2", phase: "buildPhase" },
    start("3", "btop-1.4"),
    { kind: "phase", id: "3", phase: "\u001b[2Jconfigure" },
    {
      kind: "fetch-started",
      id: "8",
      what: "/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-glibc-2.42",
    },
    { kind: "fetch-progress", id: "8", done: 3_300_000, expected: 9_000_000 },
    { kind: "fetch-started", id: "9", what: "https://cache.example/nar/x.nar.xz" },
    ...say(
      "2",
      "\u001b[32mtailscale.com/net\u001b[0m/dns",
      "10%\r20% \u001b]0;title\u0007 \u202Ehostile",
      "a line that is far too long for any pane: ".padEnd(400, "0123456789 "),
    ),
    ...say("3", "\u001b[31mconfigure\u001b[0m: checking for cc… 日本語"),
  ),
  { type: "tick", now: 75_000 },
];

const failing: readonly UiEvent[] = [
  heard(
    80_000,
    ...say("2", ...Array.from({ length: 30 }, (_, at) => `compiling package ${at}`)),
    ...say("2", "net/dns/manager.go:12:3: error: undefined: resolvconf", "make: *** [all] Error 2"),
    { kind: "build-stopped", id: "2" },
    {
      ...{ kind: "build-failed", drv: drv("tailscale-1.90"), why: "build" },
      text: `builder for '${drv("tailscale-1.90")}' failed with exit code 2`,
    },
    { kind: "message", level: "error", text: "builder failed with exit code 2" },
    { kind: "build-stopped", id: "3" },
    { kind: "progress", done: 1, expected: 10, running: 0, failed: 1 },
    { kind: "finished", ok: false },
  ),
];

const flood = Array.from({ length: 30 }, (_, batch) =>
  heard(
    76_000 + batch * 100,
    ...say("2", ...Array.from({ length: 2000 }, (_, at) => `line ${batch * 2000 + at}`)),
  ),
);

/** The build pane at work. */
export const buildScenes: Readonly<Record<string, readonly UiEvent[]>> = {
  "build-tree": [...building, ...keys("4")],
  "build-tree-zoomed": [...building, ...keys("4", "z", "a", "J", "J", "w")],
  "build-strip": building,
  "build-failed": [...building, ...failing, ...keys("4")],
  "build-first-error": [...building, ...failing, ...keys("4", "z", "!")],
  "build-flood": [...building, ...flood, ...keys("4", "t")],
  "build-search": [...building, ...keys("4", "/"), ...typing("configure"), ...keys("enter")],
  "build-search-missing": [...building, ...keys("4", "/"), ...typing("no such")],
};
