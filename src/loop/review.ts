import type { Decision } from "../core/hunk.ts";
import { cutPatch } from "../core/patch/cuts.ts";
import { parsePatch } from "../core/patch/patch.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { isOpen } from "./life.ts";
import { type Cutting, recut } from "./recut.ts";
import { selectionCommit } from "./selection.ts";
import { tied, tiesOf } from "./ties.ts";

/**
 * What a reviewer decided. `acceptAll` leaves hunks of tier high alone, those with hidden characters among
 * them: they are decided one by one.
 */
export interface Decisions extends Cutting {
  readonly accept: readonly string[];
  readonly reject: readonly string[];
  readonly reset?: readonly string[];
  readonly acceptAll?: boolean;
}

/** The hunk that an id, or the start of one, names. */
export function resolve(proposal: Proposal, wanted: string): Result<string> {
  const matches = hunksOf(proposal).filter(({ id }) => id === wanted || id.startsWith(wanted));
  const [only] = matches;
  if (only && wanted !== "" && matches.length === 1) return ok(only.id);
  return problem(
    "unknown-hunk",
    matches.length > 1
      ? `${wanted} could mean ${matches.map(({ id }) => id).join(", ")}.`
      : `${proposal.id} has no hunk ${JSON.stringify(wanted)}.`,
    {
      hint: `Hunks: ${hunksOf(proposal)
        .map(({ id }) => id)
        .join(", ")}.`,
    },
  );
}

/**
 * Applies hunk decisions. The candidate becomes the commit that holds every hunk that is not
 * rejected; when it changes, what was verified or approved no longer counts.
 */
export async function review(
  context: Context,
  reference: string,
  decisions: Decisions,
): Promise<Result<Proposal>> {
  const done = await context.store.withLock(() => decide(context, reference, decisions));
  return done.ok ? done : refuse(context, "review", done.problem);
}

async function decide(
  context: Context,
  reference: string,
  decisions: Decisions,
): Promise<Result<Proposal>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const open = isOpen(found.value, "reviewed");
  if (!open.ok) return open;
  const cut = await cutAsWanted(context, found.value, decisions);
  if (!cut.ok) return cut;
  const proposal = cut.value;
  const wished = new Map<string, Decision>(hunksOf(proposal).map((h) => [h.id, h.decision]));
  const said = new Set<string>();
  if (decisions.acceptAll)
    for (const { id, tier } of hunksOf(proposal))
      if (tier === "low" || tier === "medium") wished.set(id, "accepted");
  for (const [list, decision] of [
    [decisions.accept, "accepted"],
    [decisions.reject, "rejected"],
    [decisions.reset ?? [], "undecided"],
  ] as const)
    for (const wanted of list) {
      const id = resolve(proposal, wanted);
      if (!id.ok) return id;
      if (decision === "rejected" && decisions.accept.includes(wanted))
        return problem("usage", `Hunk ${wanted} is both accepted and rejected.`);
      wished.set(id.value, decision);
      said.add(id.value);
    }
  const patch = await context.git.patch(proposal.base, proposal.original);
  if (!patch.ok) return patch;
  const together = tied(tiesOf(cutPatch(parsePatch(patch.value), proposal.cuts)), wished, said);
  if (!together.ok) return together;
  const chosen = together.value;
  const candidate = await candidateFor(context, proposal, chosen);
  if (!candidate.ok) return candidate;
  const changed = candidate.value !== proposal.candidate;
  const reviewed = withoutApproval({
    ...proposal,
    updatedAt: context.clock.now().toISOString(),
    candidate: candidate.value,
    files: proposal.files.map((file) => ({
      ...file,
      hunks: file.hunks.map((h) => ({ ...h, decision: chosen.get(h.id) ?? h.decision })),
    })),
    ...(changed ? { state: "proposed" as const, verification: null, approval: null } : {}),
  });
  const recorded = await record(
    context,
    "review",
    "decided",
    { hunks: Object.fromEntries(chosen), ...(proposal.cuts ? { cuts: proposal.cuts } : {}) },
    reviewed,
  );
  if (!recorded.ok) return recorded;
  const saved = await context.store.save(reviewed);
  return saved.ok ? ok(reviewed) : saved;
}

async function cutAsWanted(
  context: Context,
  proposal: Proposal,
  { cuts, split = [] }: Decisions,
): Promise<Result<Proposal>> {
  const ids: string[] = [];
  for (const wanted of split) {
    const id = resolve(proposal, wanted);
    if (!id.ok) return id;
    ids.push(id.value);
  }
  return recut(context, proposal, { split: ids, ...(cuts ? { cuts } : {}) });
}

/** An approval is about these hunks; when they are cut or decided otherwise, it does not count any more. */
function withoutApproval(proposal: Proposal): Proposal {
  if (proposal.state !== "approved") return proposal;
  const approved = new Map(proposal.approval?.inputs.decisions);
  const isSame = hunksOf(proposal).every(({ id, decision }) => approved.get(id) === decision);
  return isSame ? proposal : { ...proposal, state: "verified", approval: null };
}

/** The commit with every hunk that is not rejected, kept under the proposal's refs. */
export async function candidateFor(
  context: Context,
  proposal: Proposal,
  decisions: ReadonlyMap<string, Decision>,
): Promise<Result<string>> {
  const wanted = hunksOf(proposal).filter(({ id }) => decisions.get(id) !== "rejected");
  if (wanted.length === hunksOf(proposal).length) return ok(proposal.original);
  const commit = await selectionCommit(context, proposal, new Set(wanted.map(({ id }) => id)));
  if (!commit.ok || [proposal.base, proposal.original].includes(commit.value)) return commit;
  const kept = await context.git.keep(proposal.id, commit.value, "selected");
  return kept.ok ? commit : kept;
}
