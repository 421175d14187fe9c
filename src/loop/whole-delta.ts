import type { PlacedIntent } from "../core/intent.ts";
import type { Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { type Delta, optionDelta } from "./explain.ts";
import { reachesFar } from "./hunks.ts";
import { writtenOptions } from "./sites.ts";
import { openSources } from "./sources.ts";
import { survey } from "./survey.ts";

/** So many options are compared at most for one change. */
export const mostCompared = 1500;

/**
 * What changes on these targets. Where a hunk changes no option on its own lines (a `let`, data that others read),
 * every option that the repository writes is compared: what it feeds is known by evaluation alone.
 */
export async function wholeDelta(
  context: Context,
  refs: { base: FlakeRef; candidate: FlakeRef },
  targets: readonly Target[],
  intents: readonly PlacedIntent[],
  about: readonly (readonly string[])[],
): Promise<Result<Delta>> {
  const near = await optionDelta(context, refs, targets, intents, about);
  if (!near.ok) return near;
  const { base, candidate } = refs;
  const far = await reachesFar(context, base.commit, candidate.commit, near.value.effects);
  if (!far.ok) return far;
  if (!far.value) return near;
  const sources = openSources(context.git, base.commit);
  const known = await survey(context, { ref: base, targets }, [], sources);
  if (!known.ok) return near;
  const written = writtenOptions(known.value.sites).slice(0, mostCompared);
  return optionDelta(context, refs, targets, intents, [...about, ...written]);
}
