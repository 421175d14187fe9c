import { type Approval, changedInputs } from "../core/approval.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Context } from "./context.ts";
import { delegatedTo } from "./delegate.ts";
import { approvalInputs, digestOf } from "./digest.ts";

/**
 * Computes everything that an approval is bound to again. Gives the tree to apply when the approval still stands; a
 * mismatch names what changed.
 */
export async function stillValid(
  context: Context,
  proposal: Proposal,
  approval: Approval,
): Promise<Result<string>> {
  const again = `Look at it and approve it again: agentix approve ${proposal.id}`;
  if (approval.usedAt !== undefined)
    return problem("approval-invalid", `The approval of ${proposal.id} was used already.`, {
      hint: again,
    });
  if (context.clock.now().toISOString() >= approval.expiresAt)
    return problem(
      "approval-invalid",
      `The approval of ${proposal.id} expired at ${approval.expiresAt}.`,
      {
        hint: again,
      },
    );
  const recorded = await isRecorded(context, approval);
  if (!recorded.ok) return recorded;
  if (approval.by.kind === "policy") {
    const rule = await delegatedTo(context, proposal, "apply", approval.by.rule ?? "");
    if (!rule.ok)
      return problem(
        "approval-invalid",
        `The rule that approved ${proposal.id} does not cover it any more: ${rule.problem.message}`,
        { hint: again },
      );
  }
  const nix = await context.nix.version();
  if (!nix.ok) return nix;
  const now = `${nix.value.variant} ${nix.value.version}`;
  const inputs = await approvalInputs(context, proposal, now);
  if (!inputs.ok) return inputs;
  const changed = changedInputs(approval.inputs, inputs.value);
  if (
    changed.length > 0 ||
    approval.proposal !== proposal.id ||
    digestOf(approval) !== approval.digest
  )
    return problem(
      "approval-invalid",
      `The approval of ${proposal.id} does not fit any more: ${changed.join(", ") || "its record"} changed.`,
      { hint: again, details: { changed } },
    );
  return ok(inputs.value.candidateTree);
}

/**
 * The audit log is what an approval stands on: it must verify, hold the approval's own line, and no use of it. So a
 * proposal's file alone, which any program of the person may write, approves nothing.
 */
async function isRecorded(context: Context, approval: Approval): Promise<Result<void>> {
  const again = `Look at it and approve it again: agentix approve ${approval.proposal}`;
  const report = await context.store.auditVerify();
  if (!report.ok) return report;
  if (!report.value.ok)
    return problem("audit-broken", `The audit log does not verify: ${report.value.problems[0]}.`, {
      hint: "What was approved is not certain any more. Look at it: agentix audit verify",
    });
  const entries = await context.store.auditEntries(undefined, approval.proposal);
  if (!entries.ok) return entries;
  const own = entries.value.filter(({ details }) => details.approval === approval.id);
  const isMinted = own.some(
    ({ action, result, details }) =>
      action === "approve" && result === "approved" && details.digest === approval.digest,
  );
  if (!isMinted)
    return problem(
      "approval-invalid",
      `The audit log knows nothing of this approval of ${approval.proposal}.`,
      {
        hint: again,
      },
    );
  const isUsed = own.some(
    ({ action, result }) => action === "apply" && (result === "applied" || result === "recovered"),
  );
  return isUsed
    ? problem("approval-invalid", `The approval of ${approval.proposal} was used already.`, {
        hint: again,
      })
    : ok(undefined);
}
