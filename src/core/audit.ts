import { z } from "zod";

export const actorSchema = z.object({
  kind: z.enum(["human", "daemon", "mcp", "cli"]),
  user: z.string(),
});
export type Actor = z.infer<typeof actorSchema>;

/** One line of audit.jsonl. `hash` covers the RFC 8785 form of everything else. */
export const auditEntrySchema = z.strictObject({
  seq: z.number().int().positive(),
  time: z.string(),
  /** Hash of the entry before; 64 zeros first. */
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  actor: actorSchema,
  action: z.string(),
  proposal: z.string().optional(),
  candidate: z.string().optional(),
  result: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What `audit verify` found. `head` is the last good entry. */
export interface AuditReport {
  readonly entries: number;
  readonly ok: boolean;
  readonly head: { seq: number; hash: string } | null;
  /** The head pinned outside the file, when there is one. */
  readonly pinned: { seq: number; hash: string } | null;
  readonly problems: readonly string[];
  /** What is odd and may be honest: a clock that was set back. */
  readonly notes?: readonly string[];
}
