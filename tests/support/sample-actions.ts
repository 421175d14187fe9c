import type { Actions } from "../../components/actions.ts";
import type { AuditEntry } from "../../src/core/audit.ts";
import type { Decision } from "../../src/core/hunk.ts";
import type { Cuts } from "../../src/core/patch/cuts.ts";
import { withCuts } from "../../src/core/patch/pieces.ts";
import type { Proposal } from "../../src/core/proposal.ts";
import { ok, problem } from "../../src/core/result.ts";
import type { Snapshot } from "../../src/core/ui/ui-state.ts";
import type { Verification } from "../../src/core/verification.ts";
import { sampleComparison } from "./sample-comparison.ts";
import { sampleCompletions } from "./sample-names.ts";
import { sampleReview, sourceOf } from "./sample-review.ts";

const hash = (letter: string) => letter.repeat(64);

export const snapshot: Snapshot = {
  name: "homelab",
  branch: "main",
  dirty: [],
  targets: ["web1", "web2"],
  nix: "nix 2.34.8",
  planner: "builtin",
  policy: "review",
  host: ["system 42 = booted", "2 units failed", "reboot not needed"],
  proposals: [
    {
      id: "p3",
      goal: "enable tailscale and open the firewall port",
      state: "proposed",
      tier: "high",
    },
    { id: "p2", goal: "add btop", state: "approved", tier: "low" },
    { id: "p1", goal: "set the time zone to Europe/Berlin", state: "applied", tier: "low" },
  ],
  audit: { entries: 2, ok: true },
  problems: [],
};

function entry(seq: number, action: string, result: string): AuditEntry {
  return {
    seq,
    time: `2026-01-01T00:0${seq}:00.000Z`,
    prev: hash("0"),
    hash: hash(String(seq)),
    actor: { kind: "human", user: "ada" },
    action,
    proposal: "p3",
    candidate: "b".repeat(40),
    result,
    details: {},
  };
}

export const auditEntries = [entry(1, "propose", "stored"), entry(2, "verify", "passed")];

export function verificationOf(proposal: Proposal, ok = true): Verification {
  return {
    proposal: proposal.id,
    candidate: proposal.candidate,
    base: proposal.base,
    ok,
    until: "build",
    at: "2026-01-01T00:10:00.000Z",
    nix: "2.34.8",
    steps: [
      { name: "syntax", status: "passed", ms: 4, diagnostics: [] },
      {
        name: "evaluate",
        target: "web1",
        status: ok ? "passed" : "failed",
        ms: 1100,
        diagnostics: ok
          ? []
          : [
              {
                kind: "unknown-option",
                message: "The option `services.tailscale.openFirewal' does not exist.",
                file: "hosts/web1/services.nix",
                line: 7,
                hint: "Did you mean services.tailscale.openFirewall?",
              },
            ],
      },
    ],
    toplevels: ok ? { web1: "/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-nixos-system-web1" } : {},
    closure: { added: [], removed: [], changed: [], bytes: 0 },
    effects: proposal.explanation.effects,
    findings: [],
  };
}

/** The proposal with these decisions and cuts stored. */
export function decided(
  { proposal, patch }: ReturnType<typeof sampleReview>,
  decisions: Readonly<Record<string, Decision>>,
  cuts: Cuts,
): Proposal {
  const cut = withCuts(proposal, patch, cuts);
  const files = cut.files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({ ...hunk, decision: decisions[hunk.id] ?? hunk.decision })),
  }));
  return { ...cut, files };
}

/** Actions on values in memory: what a screen can be driven with when no Nix is meant to run. */
export function sampleActions(
  pauseMs: number,
  opened: ReturnType<typeof sampleReview> = sampleReview(),
): Actions {
  let current = opened;
  const pause = (signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const replace = (changes: Partial<Proposal>) => {
    current = { ...current, proposal: { ...current.proposal, ...changes } };
    return ok(current);
  };
  const interrupted = problem("interrupted", "Interrupted.");
  return {
    refresh: async () =>
      ok({
        ...snapshot,
        proposals: snapshot.proposals.map((one) =>
          one.id === current.proposal.id ? { ...one, state: current.proposal.state } : one,
        ),
      }),
    audit: async () =>
      ok({
        entries: auditEntries,
        report: { entries: 2, ok: true, head: null, pinned: null, problems: [] },
      }),
    propose: async (goal, listener, signal) => {
      listener.progress("reading the option index of web1");
      await pause(signal);
      if (signal.aborted) return interrupted;
      if (goal.includes("database"))
        return ok({
          opened: null,
          questions: [
            { question: "Which database?", choices: ["enable postgresql", "enable mysql"] },
          ],
          notes: [],
        });
      if (goal.includes("nonsense"))
        return problem("missing-input", "The flake does not evaluate at base.", {
          hint: "Run: nix flake check",
        });
      current = sampleReview({ goal });
      return ok({ opened: current, questions: [], notes: [] });
    },
    open: async () => ok(current),
    compare: async (a, b) => ok(sampleComparison(a, b)),
    readNames: async () => {},
    complete: async (word) => sampleCompletions(word),
    sources: async (request, each) => {
      for (const path of request.paths) each(sourceOf(path, current.patch));
      return ok(undefined);
    },
    decide: async (_id, decisions, cuts) => replace(decided(current, decisions, cuts)),
    verify: async (_id, listener, signal) => {
      const drv = "/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-nixos-system-web1.drv";
      listener.log("web1", { kind: "planned", drvs: [drv, drv], fetches: 0 });
      listener.log("web1", { kind: "build-started", id: "1", drv, machine: "" });
      for (let line = 1; line <= 30; line += 1) {
        listener.log("web1", {
          kind: "log",
          id: "1",
          line: `\u001b[32mlinking\u001b[0m unit ${line}`,
        });
        await pause(signal);
        if (signal.aborted) return interrupted;
      }
      listener.log("web1", { kind: "log", id: "1", line: "\u001b]0;title\u0007 \u001b[2Jhostile" });
      listener.log("web1", { kind: "build-stopped", id: "1" });
      return replace({ state: "verified", verification: verificationOf(current.proposal) });
    },
    approve: async () => replace({ state: "approved" }),
    comment: async (_id, hunk, text) => {
      const at = "2026-01-01T00:05:00.000Z";
      const others = (current.proposal.comments ?? []).filter((one) => one.hunk !== hunk);
      return replace({ comments: text === "" ? others : [...others, { hunk, text, at }] });
    },
    revise: async (id) => {
      current = { ...current, proposal: { ...current.proposal, id: "p4", revises: id } };
      return ok({ opened: current, questions: [], notes: [] });
    },
    edit: async () => ok({ kind: "unchanged", said: "Nothing changed." }),
    apply: async () => replace({ state: "applied", applied: "c".repeat(40) }),
    drop: async () => replace({ state: "rejected" }),
    takeBack: async () => replace({ id: "p4", state: "proposed" }),
  };
}
