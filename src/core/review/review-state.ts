import type { Decision } from "../hunk.ts";
import type { Cuts } from "../patch/cuts.ts";
import { type Sent, storedDecisions } from "../patch/merge-decisions.ts";
import type { Proposal } from "../proposal.ts";
import type { Marks } from "./diff-marks.ts";
import type { DiffLayout, DiffRow } from "./diff-rows.ts";
import { hunkNear } from "./diff-rows.ts";
import type { SourceFile, ViewFile, ViewHunk } from "./diff-view.ts";
import type { FileSource } from "./source.ts";

export type Decisions = Readonly<Record<string, Decision>>;

/** What a person chose: what undo goes back to. */
export interface Choice {
  readonly decisions: Decisions;
  readonly cuts: Cuts;
}

/** A proposal under review: what is decided, where the reader is, and how to get back. */
export interface Review extends Choice {
  readonly proposal: Proposal;
  /** The proposal with its hunks cut as they are here; decisions as they are stored. */
  readonly shown: Proposal;
  /** git's patch, not cut. */
  readonly patch: readonly SourceFile[];
  readonly files: readonly ViewFile[];
  readonly hunks: readonly ViewHunk[];
  readonly past: readonly Choice[];
  readonly future: readonly Choice[];
  /** Row where the selection of lines began. */
  readonly selecting: number | null;
  /** Decisions and cuts that are on their way to the store. */
  readonly sent: Sent;
  /** Texts of the changed files, as far as they are read. */
  readonly sources: ReadonlyMap<string, FileSource>;
  /** Unchanged regions that are shown, by their ids. */
  readonly unfolded: ReadonlySet<string>;
  /** What is looked for, and the rows that hold it. */
  readonly query: string;
  readonly matches: readonly number[];
  readonly rows: readonly DiffRow[];
  /** What evaluation says against hunks as they are decided now. */
  readonly marks: Marks;
  readonly view: ReviewView;
  /** Row that the reader is on, and the first row on the screen. */
  readonly cursor: number;
  readonly top: number;
}

/** How the diff is laid out: columns for text, rows on the screen. */
export interface ReviewView {
  readonly layout: DiffLayout;
  readonly width: number;
  readonly height: number;
}

/** The hunk that the cursor is in, or the next one below it. */
export function currentHunk(review: Review): ViewHunk | undefined {
  for (let row = review.cursor; row < review.rows.length; row += 1) {
    const index = hunkNear(review.rows[row]);
    if (index !== null) return review.hunks[index];
    if (review.rows[row]?.kind === "blank" && row > 0) {
      const above = hunkNear(review.rows[row - 1]);
      if (above !== null) return review.hunks[above];
    }
  }
  return review.hunks.at(-1);
}

/** What is decided about a hunk. */
export function decisionOf(review: Review, id: string): Decision {
  return review.decisions[id] ?? "undecided";
}

/** How far the review is. */
export function counts(review: Review): Record<Decision, number> & { total: number } {
  const result = { accepted: 0, rejected: 0, undecided: 0, total: review.hunks.length };
  for (const { hunk } of review.hunks) result[decisionOf(review, hunk.id)] += 1;
  return result;
}

const keptSteps = 200;

/** What is chosen now. */
export function choiceOf({ decisions, cuts }: Review): Choice {
  return { decisions, cuts };
}

/** The review with what is chosen now as the last step that undo goes back to. */
export function remembered(review: Review): Review {
  return { ...review, past: [...review.past, choiceOf(review)].slice(-keptSteps), future: [] };
}

/** Decisions on hunks as they are cut now that are neither stored nor on their way there. */
export function unsaved(review: Review): Record<string, Decision> {
  const stored = storedDecisions(review.proposal);
  const changed: Record<string, Decision> = {};
  for (const { hunk } of review.hunks) {
    const decision = decisionOf(review, hunk.id);
    if (decision !== (review.sent.decisions[hunk.id] ?? stored[hunk.id]))
      changed[hunk.id] = decision;
  }
  return changed;
}
