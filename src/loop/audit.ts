import type { Proposal } from "../core/proposal.ts";
import { redactWords } from "../core/redact/text.ts";
import { ok, type Problem, type Result } from "../core/result.ts";
import type { Context } from "./context.ts";

/** What people and programs say in words of their own: secrets in it are masked. */
const free: ReadonlySet<string> = new Set(["goal", "why", "message", "text", "comment"]);

/** So much of the policy's digest names it in a line. */
export const policyName = 12;

/** Steps that policy decides on: their lines name the one in force. */
const bearing: ReadonlySet<string> = new Set(["propose", "verify", "approve", "apply"]);

/**
 * Writes one line of the audit log, before what it speaks of is stored: a step is never in force without
 * its line. A log that cannot be written is a failure of the step itself.
 */
export async function record(
  context: Context,
  action: string,
  result: string,
  details: Record<string, unknown> = {},
  proposal?: Pick<Proposal, "id" | "candidate">,
): Promise<Result<{ seq: number; hash: string }>> {
  const told = Object.entries(details).map(([name, value]): [string, unknown] => [
    name,
    free.has(name) && typeof value === "string" ? redactWords(value) : value,
  ]);
  const entry = await context.store.audit({
    actor: context.actor,
    action,
    result,
    details: {
      ...(bearing.has(action) ? { policy: context.policyDigest.slice(0, policyName) } : {}),
      ...Object.fromEntries(told),
    },
    ...(proposal ? { proposal: proposal.id, candidate: proposal.candidate } : {}),
  });
  return entry.ok ? ok({ seq: entry.value.seq, hash: entry.value.hash }) : entry;
}

/** Writes down that a step was refused, and passes the refusal on. Never hides the first problem. */
export async function refuse(
  context: Context,
  action: string,
  refusal: Problem,
  proposal?: Pick<Proposal, "id" | "candidate">,
  details: Readonly<Record<string, unknown>> = {},
): Promise<{ ok: false; problem: Problem }> {
  await record(
    context,
    action,
    "refused",
    { code: refusal.code, message: refusal.message, ...details },
    proposal,
  );
  return { ok: false, problem: refusal };
}
