import type { Actions, Listener, Opened } from "../../components/actions.ts";
import type { RepoState } from "../core/observation.ts";
import { type PatchFile, parsePatch } from "../core/patch/patch.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, type Problem, problem, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { ProposalItem, Snapshot } from "../core/ui/ui-state.ts";
import { apply } from "../loop/apply.ts";
import { approve } from "../loop/approve.ts";
import { check } from "../loop/check.ts";
import { comment } from "../loop/comment.ts";
import { openCompleter } from "../loop/completions.ts";
import { type Context, refOf } from "../loop/context.ts";
import { currentState } from "../loop/life.ts";
import { propose } from "../loop/propose.ts";
import { reject } from "../loop/reject.ts";
import { review } from "../loop/review.ts";
import { revise } from "../loop/revise.ts";
import type { Proposed } from "../loop/store-proposal.ts";
import { undo } from "../loop/undo.ts";
import { verify } from "../loop/verify.ts";
import type { HostState } from "../ports/host.ts";
import type { Process } from "../ports/system.ts";
import { besideText } from "./describe.ts";
import { editHunk, editReply } from "./edit-hunk.ts";
import { modelName } from "./model-words.ts";
import type { ModelState } from "./planners.ts";
import { readSources } from "./tui-sources.ts";
import { tierOf } from "./view.ts";

/** What the actions need besides the loop's context. */
export interface TuiParts {
  readonly context: Context;
  readonly policy: string;
  /** What starts the person's editor, and the environment that says which one it is. */
  readonly process: Process;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly host: () => Promise<HostState | null>;
  readonly model: () => Promise<ModelState>;
  /** Set where the UI runs without a usable Nix. */
  readonly nixProblem: Problem | null;
  /** Whether hunks are evaluated as they are decided. */
  readonly live: boolean;
}

const shownAudit = 1000;

/** The loop as the UI calls it; every action works on what is stored now. */
export function tuiActions(parts: TuiParts): Actions {
  const { context } = parts;
  const completer = openCompleter(context);
  const looks = snapshots(parts);
  const listening = (listener: Listener, signal: AbortSignal): Context => ({
    ...context,
    signal,
    report: (progress) => {
      if (progress.kind === "step") listener.progress(progress.text);
      else if (progress.kind === "text") listener.text(progress.text);
      else if (progress.kind === "thinking") listener.thinking(progress.text);
      else if (progress.kind === "build") listener.log(progress.target, progress.event);
    },
  });
  // Every decision answers with the patch that is open already.
  let last: { readonly commits: string; readonly patch: PatchFile[] } | undefined;
  const opened = async (result: Result<Proposal>): Promise<Result<Opened>> => {
    if (!result.ok) return result;
    const { base, original } = result.value;
    const commits = `${base} ${original}`;
    if (last?.commits !== commits) {
      const patch = await context.git.patch(base, original);
      if (!patch.ok) return patch;
      last = { commits, patch: parsePatch(patch.value) };
    }
    return ok({ proposal: result.value, patch: last.patch });
  };
  const made = async (result: Result<Proposed>) => {
    if (!result.ok) return result;
    const { proposal, questions, already, answers, beside } = result.value;
    const facts = answers.map(({ text }) => text);
    const known = already.map(({ path }) => `${path.join(".")} is so already.`);
    if (!proposal)
      return ok({ opened: null, questions, notes: [...facts, ...result.value.notes, ...known] });
    const shown = await opened(ok(proposal));
    if (!shown.ok) return shown;
    const more = beside ? { beside: besideText(beside) } : {};
    return ok({ opened: shown.value, questions, notes: [...facts, ...known], ...more });
  };
  return {
    refresh: looks.read,
    readNames: async (changed, signal) => {
      const seen = looks.seen();
      if (!seen) return;
      const ref = refOf(seen.repo, seen.repo.head);
      await completer.load(ref, seen.targets, changed, signal);
    },
    complete: async (word) =>
      parts.nixProblem ? { candidates: [], more: 0, loading: null } : completer.complete(word),
    audit: async (only) => {
      const entries = await context.store.auditEntries(shownAudit, only ?? undefined);
      if (!entries.ok) return entries;
      const report = await context.store.auditVerify();
      return report.ok ? ok({ entries: entries.value, report: report.value }) : report;
    },
    propose: async (goal, listener, signal, revises) => {
      const heard = listening(listener, signal);
      return made(await (revises ? revise(heard, revises, goal) : propose(heard, goal)));
    },
    open: async (id) => opened(await context.store.find(id)),
    compare: async (first, second) => {
      const [a, b] = [await context.store.find(first), await context.store.find(second)];
      if (!a.ok) return a;
      if (!b.ok) return b;
      const patch = await context.git.patch(a.value.candidate, b.value.candidate);
      return patch.ok ? ok({ a: a.value, b: b.value, patch: parsePatch(patch.value) }) : patch;
    },
    sources: (request, each, signal) => readSources(context.git, request, each, signal),
    decide: async (id, decisions, cuts) => {
      const of = (wanted: string) =>
        Object.entries(decisions)
          .filter(([, decision]) => decision === wanted)
          .map(([hunk]) => hunk);
      const lists = {
        accept: of("accepted"),
        reject: of("rejected"),
        reset: of("undecided"),
        cuts,
      };
      return opened(await review(context, id, lists));
    },
    verify: async (id, listener, signal) => {
      const done = await verify(listening(listener, signal), id);
      return done.ok ? opened(ok(done.value.proposal)) : done;
    },
    ...(parts.live && !parts.nixProblem
      ? {
          check: (proposal, chosen, tell, signal) =>
            check({ ...context, signal }, proposal, new Set(chosen), tell),
        }
      : {}),
    approve: async (shown) => opened(await approve(context, shown)),
    comment: async (id, hunk, text) => opened(await comment(context, id, hunk, text)),
    revise: async (id, listener, signal) => made(await revise(listening(listener, signal), id)),
    edit: async (request, away, listener, signal) => {
      const { process, env } = parts;
      const work = { context: listening(listener, signal), process, env, away };
      const done = await editHunk(work, request.id, request.hunk, request.draft ?? undefined);
      return done.ok ? editReply(request, done.value, opened) : done;
    },
    apply: async (id) => opened(await apply(context, id)),
    drop: async (id) => opened(await reject(context, id)),
    takeBack: async (id) => {
      const done = await made(await undo(context, id));
      if (!done.ok) return done;
      return done.value.opened
        ? ok(done.value.opened)
        : problem("nothing-to-do", `There is nothing left of ${id} to take back.`);
    },
  };
}

