import { createHash } from "node:crypto";
import type { Approval, ApprovalInputs } from "../core/approval.ts";
import { canonical } from "../core/canonical.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import type { Verification } from "../core/verification.ts";
import type { Context } from "./context.ts";

/**
 * Gathers, from the repository as it is now, everything that an approval is bound to.
 * @param nix variant and version of the Nix in question: of the verification when it is approved, of now when it is used
 */
export async function approvalInputs(
  context: Context,
  proposal: Proposal,
  nix: string,
): Promise<Result<ApprovalInputs>> {
  const tree = await context.git.treeOf(proposal.candidate);
  if (!tree.ok) return tree;
  const prefix = proposal.flakeDir === "" ? "" : `${proposal.flakeDir}/`;
  const lock = await context.git.read(proposal.candidate, `${prefix}flake.lock`);
  if (!lock.ok) return lock;
  return ok({
    base: proposal.base,
    candidate: proposal.candidate,
    candidateTree: tree.value,
    decisions: hunksOf(proposal).map(({ id, decision }): [string, string] => [id, decision]),
    policy: context.policyDigest,
    lock: lock.value === null ? null : sha256(lock.value),
    toplevels: proposal.verification?.toplevels ?? {},
    verification: proposal.verification === null ? null : verificationDigest(proposal.verification),
    nix,
  });
}

/** SHA-256 over the canonical form of a verification, which its line in the audit log has as well. */
export function verificationDigest(verification: Verification): string {
  return sha256(canonical(verification));
}

/** SHA-256 over the canonical form of an approval: what was approved, by whom, and until when. */
export function digestOf(approval: Omit<Approval, "digest" | "usedAt">): string {
  const { id, proposal, candidate, inputs, by, at, expiresAt } = approval;
  return sha256(canonical({ id, proposal, candidate, inputs, by, at, expiresAt }));
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
