import type { FileChange } from "../hunk.ts";
import type { PatchFile } from "../patch/patch.ts";
import type { Proposal } from "../proposal.ts";
import type { SourceFile } from "./diff-view.ts";
import { openReview } from "./review.ts";
import type { Review, ReviewView } from "./review-state.ts";

/** Two proposals beside each other, to be read only: from the candidate of `a` to that of `b`. */
export interface Comparison {
  readonly a: string;
  readonly b: string;
  /** Drawn as any other; its proposal exists nowhere but here. */
  readonly review: Review;
}

/** `p2 ↔ p3`. */
export function comparisonName({ a, b }: Pick<Comparison, "a" | "b">): string {
  return `${a} ↔ ${b}`;
}

function fileOf({ path, status, hunks }: PatchFile): FileChange {
  return {
    path,
    status,
    hunks: hunks.map(({ id, header, oldStart, oldLines, newStart, newLines }) => ({
      id,
      header,
      oldStart,
      oldLines,
      newStart,
      newLines,
      decision: "undecided",
      tier: "low",
    })),
  };
}

function words(a: Proposal, b: Proposal, files: readonly FileChange[]): string[] {
  const notes = [`left ${a.id}: ${a.goal}`, `right ${b.id}: ${b.goal}`];
  if (a.base !== b.base)
    notes.push(
      `Their bases differ: ${a.id} starts from ${a.base.slice(0, 12)}, ${b.id} from ${b.base.slice(0, 12)}. What the branch changed in between is in here too.`,
    );
  if (files.length === 0) notes.push("Both propose exactly the same files.");
  return notes.map((note) => note.replaceAll(/\s+/g, " "));
}

/** Puts two proposals beside each other. `patch` leads from the candidate of `a` to that of `b`. */
export function compareProposals(
  a: Proposal,
  b: Proposal,
  patch: readonly PatchFile[],
  view: ReviewView,
): Comparison {
  const files = patch.map(fileOf);
  const proposal: Proposal = {
    id: comparisonName({ a: a.id, b: b.id }),
    goal: "",
    // Nothing in it can be decided.
    state: "rejected",
    createdAt: b.createdAt,
    updatedAt: b.updatedAt,
    planner: b.planner,
    base: a.candidate,
    branch: b.branch,
    flakeDir: b.flakeDir,
    original: b.candidate,
    candidate: b.candidate,
    intents: [],
    targets: [],
    files,
    explanation: { summary: "", effects: [], notes: words(a, b, files) },
    findings: [],
    verification: null,
    approval: null,
    applied: null,
  };
  const lines: readonly SourceFile[] = patch;
  return { a: a.id, b: b.id, review: openReview(proposal, lines, view) };
}