function item(proposal: Proposal, repo: RepoState): ProposalItem {
  const { id, goal, revises, besides, undoes } = proposal;
  return {
    id,
    goal,
    state: currentState(proposal, repo),
    tier: tierOf(proposal),
    ...(revises === undefined ? {} : { revises }),
    ...(besides === undefined ? {} : { besides }),
    ...(undoes === undefined ? {} : { undoes }),
  };
}

function hostFacts(host: HostState | null): string[] {
  if (!host) return [];
  return [
    host.name,
    `${host.generations} generations`,
    host.bootedIsCurrent ? "booted = current system" : "booted ≠ current system",
    host.failedUnits.length === 0
      ? "no failed units"
      : `✗ failed: ${host.failedUnits.slice(0, 5).join(", ")}`,
    host.rebootNeeded ? "reboot needed" : "reboot not needed",
  ];
}

interface Looks {
  readonly read: Actions["refresh"];
  /** The repository and its targets at the last look; null before the first. */
  readonly seen: () => { readonly repo: RepoState; readonly targets: readonly Target[] } | null;
}

/** What the status shows. Targets are evaluated once for each commit. */
function snapshots({ context, policy, host, nixProblem, model }: TuiParts): Looks {
  const targetsAt = new Map<string, { found: readonly Target[]; problem: Problem | null }>();
  let seen: ReturnType<Looks["seen"]> = null;
  const targets = async (repo: RepoState) => {
    const known = targetsAt.get(repo.head);
    if (known) return known;
    if (nixProblem) return { found: [], problem: nixProblem };
    const found = await context.nix.targets(refOf(repo, repo.head));
    const result = found.ok
      ? { found: found.value, problem: null }
      : { found: [], problem: found.problem };
    if (found.ok) targetsAt.set(repo.head, result);
    return result;
  };
  const read = async (): Promise<Result<Snapshot>> => {
    const repo = await context.git.observe();
    if (!repo.ok) return repo;
    const [found, nix, proposals, audit, machine, planner] = await Promise.all([
      targets(repo.value),
      nixProblem ? null : context.nix.version(),
      context.store.list(),
      context.store.auditVerify(),
      host(),
      model(),
    ]);
    if (!proposals.ok) return proposals;
    const problems = [found.problem, audit.ok ? null : audit.problem];
    seen = { repo: repo.value, targets: found.found };
    const byAge = [...proposals.value].sort(
      (a, b) => Number(b.id.slice(1)) - Number(a.id.slice(1)),
    );
    return ok({
      name: repo.value.root.split("/").at(-1) ?? repo.value.root,
      branch: repo.value.branch,
      dirty: repo.value.dirty,
      targets: found.found.map(targetId),
      nix: nix?.ok ? `${nix.value.variant} ${nix.value.version}` : null,
      planner: modelName(planner),
      remoteModel: planner.identity?.remote === true,
      policy,
      host: hostFacts(machine),
      proposals: byAge.map((proposal) => item(proposal, repo.value)),
      audit: audit.ok ? { entries: audit.value.entries, ok: audit.value.ok } : null,
      problems: problems.filter((one) => one !== null),
    });
  };
  return { read, seen: () => seen };
}
