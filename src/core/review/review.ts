import type { Decision } from "../hunk.ts";
import { mergeChoices, nothingSent, type Sent, storedDecisions } from "../patch/merge-decisions.ts";
import { withCuts } from "../patch/pieces.ts";
import type { Proposal } from "../proposal.ts";
import { type Marks, noMarks } from "./diff-marks.ts";
import { careOf, type SourceFile } from "./diff-view.ts";
import { foldFile, foldRegion } from "./review-fold.ts";
import { moveLines, toggleLines } from "./review-lines.ts";
import { marked } from "./review-marks.ts";
import { decideLines, splitHunk, withChoice } from "./review-pieces.ts";
import { at, jump, laidOut, toHunk, toRow } from "./review-place.ts";
import { searchReview, toMatch } from "./review-search.ts";
import {
  choiceOf,
  currentHunk,
  type Decisions,
  decisionOf,
  type Review,
  type ReviewView,
  remembered,
} from "./review-state.ts";
import { sameDiff } from "./same-diff.ts";
import { type FileSource, sameSources, sourceRequest } from "./source.ts";

export type ReviewEvent =
  | { type: "move"; by: number }
  | { type: "page"; by: number }
  | { type: "jump"; to: "first" | "last" | "undecided" }
  | { type: "hunk"; by: 1 | -1 }
  | { type: "file"; by: 1 | -1 }
  /** Decides the hunk under the cursor, or the selected lines, and goes on to the next undecided one. */
  | { type: "decide"; decision: Decision }
  /** Accepts every hunk of the file or of all files, but those that want a look of their own. */
  | { type: "accept"; what: "file" | "all" }
  /** Cuts the hunk under the cursor into its changes. */
  | { type: "split" }
  /** Begins to select lines, or stops. */
  | { type: "lines" }
  | { type: "undo" }
  | { type: "redo" }
  /** Shows or hides the unchanged region at the cursor, or all of its file. */
  | { type: "fold"; what: "region" | "file" }
  /** Goes to the first match at or below the row `origin`. */
  | { type: "search"; query: string; origin: number }
  | { type: "match"; by: 1 | -1 }
  | { type: "sources"; files: readonly FileSource[] }
  | { type: "view"; view: ReviewView }
  | { type: "marks"; marks: Marks }
  /** This goes to the store now; nothing: it did not get there. */
  | { type: "sent"; sent: Sent }
  /** What is stored now. `saved`: the sent decisions have arrived. */
  | {
      type: "proposal";
      proposal: Proposal;
      patch: readonly SourceFile[];
      saved?: boolean | undefined;
    };

/** Opens a proposal for review, at its first undecided hunk. */
export function openReview(
  proposal: Proposal,
  patch: readonly SourceFile[],
  view: ReviewView,
): Review {
  const review = laidOut(
    {
      proposal,
      shown: proposal,
      patch,
      files: [],
      hunks: [],
      decisions: storedDecisions(proposal),
      cuts: proposal.cuts ?? {},
      past: [],
      future: [],
      selecting: null,
      sources: new Map(),
      unfolded: new Set(),
      sent: nothingSent,
      query: "",
      matches: [],
      rows: [],
      marks: noMarks,
      view,
      cursor: 0,
      top: 0,
    },
    true,
  );
  const first = Math.max(
    0,
    review.rows.findIndex((row) => row.kind === "hunk"),
  );
  const placed = at(review, first);
  // What the whole does stands above the first hunk: both, where they fit.
  return first < view.height ? { ...placed, top: 0 } : placed;
}

const news = ["view", "sources", "marks", "sent", "proposal"];

/** One step of a review. Never throws; an event that means nothing here changes nothing. */
export function reviewStep(review: Review, event: ReviewEvent): Review {
  if (review.selecting === null || news.includes(event.type)) return step(review, event);
  return selecting(review, event) ?? step({ ...review, selecting: null }, event);
}

