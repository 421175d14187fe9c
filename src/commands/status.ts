import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import { safe } from "../core/text.ts";
import { type KindRecord, trackRecord } from "../core/track-record.ts";
import { readHost } from "../host/host.ts";
import { refOf } from "../loop/context.ts";
import { currentState } from "../loop/life.ts";
import type { Delegation } from "../policy/autonomy.ts";
import type { Command, Invocation, Reply } from "./invocation.ts";
import { modelJson, modelText } from "./model-words.ts";
import { nixName } from "./nix-name.ts";
import { columns } from "./print.ts";
import { openRealNix, type Wired, wire } from "./wire.ts";

/** `agentix status`: everything at a glance; a part that is missing is said, not fatal. */
export const statusCommand: Command = async (invocation) => {
  const wired = await wire(invocation, { nix: false });
  if (!wired.ok) return wired;
  return describe(invocation, wired.value);
};

async function describe(invocation: Invocation, wired: Wired): Promise<Result<Reply>> {
  const { git, store, process, context, settings, planners } = wired;
  const repo = await git.observe();
  if (!repo.ok) return repo;
  const real = await openRealNix(process, context.clock, settings, invocation.env);
  const [version, targets, proposals, audit, host, model] = await Promise.all([
    real.ok ? real.value.version() : real,
    real.ok ? real.value.targets(refOf(repo.value, repo.value.head)) : real,
    store.list(),
    store.auditVerify(),
    readHost(process),
    planners.state(),
  ]);
  if (!proposals.ok) return proposals;
  if (!audit.ok) return audit;
  const entries = await store.auditEntries();
  if (!entries.ok) return entries;
  const record = audit.value.ok ? trackRecord(entries.value) : trackRecord([]);
  const byState: Record<string, number> = {};
  for (const one of proposals.value) {
    const state = currentState(one, repo.value);
    byState[state] = (byState[state] ?? 0) + 1;
  }
  const { root, branch, head, dirty, lockModified } = repo.value;
  const names: readonly Target[] = targets.ok ? targets.value : [];
  const age =
    lockModified === null
      ? null
      : Math.max(0, Math.floor((context.clock.now().getTime() / 1000 - lockModified) / 86_400));
  const json = {
    repo: { root, branch, head, dirty },
    flake: {
      targets: names.map(({ kind, name }) => ({ kind, name })),
      lockAgeDays: age,
      ...(targets.ok ? {} : { problem: targets.problem }),
    },
    nix: version.ok
      ? {
          variant: version.value.variant,
          version: version.value.version,
          features: version.value.features ?? [],
        }
      : { variant: null, version: null, problem: version.problem },
    host,
    model: modelJson(model),
    policy: {
      source: settings.sources.at(-1) ?? "built in",
      autonomy: settings.autonomy.map(({ name }) => name).join(" ") || "none",
      delegations: settings.autonomy.map(({ name, step, kinds, minTrackRecord }) => {
        const short = record.filter(
          ({ kind, kept }) => kinds.includes(kind) && kept < minTrackRecord,
        );
        return { name, step, kinds, minTrackRecord, notEarned: short.map(({ kind }) => kind) };
      }),
      record,
    },
    proposals: { byState },
    audit: { entries: audit.value.entries, ok: audit.value.ok },
  };
  const rows = [
    ["repository", safe(root)],
    ["branch", `${branch === null ? "detached HEAD" : safe(branch)} at ${head.slice(0, 12)}`],
    [
      "tree",
      dirty.length === 0
        ? "clean"
        : `${dirty.length} changed: ${dirty
            .slice(0, 3)
            .map((path) => safe(path))
            .join(", ")}`,
    ],
    [
      "targets",
      targets.ok
        ? names.map((target) => safe(targetId(target))).join(" ") || "none"
        : safe(targets.problem.message),
    ],
    ["lock", age === null ? "none" : `${age} days old`],
    ["nix", version.ok ? nixName(version.value) : safe(version.problem.message)],
    ["planner", safe(modelText(model))],
    ["policy", policyText(settings.autonomy, json.policy.source)],
    ...autonomyRows(settings.autonomy, record),
    ["host", host ? safe(host.name) : "not a NixOS host"],
    [
      "proposals",
      Object.entries(byState)
        .map(([state, count]) => `${count} ${state}`)
        .join(", ") || "none",
    ],
    [
      "audit",
      `${audit.value.entries} entries, ${audit.value.ok ? "chain intact" : "BROKEN: agentix audit verify"}`,
    ],
  ];
  return ok({ json, text: columns(rows) });
}

function policyText(rules: readonly Delegation[], source: string): string {
  const what = rules.length === 0 ? "always review" : `${rules.length} delegated`;
  return `${what} (${safe(source)})`;
}

/** The track record in plain numbers: of every class that has one, and of those that a rule delegates. */
function autonomyRows(rules: readonly Delegation[], record: readonly KindRecord[]): string[][] {
  const wanted = new Set(rules.flatMap(({ kinds }) => kinds));
  const rows = record
    .filter(({ kind, kept, reset }) => wanted.has(kind) || kept > 0 || reset)
    .map(({ kind, kept, reset }) => {
      const since = reset ? ` since ${reset.proposal} was ${reset.how}` : "";
      const by = rules
        .filter(({ kinds }) => kinds.includes(kind))
        .map(({ name, step, minTrackRecord }) =>
          kept >= minTrackRecord ? `${name} goes up to ${step}` : `${name} wants ${minTrackRecord}`,
        );
      return `${kind}: ${kept} approved and kept${since}${by.length > 0 ? ` (${by.join(", ")})` : ""}`;
    });
  return rows.map((row, at) => [at === 0 ? "record" : "", safe(row)]);
}
