import { z } from "zod";

/**
 * Permission to apply exactly one candidate. Bound to a digest of everything that was looked at,
 * single-use, expiring; minted by a person at a terminal or by a policy rule, never by a model.
 */
export const approvalSchema = z.object({
  id: z.string(),
  proposal: z.string(),
  candidate: z.string(),
  digest: z.string(),
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

/** What an approval is bound to; any change between review and apply changes the digest. */
export interface ApprovalInputs {
  readonly base: string;
  readonly candidate: string;
  readonly candidateTree: string;
  readonly decisions: readonly (readonly [hunk: string, decision: string])[];
  readonly policy: string;
  readonly lock: string | null;
  readonly toplevels: Readonly<Record<string, string>>;
  readonly nix: string;
}
