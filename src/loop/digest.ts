import { createHash } from "node:crypto";
import type { ApprovalInputs } from "../core/approval.ts";
import { canonical } from "../core/canonical.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import type { Context } from "./context.ts";

/** Gathers, from the repository as it is now, everything that an approval is bound to. */
export async function approvalInputs(
  context: Context,
  proposal: Proposal,
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
    lock: lock.value === null ? null : createHash("sha256").update(lock.value).digest("hex"),
    toplevels: proposal.verification?.toplevels ?? {},
    nix: proposal.verification?.nix ?? "",
  });
}

/** SHA-256 over the canonical form of what was approved. */
export function digestOf(inputs: ApprovalInputs): string {
  return createHash("sha256").update(canonical(inputs)).digest("hex");
}