/** A step while lines are selected; undefined for what ends the selection. */
function selecting(review: Review, event: ReviewEvent): Review | undefined {
  switch (event.type) {
    case "move":
      return moveLines(review, event.by);
    case "page":
      return moveLines(review, event.by * Math.max(1, review.view.height - 2));
    case "jump": {
      const far = { first: -review.rows.length, last: review.rows.length, undecided: null };
      const by = far[event.to];
      return by === null ? undefined : moveLines(review, by);
    }
    case "decide":
      return decideLines(review, event.decision);
    case "lines":
      return toggleLines(review);
    default:
      return undefined;
  }
}

function step(review: Review, event: ReviewEvent): Review {
  switch (event.type) {
    case "move":
      return at(review, review.cursor + event.by);
    case "page":
      return at(review, review.cursor + event.by * Math.max(1, review.view.height - 2));
    case "jump":
      return jump(review, event.to);
    case "hunk":
      return toHunk(review, event.by);
    case "file":
      return toRow(review, "file", event.by);
    case "decide":
      return decide(review, event.decision);
    case "accept":
      return acceptMany(review, event.what);
    case "split":
      return splitHunk(review);
    case "lines":
      return toggleLines(review);
    case "undo":
      return travel(review, "past");
    case "redo":
      return travel(review, "future");
    case "view":
      return sameView(review.view, event.view)
        ? review
        : laidOut({ ...review, view: event.view }, review.files.length === 0);
    case "fold":
      return event.what === "region" ? foldRegion(review) : foldFile(review);
    case "search":
      return searchReview(review, event.query, event.origin);
    case "match":
      return toMatch(review, event.by);
    case "sources": {
      const sources = new Map(review.sources);
      for (const file of event.files) sources.set(file.path, file);
      return laidOut({ ...review, sources }, false);
    }
    case "marks":
      return marked(review, event.marks);
    case "sent":
      return { ...review, sent: event.sent };
    case "proposal": {
      const { proposal, patch, saved } = event;
      const merged = mergeChoices(review, proposal, patch, saved === true);
      const isSame = sameSources(sourceRequest(review.proposal), sourceRequest(proposal));
      const sources = isSame ? review.sources : new Map<string, FileSource>();
      // Lines are known by their bytes: while the commits are the same, so are these.
      const kept = isSame ? review.patch : patch;
      const next = { ...review, ...merged, proposal, patch: kept, sources };
      // A saved decision comes back with every row as it was.
      if (merged.cuts === review.cuts && sameDiff(review.proposal, proposal))
        return { ...next, shown: withCuts(proposal, kept, merged.cuts) };
      return laidOut(next, true);
    }
  }
}

function sameView(a: ReviewView, b: ReviewView): boolean {
  return a.layout === b.layout && a.width === b.width && a.height === b.height;
}

function decided(review: Review, decisions: Decisions): Review {
  return { ...remembered(review), decisions };
}

function decide(review: Review, decision: Decision): Review {
  const here = currentHunk(review);
  if (!here) return review;
  const { id } = here.hunk;
  const next =
    decisionOf(review, id) === decision
      ? review
      : decided(review, { ...review.decisions, [id]: decision });
  return decision === "undecided" ? next : jump(next, "undecided");
}

function acceptMany(review: Review, what: "file" | "all"): Review {
  const file = currentHunk(review)?.file;
  const chosen = review.hunks.filter(
    (view) => careOf(view) === null && (what === "all" || view.file === file),
  );
  const decisions = { ...review.decisions };
  for (const { hunk } of chosen) decisions[hunk.id] = "accepted";
  const changed = chosen.some(({ hunk }) => decisionOf(review, hunk.id) !== "accepted");
  return changed ? jump(decided(review, decisions), "undecided") : review;
}

function travel(review: Review, from: "past" | "future"): Review {
  const choice = review[from].at(-1);
  if (!choice) return review;
  const rest = review[from].slice(0, -1);
  const next = withChoice(review, choice);
  return from === "past"
    ? { ...next, past: rest, future: [...review.future, choiceOf(review)] }
    : { ...next, future: rest, past: [...review.past, choiceOf(review)] };
}
