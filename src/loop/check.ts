import type { Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import type { CheckDepth, CheckNews } from "../core/review/live.ts";
import { type Target, targetId } from "../core/target.ts";
import type { Diagnostic } from "../core/verification.ts";
import type { FlakeRef } from "../ports/nix.ts";
import { type Context, refOf } from "./context.ts";
import { optionsOf } from "./hunks.ts";
import { markAtBase } from "./ladder.ts";
import { locate } from "./locate.ts";
import { reachOf } from "./reach.ts";
import { selectionCommit } from "./selection.ts";

/**
 * Evaluates a choice of hunks without storing or auditing anything: the cheap value of every target that the
 * change reaches first, those that the proposal is about before the others; then the options that the hunks
 * touch, for their types; then whole systems, one after another. What does not evaluate is told through `tell`; a problem is the fault of the surroundings.
 */
export async function check(
  context: Context,
  proposal: Proposal,
  chosen: ReadonlySet<string>,
  tell: (news: CheckNews) => void,
): Promise<Result<void>> {
  const repo = await context.git.observe();
  if (!repo.ok) return repo;
  const commit = await selectionCommit(context, proposal, chosen);
  if (!commit.ok) return commit;
  const refs = {
    base: refOf(repo.value, proposal.base, proposal.flakeDir),
    candidate: refOf(repo.value, commit.value, proposal.flakeDir),
  };
  const targets = await context.nix.targets(refs.base);
  if (!targets.ok) return targets;
  const isOwn = (target: Target) => proposal.targets.includes(targetId(target));
  const unsound = new Set<string>();
  let good = true;
  const evaluateEach = async (
    some: readonly Target[],
    depth: CheckDepth,
  ): Promise<Result<void>> => {
    for (const target of some) {
      if (context.signal?.aborted) return interrupted;
      tell({ kind: "evaluating", target: targetId(target), depth });
      const found = await failuresOf(context, refs, target, depth);
      if (!found.ok) return found;
      const old = found.value.every(({ atBase }) => atBase);
      if (found.value.length === 0) continue;
      unsound.add(targetId(target));
      // Broken before, and not what the proposal is about: not its fault.
      if (old && !isOwn(target)) continue;
      good = false;
      const diagnostics = await located(context, commit.value, found.value);
      tell({ kind: "failed", failure: { target: targetId(target), diagnostics } });
    }
    return ok(undefined);
  };
  const own = targets.value.filter(isOwn);
  const first = await evaluateEach(own, "cheap");
  if (!first.ok) return first;
  const files = proposal.files
    .filter(({ hunks }) => hunks.some(({ id }) => chosen.has(id)))
    .map(({ path }) => path);
  // A target that reads none of these files at the base evaluates the same with them changed.
  const known = { repo: repo.value, targets: targets.value };
  const reached = await reachOf(context, known, proposal.base, files);
  const others = await evaluateEach(
    reached.filter((target) => !isOwn(target)),
    "cheap",
  );
  if (!others.ok) return others;
  if (!good) return ok(undefined);
  const sound = [...own, ...reached.filter((target) => !isOwn(target))].filter(
    (target) => !unsound.has(targetId(target)),
  );
  const touched = proposal.files.map((file) => ({
    ...file,
    hunks: file.hunks.filter(({ id }) => chosen.has(id)),
  }));
  const broken: Target[] = [];
  for (const target of sound) {
    tell({ kind: "evaluating", target: targetId(target), depth: "cheap" });
    const breaks = await breaksOption(context, refs, target, optionsOf(touched));
    if (!breaks.ok) return breaks;
    if (breaks.value) broken.push(target);
  }
  if (broken.length === 0) tell({ kind: "types" });
  // Where an option is broken the whole system says what is wrong.
  const inOrder = [...broken, ...sound.filter((target) => !broken.includes(target))];
  return evaluateEach(inOrder, "system");
}

const interrupted = {
  ok: false,
  problem: { code: "interrupted", message: "Interrupted." },
} as const;

/** What keeps a target from evaluating, each marked where the base has it as well; empty when nothing does. */
async function failuresOf(
  context: Context,
  refs: { readonly base: FlakeRef; readonly candidate: FlakeRef },
  target: Target,
  depth: CheckDepth,
): Promise<Result<readonly Diagnostic[]>> {
  const candidate = await context.nix.evaluate(refs.candidate, target, depth, context.signal);
  if (!candidate.ok) return candidate;
  if (candidate.value.ok) return ok([]);
  const base = await context.nix.evaluate(refs.base, target, depth, context.signal);
  if (!base.ok) return base;
  return ok(markAtBase(candidate.value.diagnostics, base.value.ok ? [] : base.value.diagnostics));
}

/**
 * Whether one of these options cannot be evaluated any more. The cheap value finds unknown options; the type
 * of a setting is checked when its option is read.
 */
async function breaksOption(
  context: Context,
  refs: { readonly base: FlakeRef; readonly candidate: FlakeRef },
  target: Target,
  paths: readonly (readonly string[])[],
): Promise<Result<boolean>> {
  if (paths.length === 0) return ok(false);
  const failing = async (ref: FlakeRef): Promise<Result<string[]>> => {
    const states = await context.nix.states(ref, [target], paths, context.signal);
    if (!states.ok) return states;
    const found = Object.entries(states.value[targetId(target)] ?? {});
    return ok(found.flatMap(([option, { error }]) => (error === undefined ? [] : [option])));
  };
  const now = await failing(refs.candidate);
  if (!now.ok || now.value.length === 0) return now.ok ? ok(false) : now;
  const before = await failing(refs.base);
  if (!before.ok) return before;
  return ok(now.value.some((option) => !before.value.includes(option)));
}

async function located(
  context: Context,
  commit: string,
  diagnostics: readonly Diagnostic[],
): Promise<Diagnostic[]> {
  return locate(diagnostics, await context.syntax(), async (path) => {
    const bytes = await context.git.read(commit, path);
    return bytes.ok && bytes.value ? new TextDecoder().decode(bytes.value) : undefined;
  });
}
