import type { Decision } from "./hunk.ts";
import type { Proposal } from "./proposal.ts";

type Decisions = Readonly<Record<string, Decision>>;

/** What a merge needs of a review. */
interface Decided {
  readonly proposal: Proposal;
  readonly decisions: Decisions;
  readonly past: readonly Decisions[];
  readonly future: readonly Decisions[];
  /** Decisions that are on their way to the store. */
  readonly sent: Decisions;
}

/** The decisions that a stored proposal holds. */
export function storedDecisions(proposal: Proposal): Record<string, Decision> {
  const result: Record<string, Decision> = {};
  for (const { hunks } of proposal.files)
    for (const { id, decision } of hunks) result[id] = decision;
  return result;
}

/**
 * Takes in what another agentix decided meanwhile. A decision made here and not stored yet stays; one that
 * was made here and stored gives way to a newer stored one, in the steps that undo returns to as well, so
 * that going back here never takes back what was decided there. `done`: the sent decisions arrived.
 */
export function mergeDecisions<T extends Decided>(
  review: T,
  stored: Proposal,
  done: boolean,
): Pick<Decided, "decisions" | "past" | "future" | "sent"> {
  const before = storedDecisions(review.proposal);
  const foreign: Record<string, Decision> = {};
  for (const [id, decision] of Object.entries(storedDecisions(stored))) {
    const sent = review.sent[id];
    if (sent !== undefined && !done) continue;
    const here = review.decisions[id];
    const expected = sent ?? before[id];
    if (here === undefined || (here === expected && here !== decision)) foreign[id] = decision;
  }
  const sent = done ? {} : review.sent;
  const { decisions, past, future } = review;
  if (Object.keys(foreign).length === 0) return { decisions, past, future, sent };
  const taken = (one: Decisions): Decisions => ({ ...one, ...foreign });
  return { decisions: taken(decisions), past: past.map(taken), future: future.map(taken), sent };
}
