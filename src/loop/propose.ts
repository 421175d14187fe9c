import type { Observation } from "../core/observation.ts";
import { parsePath } from "../core/option.ts";
import { pastedQuestion, spokenIn } from "../core/pasted.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { parseTargetId, type Target, targetId } from "../core/target.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Plan, PlanContext, Planner } from "../ports/planner.ts";
import { record, refuse } from "./audit.ts";
import { proposeBeside } from "./beside.ts";
import { candidate, type Made } from "./candidate.ts";
import { type Context, refOf } from "./context.ts";
import { evidence } from "./facts.ts";
import { chooseTargets, observe } from "./observe.ts";
import { pilesAround } from "./pile-survey.ts";
import { planIndexes } from "./plan-index.ts";
import type { Revision } from "./revise.ts";
import { shownSources } from "./shown-sources.ts";
import { onSound } from "./sound-targets.ts";
import { type Proposed, storeProposal } from "./store-proposal.ts";

/**
 * Observe, plan, patch, explain. Stores a proposal; the user's tree stays byte-identical. A revision plans
 * the goal of an earlier proposal again.
 */
export async function propose(
  context: Context,
  goal: string,
  revision?: Revision,
): Promise<Result<Proposed>> {
  const wish = goal.trim();
  if (wish === "")
    return problem("empty-goal", "There is no goal.", {
      hint: 'Say what you want, for example: agentix propose "enable tailscale".',
    });
  context.report({ kind: "step", text: "looking at the repository and its targets" });
  const observation = await observe(context);
  if (!observation.ok) return refuse(context, "propose", observation.problem);
  const before = await context.git.fingerprint();
  if (!before.ok) return before;

  const planner = await context.planner();
  const chosen = chooseTargets(observation.value.targets, context.hosts);
  if (!chosen.ok) return refuse(context, "propose", chosen.problem);
  const attempt = async (some: readonly Target[], notes: readonly string[]) => {
    const plan = await planFor(context, observation.value, planner, wish, some, revision);
    if (!plan.ok) return plan;
    const kept = plan.value.intents.length > 0 ? revision : undefined;
    const said = [...(kept?.notes ?? []), ...notes, ...plan.value.notes];
    const freeEdits = [...(kept?.freeEdits ?? []), ...(plan.value.freeEdits ?? [])];
    const noted = { ...plan.value, notes: said, freeEdits };
    return draft(context, observation.value, planner, revision?.goal ?? wish, noted, revision?.of);
  };
  const done = await onSound(context, observation.value, chosen.value, attempt);
  const after = await context.git.fingerprint();
  if (after.ok && after.value !== before.value)
    return refuse(context, "propose", {
      code: "tree-changed",
      message: "The working tree changed while the proposal was made.",
      hint: "Agentix never writes there before apply. If you edited files meanwhile, propose again.",
    });
  return done.ok ? done : refuse(context, "propose", done.problem, undefined, modelOf(planner));
}

function named({ kind, model }: Planner): Proposal["planner"] {
  return { kind, ...(model === undefined ? {} : { model }) };
}

/** The model that was asked, for the audit log: also where nothing came of it. */
function modelOf({ identity }: Planner): { model?: Record<string, unknown> } {
  if (!identity) return {};
  const { name, digest, host, remote } = identity;
  return { model: { name, digest, host, remote } };
}

/** Asks the planner, with all that it may look at. */
export async function planFor(
  context: Context,
  observation: Observation,
  planner: Planner,
  goal: string,
  targets: readonly Target[],
  revision: Revision | undefined,
): Promise<Result<Plan>> {
  const { own, pasted } = spokenIn(goal);
  const remarks =
    revision?.revising.comments.map((one) => ({ ...one, ...spokenIn(one.text) })) ?? [];
  const asked = [...pasted, ...remarks.flatMap((one) => one.pasted)];
  const about = asked.length > 0 ? [{ question: pastedQuestion(asked) }] : [];
  if (own === "" || remarks.some((one) => one.own === ""))
    return ok({ intents: [], questions: about, notes: [] });
  const comments = remarks.map(({ options, own: text }) => ({ options, text }));
  const ref = refOf(observation.repo, observation.repo.head);
  const indexes = planIndexes(context, ref);
  context.report({ kind: "step", text: "planning" });
  const request: PlanContext = {
    goal: own,
    targets,
    allTargets: observation.targets,
    named: context.hosts.length > 0,
    ...(revision ? { revising: { ...revision.revising, comments } } : {}),
    index: indexes.index,
    states: async (target, paths) => {
      const states = await context.nix.states(ref, [target], paths, context.signal);
      return states.ok ? ok(states.value[targetId(target)] ?? {}) : states;
    },
    packages: (target, names) => context.nix.packages(ref, target, names),
    similarPackages: (target, word, limit) => context.nix.similarPackages(ref, target, word, limit),
    packageSearch: packageSearchAt(context, ref),
    ...evidence(context, ref),
    ...shownSources(context, observation, own),
    onText: (text) => context.report({ kind: "text", text }),
    onThinking: (text) => context.report({ kind: "thinking", text }),
    onStep: (text) => context.report({ kind: "step", text }),
    ...(context.signal ? { signal: context.signal } : {}),
  };
  const plan = await planner.plan(request);
  if (!plan.ok) return plan;
  const misled = await indexes.misled(plan.value);
  if (!misled.ok) return misled;
  if (misled.value)
    context.report({ kind: "step", text: "planning again with the options as they are now" });
  const done = misled.value ? await planner.plan(request) : plan;
  if (!done.ok) return done;
  return ok({ ...done.value, questions: [...done.value.questions, ...about] });
}

