import type { PlacedIntent, Question } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { parseTargetId, type Target, targetId } from "../core/target.ts";
import type { Effect } from "../core/verification.ts";
import { judge } from "../policy/judge.ts";
import type { Plan, Planner } from "../ports.ts";
import { record, refuse } from "./audit.ts";
import { candidate } from "./candidate.ts";
import { type Context, refOf } from "./context.ts";
import { optionDelta, summarise } from "./explain.ts";
import { attachHunks } from "./findings.ts";
import { reviewable } from "./hunks.ts";
import { chooseTargets, observe } from "./observe.ts";

/** What came of a goal: a stored proposal, questions, or the news that all is so already. */
export interface Proposed {
  readonly proposal: Proposal | null;
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
  /** Intents that were so already. */
  readonly already: readonly PlacedIntent[];
}

/** Observe, plan, patch, explain. Stores a proposal; the user's tree stays byte-identical. */
export async function propose(context: Context, goal: string): Promise<Result<Proposed>> {
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
  const { targets } = chosen.value;
  const attempt = async (some: readonly Target[], notes: readonly string[]) => {
    const plan = await planFor(context, observation.value, planner, wish, some);
    if (!plan.ok) return plan;
    const noted = { ...plan.value, notes: [...notes, ...plan.value.notes] };
    return draft(context, observation.value, planner, wish, noted);
  };
  let done = await attempt(targets, []);
  if (!done.ok && done.problem.code === "evaluation-failed" && !chosen.value.named) {
    const sound = await soundTargets(context, observation.value, targets);
    const broken = targets.filter((target) => !sound.includes(target));
    if (sound.length > 0 && broken.length > 0)
      done = await attempt(sound, [
        `Left out, because it does not evaluate as it is: ${broken.map(targetId).join(", ")} (${done.problem.message})`,
      ]);
  }
  const after = await context.git.fingerprint();
  if (after.ok && after.value !== before.value)
    return refuse(context, "propose", {
      code: "tree-changed",
      message: "The working tree changed while the proposal was made.",
      hint: "Agentix never writes there before apply. If you edited files meanwhile, propose again.",
    });
  return done.ok ? done : refuse(context, "propose", done.problem);
}

/** Those of the targets that evaluate at the base. */
async function soundTargets(
  context: Context,
  observation: Observation,
  targets: readonly Target[],
): Promise<readonly Target[]> {
  const ref = refOf(observation.repo, observation.repo.head);
  const reads = await context.nix.reads(ref, targets, context.signal);
  return reads.ok ? targets.filter((target) => reads.value[targetId(target)]?.complete) : [];
}

async function planFor(
  context: Context,
  observation: Observation,
  planner: Planner,
  goal: string,
  targets: readonly Target[],
): Promise<Result<Plan>> {
  const ref = refOf(observation.repo, observation.repo.head);
  context.report({ kind: "step", text: "planning" });
  return planner.plan({
    goal,
    targets,
    allTargets: observation.targets,
    named: context.hosts.length > 0,
    index: (target) =>
      context.nix.index(ref, target, {
        onProgress: (text) => context.report({ kind: "step", text }),
        ...(context.signal ? { signal: context.signal } : {}),
      }),
    states: async (target, paths) => {
      const states = await context.nix.states(ref, [target], paths, context.signal);
      return states.ok ? ok(states.value[targetId(target)] ?? {}) : states;
    },
    packages: (target, names) => context.nix.packages(ref, target, names),
    similarPackages: (target, word, limit) => context.nix.similarPackages(ref, target, word, limit),
    ...(context.signal ? { signal: context.signal } : {}),
  });
}

async function draft(
  context: Context,
  observation: Observation,
  planner: Planner,
  goal: string,
  plan: Plan,
): Promise<Result<Proposed>> {
  const nothing = { proposal: null, questions: plan.questions, notes: plan.notes, already: [] };
  if (plan.intents.length === 0) {
    const recorded = await record(context, "propose", "questions", { goal });
    return recorded.ok ? ok(nothing) : recorded;
  }
  context.report({ kind: "step", text: "finding where these options belong" });
  const made = await candidate(context, observation, goal, plan.intents);
  if (!made.ok) return made;
  const { patched, commit } = made.value;
  const already = patched.placed.filter(({ outcome }) => outcome === "already-so");
  const notes = [...plan.notes, ...patched.notes];
  if (commit === null) {
    const recorded = await record(context, "propose", "already-so", { goal });
    return recorded.ok ? ok({ ...nothing, notes, already }) : recorded;
  }
  return store(context, observation, {
    goal,
    planner: {
      kind: planner.kind,
      ...(planner.model === undefined ? {} : { model: planner.model }),
    },
    commit,
    placed: patched.placed,
    targets: reached(plan, patched.touched),
    notes,
    questions: plan.questions,
    ...(plan.modelText === undefined ? {} : { modelText: plan.modelText }),
  });
}

/** The targets that a plan is about, and those hosts that share an edited module with them. */
function reached(plan: Plan, touched: readonly string[]): string[] {
  const own = plan.intents.flatMap(({ targets }) => targets);
  const kinds = new Set(own.map((id) => parseTargetId(id).kind));
  const others = touched.filter((id) => kinds.has(parseTargetId(id).kind));
  return [...new Set([...own, ...others])];
}

