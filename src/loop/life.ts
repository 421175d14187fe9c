import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";

const closed: Partial<Record<Proposal["state"], string>> = {
  applied: "is applied already",
  activated: "is activated already",
  rejected: "was rejected",
  "rolled-back": "was applied and rolled back",
};

const hints: Partial<Record<Proposal["state"], string>> = {
  applied: "To take it back: agentix undo",
  activated: "To take it back: agentix undo",
  rejected: "Propose the goal again.",
};

/** Refuses to go on with a proposal whose life has ended. */
export function isOpen(proposal: Proposal, verb: string): Result<Proposal> {
  const why = closed[proposal.state];
  if (why === undefined) return ok(proposal);
  const hint = hints[proposal.state];
  return problem("wrong-state", `${proposal.id} ${why}, so it cannot be ${verb}.`, {
    ...(hint === undefined ? {} : { hint: hint.replace(/undo$/, `undo ${proposal.id}`) }),
    details: { proposal: proposal.id, state: proposal.state },
  });
}

/** The state as it is now: an open proposal whose base is no longer the branch's head is stale. */
export function currentState(
  proposal: Proposal,
  repo: { head: string; branch: string | null },
): Proposal["state"] {
  if (closed[proposal.state] !== undefined) return proposal.state;
  const moved = proposal.base !== repo.head || proposal.branch !== (repo.branch ?? "");
  return moved ? "stale" : proposal.state;
}
