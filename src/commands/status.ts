import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import { safe } from "../core/text.ts";
import { readHost } from "../host/host.ts";
import { refOf } from "../loop/context.ts";
import { currentState } from "../loop/life.ts";
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
    policy: { source: settings.sources.at(-1) ?? "built in", autonomy: "none" },
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
    ["policy", `always review (${safe(json.policy.source)})`],
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
