import type { Intent, PlacedIntent } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import type { FreeEdit } from "../core/plan-parts.ts";
import { ok, type Result } from "../core/result.ts";
import { parseTargetId } from "../core/target.ts";
import type { FlakeRef } from "../ports.ts";
import { misplaced } from "./arrival.ts";
import { type Context, refOf } from "./context.ts";
import { asked } from "./explain.ts";
import { withFreeEdits } from "./free-edits.ts";
import { type Patch, patch } from "./patch.ts";
import { subjectOf } from "./subject.ts";
import { isContested, noEffect, withoutEffect } from "./took-effect.ts";

/**
 * Places the intents and commits the result on no branch; null when nothing changes. Where a name turns
 * out to be computed beside the edit (`users.${name}`), or a new file does not arrive at just its targets, the
 * edit goes elsewhere: only evaluation can tell.
 */
export async function candidate(
  context: Context,
  observation: Observation,
  goal: string,
  intents: readonly Intent[],
  freeEdits: readonly FreeEdit[] = [],
): Promise<Result<{ patched: Patch; commit: string | null }>> {
  const { repo } = observation;
  const avoid = new Set<string>();
  const forced = new Set<string>();
  let clashed = false;
  for (;;) {
    const placed: Result<Patch> =
      intents.length === 0
        ? ok(nothing)
        : await patch(context, observation, intents, avoid, forced);
    if (!placed.ok) return placed;
    const files =
      freeEdits.length === 0
        ? ok(placed.value.files)
        : await withFreeEdits(context, observation, goal, freeEdits, placed.value.files);
    if (!files.ok) return files;
    const patched = { ...placed.value, files: files.value };
    if (patched.files.size === 0) return ok({ patched, commit: null });
    const commit = await context.git.commit({
      parent: repo.head,
      files: patched.files,
      message: `agentix: ${subjectOf(goal)}\n`,
    });
    if (!commit.ok) return commit;
    const result = ok({ patched, commit: commit.value });
    if (patched.edited.length === 0) return result;
    const wrong = await misplaced(context, observation, commit.value, patched.created);
    if (!wrong.ok) return wrong;
    if (wrong.value.length > 0) {
      for (const { key } of wrong.value) avoid.add(key);
      continue;
    }
    const ref = refOf(repo, commit.value);
    const states = await statesAfter(context, ref, patched.placed);
    const more = patched.edited.filter((key) => !avoid.has(key));
    if (more.length > 0 && !clashed && clashes(states)) {
      clashed = true;
      for (const key of more) avoid.add(key);
      continue;
    }
    if (!states.ok) return result;
    const idle = withoutEffect(patched.placed, states.value);
    const contested = idle.filter(
      (one) => isContested(one) && !forced.has(showPath(one.intent.path)),
    );
    if (idle.length === 0) return result;
    if (contested.length < idle.length) return noEffect(context, patched.files, repo.head, idle);
    for (const { intent } of contested) forced.add(showPath(intent.path));
  }
}

const nothing: Patch = {
  placed: [],
  files: new Map(),
  edited: [],
  touched: [],
  created: [],
  notes: [],
  questions: [],
};

/** The edited options on their targets, evaluated in the candidate. */
function statesAfter(
  context: Context,
  ref: FlakeRef,
  placed: readonly PlacedIntent[],
): ReturnType<Context["nix"]["states"]> {
  const edited = placed.filter(({ outcome }) => outcome === "edited");
  const targets = [...new Set(edited.flatMap((one) => one.targets))].map(parseTargetId);
  return context.nix.states(ref, targets, asked(placed, targets), context.signal);
}

/** What Nix says of a name that stands twice in a set, and what a diagnostic makes of it. */
const standsTwice = /already defined|is defined twice in this set/;

/** Does an edited option fail because its name is defined a second time in the same set? */
function clashes(states: Awaited<ReturnType<typeof statesAfter>>): boolean {
  if (!states.ok) return standsTwice.test(states.problem.message);
  return Object.values(states.value).some((options) =>
    Object.values(options).some(({ error }) => standsTwice.test(error ?? "")),
  );
}
