import type { Proposal } from "../proposal.ts";

/** What a diff is drawn from, without what changes with every decision. */
function drawn({ files, ...proposal }: Proposal): string {
  const plain = files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({ ...hunk, decision: null })),
  }));
  const { explanation, findings, verification, comments, edited, cuts, why } = proposal;
  return JSON.stringify([plain, explanation, findings, verification, comments, edited, cuts, why]);
}

/** Whether two stored states of a proposal have the same rows, so that a decision need not lay them out again. */
export function sameDiff(a: Proposal, b: Proposal): boolean {
  return a.base === b.base && a.original === b.original && drawn(a) === drawn(b);
}