/** Searches the packages of targets at a commit; an index is opened once, and made where there is none. */
function packageSearchAt(context: Context, ref: FlakeRef): PlanContext["packageSearch"] {
  const opened = new Map<string, ReturnType<Context["nix"]["packageIndex"]>>();
  return async (target, words, limit) => {
    const id = targetId(target);
    const opening =
      opened.get(id) ??
      context.nix.packageIndex(ref, target, {
        onProgress: (text) => context.report({ kind: "step", text }),
        ...(context.signal ? { signal: context.signal } : {}),
      });
    opened.set(id, opening);
    const index = await opening;
    if (!index.ok) return index;
    return ok(index.value.search(words, limit).map((hit) => hit.package));
  };
}

async function draft(
  context: Context,
  observation: Observation,
  planner: Planner,
  goal: string,
  plan: Plan,
  revises: string | undefined,
): Promise<Result<Proposed>> {
  const { answers = [] } = plan;
  const { questions: asked, notes: said } = plan;
  const nothing = { proposal: null, questions: asked, notes: said, already: [], answers };
  const freeEdits = plan.freeEdits ?? [];
  if (plan.intents.length === 0 && freeEdits.length === 0) {
    const answered = answers.length > 0 && asked.length === 0;
    const recorded = answered
      ? await record(context, "ask", "answered", { question: goal, ...modelOf(planner) })
      : await record(context, "propose", "questions", { goal, ...modelOf(planner) });
    return recorded.ok ? ok(nothing) : recorded;
  }
  context.report({ kind: "step", text: "finding where these options belong" });
  const made = await candidate(context, observation, spokenIn(goal).own, plan.intents, freeEdits);
  if (!made.ok) return made;
  const { patched, commit } = made.value;
  const already = patched.placed.filter(({ outcome }) => outcome === "already-so");
  const notes = [...plan.notes, ...patched.notes];
  const questions = [...plan.questions, ...patched.questions];
  if (commit === null) {
    const outcome = already.length === 0 && questions.length > 0 ? "questions" : "already-so";
    const recorded = await record(context, "propose", outcome, { goal, ...modelOf(planner) });
    return recorded.ok ? ok({ ...nothing, questions, notes, already }) : recorded;
  }
  const around = await pilesAround(context, observation, patched.placed);
  const stored = await storeProposal(context, observation, {
    goal,
    planner: plan.by ? { kind: plan.by } : named(planner),
    audited: modelOf(planner),
    commit,
    placed: patched.placed,
    targets: freeEdits.length > 0 ? observation.targets.map(targetId) : reached(made.value),
    about: (made.value.effects ?? []).map(({ option }) => parsePath(option) ?? [option]),
    compared: made.value.effects !== undefined,
    notes: [...notes, ...around.piles.map(({ text }) => text)],
    questions,
    answers,
    ...(revises === undefined ? {} : { revises }),
    ...(plan.modelText === undefined ? {} : { modelText: plan.modelText }),
    ...(freeEdits.length === 0 ? {} : { freeEdits }),
    ...(plan.offered === undefined ? {} : { offered: plan.offered }),
  });
  if (!stored.ok || !stored.value.proposal) return stored;
  const beside = await proposeBeside(context, observation, stored.value.proposal, around);
  return beside ? ok({ ...stored.value, beside }) : stored;
}

/** The targets that a patch is about, and those hosts that share an edited module with them. */
function reached({ patched: { placed, touched }, effects = [] }: Made): string[] {
  const own = [...placed.flatMap(({ targets }) => targets), ...effects.map(({ target }) => target)];
  const kinds = new Set(own.map((id) => parseTargetId(id).kind));
  const others = touched.filter((id) => kinds.has(parseTargetId(id).kind));
  return [...new Set([...own, ...others])];
}
