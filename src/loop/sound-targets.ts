import type { Observation } from "../core/observation.ts";
import type { Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import { type Context, refOf } from "./context.ts";

/**
 * Does something for the targets, and again for those that evaluate where one does not: a broken host keeps nobody
 * from working on the others. Targets that the person named are never left out.
 * @param attempt gets the targets, and notes that say which were left out and why
 */
export async function onSound<T>(
  context: Context,
  observation: Observation,
  chosen: { readonly targets: readonly Target[]; readonly named: boolean },
  attempt: (targets: readonly Target[], notes: readonly string[]) => Promise<Result<T>>,
): Promise<Result<T>> {
  const done = await attempt(chosen.targets, []);
  if (done.ok || done.problem.code !== "evaluation-failed" || chosen.named) return done;
  const sound = await soundTargets(context, observation, chosen.targets);
  const broken = chosen.targets.filter((target) => !sound.includes(target));
  if (sound.length === 0 || broken.length === 0) return done;
  return attempt(sound, [
    `Left out, because it does not evaluate as it is: ${broken.map(targetId).join(", ")} (${done.problem.message})`,
  ]);
}

/** Those of the targets that evaluate at the base. */
async function soundTargets(
  context: Context,
  { repo }: Observation,
  targets: readonly Target[],
): Promise<readonly Target[]> {
  const reads = await context.nix.reads(refOf(repo, repo.head), targets, context.signal);
  return reads.ok ? targets.filter((target) => reads.value[targetId(target)]?.complete) : [];
}
