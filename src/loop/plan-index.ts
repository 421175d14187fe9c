import { showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Plan } from "../ports/planner.ts";
import type { Context } from "./context.ts";

/** The option indexes that one goal is planned with. */
export interface PlanIndexes {
  index(target: Target): Promise<Result<OptionIndex>>;
  /**
   * Whether the plan may be wrong because an earlier tree's index served: it asks something, or an option of
   * its is not there. Then the right indexes are made, and the goal is to be planned again.
   */
  misled(plan: Plan): Promise<Result<boolean>>;
}

/** Indexes of the targets at this commit, an earlier tree's where that one is not made yet. */
export function planIndexes(context: Context, ref: FlakeRef): PlanIndexes {
  const wishes = {
    onProgress: (text: string) => context.report({ kind: "step", text }),
    ...(context.signal ? { signal: context.signal } : {}),
  };
  const opened = new Map<string, { target: Target; index: OptionIndex }>();
  const missing = async (plan: Plan, target: Target): Promise<Result<boolean>> => {
    const paths = plan.intents
      .filter(({ targets }) => targets.includes(targetId(target)))
      .map(({ path }) => path);
    if (paths.length === 0) return ok(false);
    const states = await context.nix.states(ref, [target], paths, context.signal);
    if (!states.ok) return states;
    const found = states.value[targetId(target)] ?? {};
    return ok(paths.some((path) => found[showPath(path)]?.exists === false));
  };
  return {
    async index(target) {
      const known = opened.get(targetId(target));
      if (known) return ok(known.index);
      const index = await context.nix.index(ref, target, wishes);
      if (index.ok) opened.set(targetId(target), { target, index: index.value });
      return index;
    },
    async misled(plan) {
      const stale = [...opened.values()].filter(({ index }) => index.stale);
      let wrong = stale.length > 0 && plan.questions.length > 0;
      for (const { target } of wrong ? [] : stale) {
        const gone = await missing(plan, target);
        if (!gone.ok) return gone;
        wrong ||= gone.value;
      }
      if (!wrong) return ok(false);
      for (const { target, index } of stale) {
        const fresh = await index.fresh?.(wishes);
        if (fresh && !fresh.ok) return fresh;
        if (fresh) opened.set(targetId(target), { target, index: fresh.value });
      }
      return ok(true);
    },
  };
}
