import type { Observation } from "../core/observation.ts";
import { type Target, targetId } from "../core/target.ts";
import { type Context, refOf } from "./context.ts";

/**
 * The targets that a change of these files can reach: those that evaluate one of them, and those that
 * do not evaluate, which may. A file that no target evaluates for its cheap value (a package, a lock, a
 * text that is read) may reach all.
 */
export async function reachOf(
  context: Context,
  observation: Pick<Observation, "repo" | "targets">,
  commit: string,
  files: readonly string[],
): Promise<readonly Target[]> {
  const all = observation.targets;
  if (all.length < 2) return all;
  const reads = await context.nix.reads(refOf(observation.repo, commit), all, context.signal);
  if (!reads.ok) return all;
  const reached = new Set<string>(
    all.map(targetId).filter((target) => reads.value[target]?.complete !== true),
  );
  for (const file of files) {
    const users = all.filter((target) => reads.value[targetId(target)]?.files.includes(file));
    if (users.length === 0) return all;
    for (const user of users) reached.add(targetId(user));
  }
  return all.filter((target) => reached.has(targetId(target)));
}
