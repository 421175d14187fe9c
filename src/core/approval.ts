import { z } from "zod";

/** What an approval is bound to; any change between review and apply changes the digest. */
export const approvalInputsSchema = z.object({
  base: z.string(),
  candidate: z.string(),
  candidateTree: z.string(),
  decisions: z.array(z.tuple([z.string(), z.string()])),
  /** Digest of the policy in force. */
  policy: z.string(),
  /** SHA-256 of the candidate's flake.lock; null without one. */
  lock: z.string().nullable(),
  /** Store paths that verification built, by target. */
  toplevels: z.record(z.string(), z.string()),
  /** SHA-256 of the verification that the person was shown; null without one. */
  verification: z.string().nullable(),
  nix: z.string(),
});
export type ApprovalInputs = z.infer<typeof approvalInputsSchema>;

/**
 * Permission to apply exactly one candidate. Bound to a digest of everything that was looked at,
 * single-use, expiring; minted by a person at a terminal or by a policy rule, never by a model.
 */
export const approvalSchema = z.object({
  id: z.string(),
  proposal: z.string(),
  candidate: z.string(),
  /** SHA-256 of the canonical form of everything here but `usedAt` and itself; it stands in the audit log as well. */
  digest: z.string(),
  inputs: approvalInputsSchema,
  by: z.object({
    kind: z.enum(["human", "policy"]),
    user: z.string(),
    rule: z.string().optional(),
  }),
  at: z.string(),
  expiresAt: z.string(),
  /** Set once `apply` has used it. */
  usedAt: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

const names: Record<keyof ApprovalInputs, string> = {
  base: "the commit it starts from",
  candidate: "the proposed commit",
  candidateTree: "the proposed files",
  decisions: "the hunk decisions",
  policy: "the policy",
  lock: "flake.lock",
  toplevels: "what was built",
  verification: "the verification",
  nix: "the Nix version",
};

/** Names, in plain words, what differs from what was approved. */
export function changedInputs(approved: ApprovalInputs, now: ApprovalInputs): string[] {
  return (Object.keys(names) as (keyof ApprovalInputs)[])
    .filter((key) => JSON.stringify(approved[key]) !== JSON.stringify(now[key]))
    .map((key) => names[key]);
}
