import { kindsOf } from "../core/change-kind.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import { record } from "./audit.ts";
import type { Context } from "./context.ts";

/** Writes down that a proposal is on the branch: state, used approval, audit line. */
export async function finishApplied(
  context: Context,
  proposal: Proposal,
  commit: string,
  result: "applied" | "recovered",
): Promise<Result<Proposal>> {
  const now = context.clock.now().toISOString();
  const { applying: _, ...rest } = proposal;
  const applied: Proposal = {
    ...rest,
    state: "applied",
    applied: commit,
    approval: proposal.approval ? { ...proposal.approval, usedAt: now } : null,
    updatedAt: now,
  };
  const recorded = await record(
    context,
    "apply",
    result,
    {
      commit,
      branch: proposal.branch,
      kinds: kindsOf(proposal),
      ...(proposal.approval
        ? {
            approval: proposal.approval.id,
            by: proposal.approval.by.kind,
            ...(proposal.approval.by.rule === undefined ? {} : { rule: proposal.approval.by.rule }),
          }
        : {}),
      ...(proposal.undoes === undefined ? {} : { undoes: proposal.undoes }),
    },
    applied,
  );
  if (!recorded.ok) return recorded;
  const saved = await context.store.save(applied);
  return saved.ok ? ok(applied) : saved;
}

/**
 * Finishes what a killed `apply` left: the git part first (branch and tree), then the records.
 * Does nothing and costs one look when no run was interrupted. Returns the proposal it mended.
 */
export async function recover(context: Context): Promise<Result<Proposal | null>> {
  const proposals = await context.store.list();
  if (!proposals.ok) return proposals;
  const interrupted = proposals.value.find(({ applying }) => applying !== undefined);
  if (!interrupted) return ok(null);
  return context.store.withLock(async () => {
    const again = await context.store.find(interrupted.id);
    if (!again.ok) return again;
    const commit = again.value.applying;
    if (commit === undefined) return ok(null);
    const mended = await context.git.recover();
    if (!mended.ok) return mended;
    const repo = await context.git.observe();
    if (!repo.ok) return repo;
    const there = await context.git.isAncestor(commit, repo.value.head);
    if (!there.ok) return there;
    if (there.value) return finishApplied(context, again.value, commit, "recovered");
    const { applying: _, ...back } = again.value;
    const saved = await context.store.save(back);
    if (!saved.ok) return saved;
    const recorded = await record(context, "apply", "taken-back", { commit }, back);
    return recorded.ok ? ok(back) : recorded;
  });
}