/** What `propose` and `undo` hand over to be stored. */
export interface Draft {
  readonly goal: string;
  readonly planner: Proposal["planner"];
  readonly commit: string;
  readonly placed: readonly PlacedIntent[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
  readonly modelText?: string;
  readonly undoes?: string;
  /** Targets and options that the draft is about where no intent names them. */
  readonly targets?: readonly string[];
  readonly about?: readonly (readonly string[])[];
}

/** Explains a candidate, judges it, and stores it as a proposal. A protected change is refused. */
export async function store(
  context: Context,
  observation: Observation,
  draft: Draft,
): Promise<Result<Proposed>> {
  const { repo } = observation;
  const refs = { base: refOf(repo, repo.head), candidate: refOf(repo, draft.commit) };
  const ids = [...new Set(draft.targets ?? draft.placed.flatMap(({ targets }) => targets))];
  const targets = ids.length > 0 ? ids.map(parseTargetId) : observation.targets;
  context.report({ kind: "step", text: "evaluating what changes" });
  const delta = await optionDelta(context, refs, targets, draft.placed, draft.about);
  // A candidate that does not evaluate may be looked at; Nix that could not be asked is no answer.
  if (!delta.ok && delta.problem.code !== "evaluation-failed") return delta;
  const effects = delta.ok ? delta.value.effects : [];
  const notes = [...draft.notes];
  if (!delta.ok) notes.push(`The candidate does not evaluate yet: ${delta.problem.message}`);
  for (const { target, option, state } of delta.ok ? delta.value.without : [])
    notes.push(
      `${option} does not change on ${target}: ${
        state?.priority !== null && (state?.priority ?? 100) < 100
          ? "another definition has a higher priority (mkForce)"
          : "its evaluated value is the same"
      }.`,
    );
  notes.push(...breakages(effects));
  const review = await reviewable(context, repo.head, draft.commit, effects);
  if (!review.ok) return review;
  if (review.value.files.length === 0)
    return problem("wrong-state", "This changes nothing: the branch's files are so already.");
  const findings = attachHunks(judge({ effects, files: review.value.files }), review.value);
  const refused = findings.filter(({ tier }) => tier === "protected");
  if (refused.length > 0)
    return problem(
      "policy-refused",
      `This change touches what Agentix never changes: ${refused.map(({ message }) => message).join("; ")}.`,
      {
        hint: "Make this change by hand if you want it.",
        details: { findings: refused },
      },
    );
  notes.push(...placementNotes(draft.placed));
  return context.store.withLock(async () => {
    const id = await context.store.nextId();
    if (!id.ok) return id;
    const kept = await context.git.keep(id.value, draft.commit);
    if (!kept.ok) return kept;
    const now = context.clock.now().toISOString();
    const paths = review.value.files.map(({ path }) => path);
    const proposal: Proposal = {
      id: id.value,
      goal: draft.goal,
      state: "proposed",
      createdAt: now,
      updatedAt: now,
      planner: draft.planner,
      base: repo.head,
      branch: repo.branch ?? "",
      flakeDir: repo.flakeDir,
      original: draft.commit,
      candidate: draft.commit,
      intents: [...draft.placed],
      targets: targets.map(targetId),
      files: review.value.files,
      explanation: {
        summary: summarise(effects, paths),
        effects: [...effects],
        notes,
        ...(draft.modelText === undefined ? {} : { model: draft.modelText }),
      },
      findings,
      verification: null,
      approval: null,
      applied: null,
      ...(draft.undoes === undefined ? {} : { undoes: draft.undoes }),
    };
    const recorded = await record(
      context,
      "propose",
      "proposed",
      { goal: draft.goal, base: repo.head, files: paths },
      proposal,
    );
    if (!recorded.ok) return recorded;
    const saved = await context.store.save(proposal);
    if (!saved.ok) return saved;
    return ok({
      proposal,
      questions: draft.questions,
      notes,
      already: draft.placed.filter(({ outcome }) => outcome === "already-so"),
    });
  });
}

/** What a candidate breaks, before it is verified: values that could be evaluated at the base. */
function breakages(effects: readonly Effect[]): string[] {
  const failure = (value: unknown) => (value as { _err?: unknown } | null)?._err;
  return effects
    .filter(({ before, after }) => failure(after) !== undefined && failure(before) === undefined)
    .map(
      ({ option, target, after }) =>
        `${option} does not evaluate any more on ${target}: ${String(failure(after)).replace(/\.?$/, ".")} Verification will not pass.`,
    );
}

/** Where each option went that was defined nowhere; once for a file that several joined. */
function placementNotes(placed: readonly PlacedIntent[]): string[] {
  const own = placed.map(({ path }) => `beside ${showPath(path)}`);
  return placed.flatMap(({ path, file, outcome, placement }) => {
    if (!file || outcome !== "edited" || own.includes(placement)) return [];
    if (/is defined there$|^it is the only module$/.test(placement)) return [];
    const link = placement.startsWith("beside") ? ", " : ": ";
    return [`${showPath(path)} goes into ${file}${link}${placement}.`];
  });
}
