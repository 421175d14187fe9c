import { hunksOf } from "../../src/core/proposal.ts";
import { combinationOf } from "../../src/core/review/combination.ts";
import type { CheckFailure, CheckNews } from "../../src/core/review/live.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { buildScenes } from "./build-scenes.ts";
import { chatScenes } from "./chat-scenes.ts";
import { hunkScenes } from "./hunk-scenes.ts";
import { snapshot, verificationOf } from "./sample-actions.ts";
import { sampleReview } from "./sample-review.ts";
import { atReview, keys, sourcesRead, typing } from "./ui.ts";

const drv = "/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-nixos-system-web1.drv";
const log: UiEvent = {
  type: "log",
  target: "web1",
  now: 3000,
  events: [
    { kind: "planned", drvs: [drv, drv, drv], fetches: 0 },
    {
      kind: "build-started",
      id: "1",
      drv: drv.replace("nixos-system-web1", "btop-1.4"),
      machine: "",
    },
    { kind: "log", id: "1", line: "\u001b[32mcompiling\u001b[0m btop.cpp" },
    { kind: "build-stopped", id: "1" },
    { kind: "build-started", id: "2", drv, machine: "" },
    {
      kind: "log",
      id: "2",
      line: "10%\r20% \u001b]0;title\u0007 \u001b[2Jhostile \u202Etxt 日本語",
    },
    { kind: "message", level: "warn", text: "the option `x' is deprecated" },
  ],
};
const work: UiEvent = { type: "work", kind: "verify", label: "verifying p3", now: 0 };
const verified = (ok: boolean): UiEvent => {
  const { proposal, patch } = sampleReview();
  const verification = verificationOf(proposal, ok);
  return {
    type: "verified",
    patch,
    proposal: { ...proposal, state: ok ? "verified" : "failed", verification },
  };
};
const failure: UiEvent = {
  type: "failed",
  what: "verifying p3",
  work: false,
  problem: {
    code: "dirty-tree",
    message: "The tree has changes: hosts/web1/\u001b[31mdefault.nix",
    hint: "Commit or stash them.",
  },
};

/** A change that no planner made: what hunks do is known by the options that they touch. */
function handMade(): UiEvent {
  const { proposal, patch } = sampleReview({ intents: [] });
  const options: Readonly<Record<string, string[][]>> = {
    "modules/network.nix": [["networking.firewall.allowedTCPPorts"], []],
    "hosts/web1/services.nix": [["services.tailscale"]],
    "hosts/web2/default.nix": [["users.motd"]],
  };
  const files = proposal.files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk, at) => ({ ...hunk, options: options[file.path]?.[at] ?? [] })),
  }));
  const explanation = { ...proposal.explanation, evaluated: ["users.motd"] };
  return { type: "opened", patch, proposal: { ...proposal, files, explanation } };
}

const twoAccepted: readonly UiEvent[] = [...atReview, ...keys("y", "y", "K", "K")];
const { key: twoKey } = combinationOf(
  sampleReview().proposal,
  (
    (ids) => (id: string) =>
      ids.includes(id) ? "accepted" : "undecided"
  )(
    hunksOf(sampleReview().proposal)
      .slice(0, 2)
      .map(({ id }) => id),
  ),
);
const live = (news: CheckNews): UiEvent => ({ type: "check", key: twoKey, news });
const wrongType: CheckFailure = {
  target: "web1",
  diagnostics: [
    {
      kind: "wrong-type",
      message:
        "A definition for option `networking.firewall.allowedTCPPorts.\"[definition 1-entry 3]\"' is not of type `16 bit unsigned integer'.",
      option: "networking.firewall.allowedTCPPorts",
      file: "modules/network.nix",
      line: 13,
    },
  ],
};
/** Every screen worth a look, by what led to it. */
export const scenes: Readonly<Record<string, readonly UiEvent[]>> = {
  start: [],
  welcome: [{ type: "snapshot", snapshot }],
  goal: [{ type: "snapshot", snapshot }, ...typing("enable tailscale and 日本語 🚀")],
  ...chatScenes,
  ...hunkScenes,
  review: atReview,
  "hostile-hunk": [...atReview, ...keys("A", "y")],
  "verify-running": [...atReview, work, { type: "progress", text: "evaluating web1" }, log],
  "log-pane": [...atReview, work, log, ...keys("4")],
  "verify-failed": [...atReview, work, log, verified(false), ...keys("g")],
  approve: [...atReview, ...keys("A", "y", "y", "y", "enter"), verified(true), ...keys("P")],
  ...buildScenes,
  "status-pane": [...atReview, ...keys("1")],
  palette: [...atReview, ...keys(":")],
  "palette-query": [...atReview, ...keys(":"), ...typing("vrfy"), ...keys("down")],
  "live-running": [...twoAccepted, live({ kind: "evaluating", target: "web1", depth: "cheap" })],
  "live-types": [
    ...twoAccepted,
    live({ kind: "types" }),
    live({ kind: "evaluating", target: "web1", depth: "system" }),
  ],
  "live-ok": [...twoAccepted, { type: "checked", key: twoKey, problem: null }],
  "live-failed": [...twoAccepted, live({ kind: "failed", failure: wrongType })],
  "hunk-effects": [{ type: "snapshot", snapshot }, handMade()],
  help: [...atReview, ...keys("?")],
  problem: [...atReview, failure],
  unfolded: [...atReview, sourcesRead(), ...keys("o")],
  "search-typing": [...atReview, ...keys("/", "e", "n", "a")],
  "search-kept": [...atReview, ...keys("/", "e", "n", "a", "enter", "n")],
  zoom: [...atReview, ...keys("z")],
  split: [...atReview, ...keys("n", "n", "s", "x")],
  "select-lines": [...atReview, ...keys("n", "n", "v", "j", "j")],
};
/** Whether a scene needs hunks to be evaluated as they are decided. */
export const isLive = (events: readonly UiEvent[]) =>
  events.some(({ type }) => /^check/.test(type));
