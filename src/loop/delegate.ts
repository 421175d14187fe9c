import type { AuditEntry } from "../core/audit.ts";
import { tierOfProposal } from "../core/change-kind.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { type AutonomyStep, type Delegation, objections } from "../policy/autonomy.ts";
import { policyName } from "./audit.ts";
import type { Context } from "./context.ts";
import { verificationDigest } from "./digest.ts";

/**
 * The first rule that covers this proposal up to a step, here and now. Without one, a problem says of each rule why it
 * does not. The track record counts only while the audit log verifies.
 */
export async function delegatedTo(
  context: Context,
  proposal: Proposal,
  step: AutonomyStep,
  only?: string,
): Promise<Result<Delegation>> {
  const rules = context.autonomy.filter(({ name }) => only === undefined || name === only);
  if (rules.length === 0)
    return problem("policy-refused", "Nothing is delegated: a script may not approve.", {
      hint: `A person approves at a terminal: agentix approve ${proposal.id}. What may be delegated: docs/autonomy.md`,
    });
  const report = await context.store.auditVerify();
  if (!report.ok) return report;
  if (!report.value.ok)
    return problem("audit-broken", `The audit log does not verify: ${report.value.problems[0]}.`, {
      hint: "No track record counts until it does. Look at it: agentix audit verify",
    });
  const entries = await context.store.auditEntries();
  if (!entries.ok) return entries;
  const fault = recordFault(context, entries.value, proposal);
  if (fault !== null)
    return problem("policy-refused", `The verification of ${proposal.id} ${fault}.`, {
      hint: `Verify it again: agentix verify ${proposal.id}`,
    });
  const circumstances = { now: context.clock.now(), entries: entries.value, step };
  const why: string[] = [];
  for (const rule of rules) {
    const against = objections(rule, proposal, circumstances);
    if (against.length === 0) return ok(rule);
    why.push(`${rule.name}: ${against.join("; ")}`);
  }
  return problem("policy-refused", `No rule delegates ${proposal.id} (${why.join(". ")}).`, {
    hint: `A person approves at a terminal: agentix approve ${proposal.id}`,
    details: { why },
  });
}

/** Nobody looks at what is delegated, so what was found has to be what was found then, as strict, by the rules of now. */
function recordFault(
  context: Context,
  entries: readonly AuditEntry[],
  proposal: Proposal,
): string | null {
  const { id, candidate, verification } = proposal;
  const line = entries.findLast(
    (one) => one.action === "verify" && one.result === "passed" && one.proposal === id,
  );
  const isSame =
    line !== undefined &&
    verification !== null &&
    line.candidate === candidate &&
    line.details.digest === verificationDigest(verification) &&
    line.details.tier === tierOfProposal(proposal);
  if (!isSame) return "is not the one that the audit log has";
  return line.details.policy === context.policyDigest.slice(0, policyName)
    ? null
    : "was made under another policy";
}
