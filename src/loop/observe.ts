import { nearest } from "../core/nearest.ts";
import type { Observation } from "../core/observation.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import { type Context, refOf } from "./context.ts";

/** Repository, Nix and targets as they are now. Changes nothing. */
export async function observe(context: Context): Promise<Result<Observation>> {
  const repo = await context.git.observe();
  if (!repo.ok) return repo;
  const nix = await context.nix.version();
  if (!nix.ok) return nix;
  const targets = await context.nix.targets(refOf(repo.value, repo.value.head));
  if (!targets.ok) return targets;
  return ok({ repo: repo.value, nix: nix.value, targets: targets.value });
}

/** The targets that the person means: those named with --host, else all hosts, else all homes. */
export function chooseTargets(
  all: readonly Target[],
  hosts: readonly string[],
): Result<{ targets: Target[]; named: boolean }> {
  if (hosts.length === 0) {
    const machines = all.filter((target) => target.kind !== "home");
    return ok({ targets: machines.length > 0 ? machines : [...all], named: false });
  }
  const chosen: Target[] = [];
  for (const host of hosts) {
    const matches = all.filter((target) => target.name === host || targetId(target) === host);
    if (matches.length === 0) {
      const names = all.map(targetId);
      const near = nearest(host, names, 1)[0];
      return problem("unknown-host", `This flake has no target named ${JSON.stringify(host)}.`, {
        hint: near
          ? `Did you mean ${near}? Targets: ${names.join(", ")}.`
          : `Targets: ${names.join(", ")}.`,
        details: { host, targets: names },
      });
    }
    for (const match of matches) if (!chosen.includes(match)) chosen.push(match);
  }
  return ok({ targets: chosen, named: true });
}
