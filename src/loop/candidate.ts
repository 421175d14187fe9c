import type { Intent, PlacedIntent } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import type { FreeEdit } from "../core/plan-parts.ts";
import { ok, type Result } from "../core/result.ts";
import { parseTargetId } from "../core/target.ts";
import type { Effect } from "../core/verification.ts";
import type { FlakeRef } from "../ports/nix.ts";
import { misplaced } from "./arrival.ts";
import { type Context, refOf } from "./context.ts";
import { asked } from "./explain.ts";
import { withFreeEdits } from "./free-edits.ts";
import { leftOver, outOfReach } from "./out-of-reach.ts";
import { type Patch, patch } from "./patch.ts";
import { judgeSources } from "./shared-value.ts";
import { subjectOf } from "./subject.ts";
import { isContested, noEffect, withoutEffect } from "./took-effect.ts";
import { apartNote, asRedirected, type Redirected, redirectNote } from "./write-source.ts";

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
): Promise<Result<Made>> {
  const { repo } = observation;
  const avoid = new Set<string>();
  const forced = new Set<string>();
  const apart = new Map<string, string>();
  let redirected: readonly Redirected[] = [];
  let clashed = false;
  for (;;) {
    const placed: Result<Patch> =
      intents.length === 0
        ? ok(nothing)
        : await patch(context, observation, asRedirected(intents, redirected), {
            avoid,
            forced,
            apart: new Set(apart.keys()),
          });
    if (!placed.ok) return placed;
    if (placed.value.redirected.length > 0) {
      redirected = [...redirected, ...placed.value.redirected];
      continue;
    }
    const files =
      freeEdits.length === 0
        ? ok(placed.value.files)
        : await withFreeEdits(context, observation, goal, freeEdits, placed.value.files);
    if (!files.ok) return files;
    const notes = [...placed.value.notes, ...apart.values(), ...redirected.map(redirectNote)];
    const patched = { ...placed.value, files: files.value, notes };
    if (patched.files.size === 0) return ok({ patched, commit: null });
    const commit = await context.git.commit({
      parent: repo.head,
      files: patched.files,
      message: `agentix: ${subjectOf(goal)}\n`,
    });
    if (!commit.ok) return commit;
    let result: Result<Made> = ok({ patched, commit: commit.value });
    const sourced = [...patched.sourced, ...redirected];
    if (patched.edited.length === 0 && sourced.length === 0) return result;
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
    if (sourced.length > 0) {
      const change = { ...patched, sourced };
      const judged = await judgeSources(context, observation, commit.value, change);
      if (!judged.ok) return judged;
      switch (judged.value.kind) {
        case "useless":
          for (const key of judged.value.keys) avoid.add(key);
          redirected = redirected.filter(({ key }) => !avoid.has(key));
          continue;
        case "apart":
          for (const one of judged.value.sources)
            apart.set(showPath(one.intent.path), apartNote(one, judged.value.others));
          redirected = redirected.filter(({ intent }) => !apart.has(showPath(intent.path)));
          continue;
        case "ask":
          return ok({ patched: { ...nothing, questions: judged.value.questions }, commit: null });
        case "fine": {
          const more = { ...patched, notes: [...patched.notes, ...judged.value.notes] };
          result = ok({ patched: more, commit: commit.value, effects: judged.value.effects });
        }
      }
    }
    if (!states.ok) return result;
    const [left] = leftOver(patched.placed, states.value);
    if (left)
      return outOfReach(context, ref, { ...left.intent, value: left.value }, left.target, true);
    const idle = withoutEffect(patched.placed, states.value);
    const contested = idle.filter(
      (one) => isContested(one) && !forced.has(showPath(one.intent.path)),
    );
    if (idle.length === 0) return result;
    if (contested.length < idle.length) return noEffect(context, patched.files, repo.head, idle);
    for (const { intent } of contested) forced.add(showPath(intent.path));
  }
}

/** What a goal came to: edits and their commit, null where nothing changes. */
export interface Made {
  readonly patched: Patch;
  readonly commit: string | null;
  /** Everything that changes, where that was evaluated already. */
  readonly effects?: readonly Effect[];
}

const nothing: Patch = {
  placed: [],
  files: new Map(),
  edited: [],
  touched: [],
  created: [],
  notes: [],
  questions: [],
  sourced: [],
  redirected: [],
  written: [],
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
