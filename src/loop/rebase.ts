import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { record } from "./audit.ts";
import type { Context } from "./context.ts";
import { raised } from "./doubts.ts";
import { reviewable } from "./hunks.ts";
import { selectionCommit } from "./selection.ts";
import { subjectOf } from "./subject.ts";

/** Puts a proposal whose base moved on top of the branch's head, as a new candidate. */
export async function onCurrentBase(
  context: Context,
  { head, branch }: { readonly head: string; readonly branch: string | null },
  proposal: Proposal,
): Promise<Result<{ proposal: Proposal; rebased: boolean }>> {
  if (proposal.base === head && proposal.branch === (branch ?? ""))
    return ok({ proposal, rebased: false });
  return context.store.withLock(async () => {
    const again = await context.store.find(proposal.id);
    if (!again.ok) return again;
    const moved = await movedTo(context, head, branch ?? "", again.value);
    if (!moved.ok) return moved;
    const recorded = await record(
      context,
      "rebase",
      "moved",
      { from: again.value.base, to: head },
      moved.value,
    );
    if (!recorded.ok) return recorded;
    const saved = await context.store.save(moved.value);
    return saved.ok ? ok({ proposal: moved.value, rebased: true }) : saved;
  });
}

async function movedTo(
  context: Context,
  head: string,
  branch: string,
  proposal: Proposal,
): Promise<Result<Proposal>> {
  const { id, base, cuts, explanation } = proposal;
  const message = `agentix: ${subjectOf(proposal.goal)}\n`;
  const original = await context.git.rebase({
    base,
    commit: proposal.original,
    onto: head,
    message,
  });
  if (!original.ok) return original;
  const kept = await context.git.keep(id, original.value);
  if (!kept.ok) return kept;
  const decided = hunksOf(proposal).filter(({ decision }) => decision !== "undecided");
  const decisions = new Map(decided.map((hunk) => [hunk.id, hunk.decision]));
  const { effects } = explanation;
  const review = await reviewable(context, head, original.value, {
    effects,
    decisions,
    cuts,
    before: proposal.files,
  });
  if (!review.ok) return review;
  const { files } = raised(review.value, proposal);
  if (files.length === 0)
    return problem("stale-proposal", `${id} changes nothing on top of ${head.slice(0, 12)}.`, {
      hint: `The branch holds this change already. Reject it: agentix reject ${id}`,
    });
  const moved: Proposal = {
    ...proposal,
    state: "proposed",
    base: head,
    branch,
    original: original.value,
    candidate: original.value,
    files,
    explanation: { ...explanation, notes: [...explanation.notes, ...lost(decided, files)] },
    verification: null,
    approval: null,
    updatedAt: context.clock.now().toISOString(),
  };
  // What the decisions say on the new base: a hunk whose surroundings changed is another one, undecided.
  const wanted = hunksOf(moved).filter(({ decision }) => decision !== "rejected");
  const candidate = await selectionCommit(context, moved, new Set(wanted.map((one) => one.id)));
  if (!candidate.ok) return candidate;
  if (![head, original.value].includes(candidate.value)) {
    const selected = await context.git.keep(id, candidate.value, "selected");
    if (!selected.ok) return selected;
  }
  return ok({ ...moved, candidate: candidate.value });
}

/** Says of decisions that they got lost: their hunks read otherwise on the new base. */
function lost(decided: ReturnType<typeof hunksOf>, files: Proposal["files"]): string[] {
  const there = new Set(files.flatMap(({ hunks }) => hunks.map(({ id }) => id)));
  const count = decided.filter(({ id }) => !there.has(id)).length;
  if (count === 0) return [];
  return [
    `The branch changed next to ${count === 1 ? "a hunk that was" : `${count} hunks that were`} decided: decide again.`,
  ];
}
