import type { Proposal } from "../proposal.ts";

/**
 * What a diff is drawn from. Of a decision only whether it rejects: nothing is said of what a rejected hunk does not
 * change (see `withoutEffect`).
 */
function drawn({ files, ...proposal }: Proposal): string {
  const plain = files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({ ...hunk, decision: hunk.decision === "rejected" })),
  }));
  const { explanation, findings, verification, comments, edited, cuts, why } = proposal;
  return JSON.stringify([plain, explanation, findings, verification, comments, edited, cuts, why]);
}

/** Whether two stored states of a proposal have the same rows, so that a decision need not lay them out again. */
export function sameDiff(a: Proposal, b: Proposal): boolean {
  return a.base === b.base && a.original === b.original && drawn(a) === drawn(b);
}
