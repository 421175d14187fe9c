import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { apply } from "./apply.ts";
import { approve, approveByRule } from "./approve.ts";
import type { Context } from "./context.ts";
import { propose } from "./propose.ts";
import type { Proposed } from "./store-proposal.ts";
import { type Verified, verify } from "./verify.ts";

/** How far the loop came, and what each part gave. */
export interface Ran {
  readonly proposed: Proposed;
  readonly verified?: Verified;
  readonly applied?: Proposal;
}

/**
 * Observe → plan → patch → explain → test → approve → apply → audit, in order. Stops where nothing
 * is left to do, where verification fails, and where a person is wanted: `ask` shows the verified
 * proposal and returns the person's word; without a person it answers a problem. With "rule" nobody is
 * asked: a rule of the configuration delegates this, or nothing is applied.
 */
export async function run(
  context: Context,
  goal: string,
  ask: ((proposal: Proposal) => Promise<Result<Proposal>>) | "rule",
): Promise<Result<Ran>> {
  const proposed = await propose(context, goal);
  if (!proposed.ok) return proposed;
  const { proposal } = proposed.value;
  if (proposal === null) return ok({ proposed: proposed.value });
  const verified = await verify(context, proposal.id);
  if (!verified.ok) return verified;
  if (!verified.value.verification.ok)
    return problem("verification-failed", `${proposal.id} did not pass verification.`, {
      hint: `See why: agentix show ${proposal.id}`,
      details: { proposal: verified.value.proposal },
    });
  const approved = await decide(context, verified.value.proposal, ask);
  if (!approved.ok) return approved;
  const applied = await apply(context, proposal.id);
  if (!applied.ok) return applied;
  return ok({ proposed: proposed.value, verified: verified.value, applied: applied.value });
}

async function decide(
  context: Context,
  proposal: Proposal,
  ask: ((proposal: Proposal) => Promise<Result<Proposal>>) | "rule",
): Promise<Result<Proposal>> {
  if (ask === "rule") return approveByRule(context, proposal.id);
  const shown = await ask(proposal);
  return shown.ok ? approve(context, shown.value) : shown;
}
