import type { PlacedIntent, Question } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import type { Answer, FreeEdit, Offered } from "../core/plan-parts.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { parseTargetId, targetId } from "../core/target.ts";
import type { Effect } from "../core/verification.ts";
import { judge } from "../policy/judge.ts";
import { record } from "./audit.ts";
import { type Context, refOf } from "./context.ts";
import { raised } from "./doubts.ts";
import { type Delta, failureIn, optionDelta, summarise } from "./explain.ts";
import { attachHunks } from "./findings.ts";
import { freeNotes } from "./free-notes.ts";
import { reviewable, touchedOptions } from "./hunks.ts";
import { unaskedFindings } from "./unasked.ts";
import { wholeDelta } from "./whole-delta.ts";

/** What came of a goal: a stored proposal, questions, or the news that all is so already. */
export interface Proposed {
  readonly proposal: Proposal | null;
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
  /** Intents that were so already. */
  readonly already: readonly PlacedIntent[];
  /** What was answered, where the goal asked something. */
  readonly answers: readonly Answer[];
  /** A second proposal: the refactor of what the first one would add to. */
  readonly beside?: Proposal;
}

/** What `propose` and `undo` hand over to be stored. */
interface Draft {
  readonly goal: string;
  readonly planner: Proposal["planner"];
  /** What its line in the audit log says besides. */
  readonly audited?: Readonly<Record<string, unknown>>;
  readonly commit: string;
  readonly placed: readonly PlacedIntent[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
  readonly answers?: readonly Answer[];
  readonly modelText?: string;
  readonly freeEdits?: readonly FreeEdit[];
  readonly offered?: readonly Offered[];
  readonly undoes?: string;
  readonly revises?: string;
  readonly besides?: string;
  /** Targets and options that the draft is about where no intent names them. */
  readonly targets?: readonly string[];
  readonly about?: readonly (readonly string[])[];
  /** Everything that the repository writes was compared before: `about` is all that changes. */
  readonly compared?: boolean;
}

/** Explains a candidate, judges it, and stores it as a proposal. A protected change is refused. */
export async function storeProposal(
  context: Context,
  observation: Observation,
  draft: Draft,
): Promise<Result<Proposed>> {
  const { repo } = observation;
  const refs = { base: refOf(repo, repo.head), candidate: refOf(repo, draft.commit) };
  const ids = [...new Set(draft.targets ?? draft.placed.flatMap(({ targets }) => targets))];
  const targets = ids.length > 0 ? ids.map(parseTargetId) : observation.targets;
  context.report({ kind: "step", text: "evaluating what changes" });
  const touched = await touchedOptions(context, repo.head, draft.commit);
  if (!touched.ok) return touched;
  const about = [...(draft.about ?? []), ...touched.value];
  const delta = draft.compared
    ? await optionDelta(context, refs, targets, draft.placed, about)
    : await wholeDelta(context, refs, targets, draft.placed, about);
  // A candidate that does not evaluate may be looked at; Nix that could not be asked is no answer.
  if (!delta.ok && delta.problem.code !== "evaluation-failed") return delta;
  const effects = delta.ok ? delta.value.effects : [];
  const notes = [...draft.notes];
  if (!delta.ok) notes.push(unevaluated(delta.problem.message));
  for (const one of delta.ok ? delta.value.without : []) notes.push(unmoved(one));
  notes.push(...(delta.ok ? delta.value.off : []), ...breakages(effects));
  const made = await reviewable(context, repo.head, draft.commit, {
    effects: delta.ok ? effects : null,
  });
  if (!made.ok) return made;
  const origin = { intents: draft.placed, freeEdits: draft.freeEdits };
  const review = raised(made.value, origin);
  if (review.files.length === 0)
    return problem("wrong-state", "This changes nothing: the branch's files are so already.");
  const findings = attachHunks(
    [
      ...judge(context.policy, { effects, files: review.files }),
      ...unaskedFindings(effects, { ...origin, goal: draft.goal }),
    ],
    review,
    origin,
  );
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
  if (delta.ok)
    notes.push(
      ...(await freeNotes(context, refs, targets, draft.freeEdits ?? [], effects.length > 0)),
    );
  notes.push(...placementNotes(draft.placed));
  return context.store.withLock(async () => {
    const id = await context.store.nextId();
    if (!id.ok) return id;
    const kept = await context.git.keep(id.value, draft.commit);
    if (!kept.ok) return kept;
    const now = context.clock.now().toISOString();
    const paths = review.files.map(({ path }) => path);
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
      files: review.files,
      explanation: {
        summary: summarise(effects, paths),
        effects: [...effects],
        ...(delta.ok ? { evaluated: [...delta.value.evaluated] } : {}),
        notes,
        ...(draft.modelText === undefined ? {} : { model: draft.modelText }),
      },
      findings,
      verification: null,
      approval: null,
      applied: null,
      ...(draft.freeEdits === undefined ? {} : { freeEdits: [...draft.freeEdits] }),
      ...(draft.offered === undefined ? {} : { offered: [...draft.offered] }),
      ...(draft.undoes === undefined ? {} : { undoes: draft.undoes }),
      ...(draft.revises === undefined ? {} : { revises: draft.revises }),
      ...(draft.besides === undefined ? {} : { besides: draft.besides }),
    };
    const recorded = await record(
      context,
      "propose",
      "proposed",
      { goal: draft.goal, base: repo.head, files: paths, ...draft.audited },
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
      answers: draft.answers ?? [],
    });
  });
}

/** What is said of an option that was written and did not move on a target. */
export function unmoved({ target, option, state }: Delta["without"][number]): string {
  if (state?.error !== undefined)
    return `${option} could not be evaluated on ${target}, neither before nor after: ${state.error.replace(/\.?$/, ".")} What changes there is not known.`;
  const forced = state?.priority !== null && (state?.priority ?? 100) < 100;
  const why = forced
    ? "another definition has a higher priority (mkForce)"
    : "its evaluated value is the same";
  return `${option} does not change on ${target}: ${why}.`;
}

/** The note of a candidate that does not evaluate. */
export function unevaluated(why: string): string {
  return `The candidate does not evaluate yet: ${why}`;
}

/** Whether a note says how the candidate evaluated: it does not hold any more when that is another one. */
export function isOfEvaluation(note: string): boolean {
  return /^The candidate does not evaluate yet: | Verification will not pass\.$/.test(note);
}

/** What a candidate breaks, before it is verified: values that could be evaluated at the base, by reason. */
export function breakages(effects: readonly Effect[]): string[] {
  const broken = effects.filter(
    ({ before, after }) => failureIn(after) !== undefined && failureIn(before) === undefined,
  );
  const reasons = Map.groupBy(broken, ({ target, after }) => `${target} ${failureIn(after)}`);
  return [...reasons.values()].map((some) => {
    const options = some.map(({ option }) => option);
    const [{ target, after } = { target: "", after: null }] = some;
    const shown = options.slice(0, 3).join(", ");
    const more = options.length > 3 ? ` and ${options.length - 3} more` : "";
    const verb = options.length === 1 ? "does" : "do";
    const why = (failureIn(after) ?? "").replace(/\.?$/, ".");
    return `${shown}${more} ${verb} not evaluate any more on ${target}: ${why} Verification will not pass.`;
  });
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
