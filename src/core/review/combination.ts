import type { Decision } from "../hunk.ts";
import { hunksOf, type Proposal } from "../proposal.ts";

/** The hunks that the decisions make up now, among all of a proposal. */
export interface Combination {
  /** Tells combinations apart: base, original and hunks. */
  readonly key: string;
  /** Ids in the proposal's order; empty when nothing is left to evaluate. */
  readonly chosen: readonly string[];
  readonly total: number;
  /** Whether it is what the stored candidate holds: every hunk that is not rejected. */
  readonly isCandidate: boolean;
}

/** The accepted hunks when there is one, else every hunk that is not rejected. */
export function combinationOf(
  proposal: Proposal,
  decisionOf: (id: string) => Decision,
): Combination {
  const hunks = hunksOf(proposal).map(({ id }) => ({ id, decision: decisionOf(id) }));
  const kept = hunks.filter(({ decision }) => decision !== "rejected");
  const accepted = kept.filter(({ decision }) => decision === "accepted");
  const chosen = (accepted.length > 0 ? accepted : kept).map(({ id }) => id);
  const { id, base, original } = proposal;
  return {
    key: [id, base, original, ...chosen].join(" "),
    chosen,
    total: hunks.length,
    isCandidate: chosen.length === kept.length,
  };
}
