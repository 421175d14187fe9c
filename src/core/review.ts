import { type DiffLayout, type DiffRow, diffRows, hunkOfRow } from "./diff-rows.ts";
import { careOf, type SourceFile, type ViewFile, type ViewHunk, viewFiles } from "./diff-view.ts";
import type { Decision } from "./hunk.ts";
import type { Proposal } from "./proposal.ts";

type Decisions = Readonly<Record<string, Decision>>;

/** A proposal under review: what is decided, where the reader is, and how to get back. */
export interface Review {
  readonly proposal: Proposal;
  readonly patch: readonly SourceFile[];
  readonly files: readonly ViewFile[];
  readonly hunks: readonly ViewHunk[];
  readonly decisions: Decisions;
  readonly past: readonly Decisions[];
  readonly future: readonly Decisions[];
  readonly rows: readonly DiffRow[];
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

export type ReviewEvent =
  | { type: "move"; by: number }
  | { type: "page"; by: number }
  | { type: "jump"; to: "first" | "last" | "undecided" }
  | { type: "hunk"; by: 1 | -1 }
  | { type: "file"; by: 1 | -1 }
  /** Decides the hunk under the cursor and goes on to the next undecided one. */
  | { type: "decide"; decision: Decision }
  /** Accepts every hunk of the file or of all files, but those that want a look of their own. */
  | { type: "accept"; what: "file" | "all" }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "view"; view: ReviewView }
  | { type: "proposal"; proposal: Proposal; patch: readonly SourceFile[] };

const keptSteps = 200;

/** Opens a proposal for review, at its first undecided hunk. */
export function openReview(
  proposal: Proposal,
  patch: readonly SourceFile[],
  view: ReviewView,
): Review {
  const review = laidOut(
    {
      proposal,
      patch,
      files: [],
      hunks: [],
      decisions: Object.fromEntries(
        proposal.files.flatMap(({ hunks }) => hunks.map((hunk) => [hunk.id, hunk.decision])),
      ),
      past: [],
      future: [],
      rows: [],
      view,
      cursor: 0,
      top: 0,
    },
    true,
  );
  const first = review.rows.findIndex((row) => row.kind === "hunk");
  return { ...at(review, Math.max(0, first)), top: 0 };
}

/** One step of a review. Never throws; an event that means nothing here changes nothing. */
export function reviewStep(review: Review, event: ReviewEvent): Review {
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
    case "undo":
      return travel(review, "past");
    case "redo":
      return travel(review, "future");
    case "view":
      return sameView(review.view, event.view)
        ? review
        : laidOut({ ...review, view: event.view }, review.files.length === 0);
    case "proposal":
      return laidOut({ ...review, proposal: event.proposal, patch: event.patch }, true);
  }
}

function sameView(a: ReviewView, b: ReviewView): boolean {
  return a.layout === b.layout && a.width === b.width && a.height === b.height;
}

/** Builds the rows again and stays on the hunk where the reader was. */
function laidOut(review: Review, reread: boolean): Review {
  const files = reread ? viewFiles(review.proposal, review.patch) : review.files;
  const hunks = reread ? files.flatMap((file) => file.hunks) : review.hunks;
  const { layout, width } = review.view;
  const rows = diffRows(review.proposal, files, layout, width);
  const before = currentHunk(review);
  const offset = review.cursor - headerRow(review.rows, before?.index ?? -1);
  const next = { ...review, files, hunks, rows };
  const isAbove = review.rows.slice(0, review.cursor + 1).every((row) => hunkOfRow(row) === null);
  if (!before || isAbove) return at(next, review.cursor);
  const index = hunks.find(({ hunk }) => hunk.id === before.hunk.id)?.index ?? before.index;
  const header = headerRow(rows, index);
  let row = header;
  while (row < header + offset && hunkOfRow(rows[row + 1]) === index) row += 1;
  return at(next, row);
}

function headerRow(rows: readonly DiffRow[], hunk: number): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.kind === "hunk" && row.hunk === hunk),
  );
}

/** Puts the cursor on a row and scrolls just enough to show it with some context. */
function at(review: Review, wanted: number): Review {
  const cursor = Math.min(Math.max(0, wanted), Math.max(0, review.rows.length - 1));
  const height = Math.max(1, review.view.height);
  const margin = Math.min(3, Math.floor((height - 1) / 2));
  let { top } = review;
  if (cursor < top + margin) top = cursor - margin;
  if (cursor > top + height - 1 - margin) top = cursor - height + 1 + margin;
  top = Math.max(0, Math.min(top, review.rows.length - height));
  return cursor === review.cursor && top === review.top ? review : { ...review, cursor, top };
}

function toRow(review: Review, kind: DiffRow["kind"], by: 1 | -1): Review {
  for (let row = review.cursor + by; row >= 0 && row < review.rows.length; row += by)
    if (review.rows[row]?.kind === kind) return at(review, row);
  return review;
}

/** To a hunk's header, with as much of the hunk on the screen as fits. */
function showHunk(review: Review, header: number): Review {
  let last = header;
  while (hunkOfRow(review.rows[last + 1]) !== null && review.rows[last + 1]?.kind !== "hunk")
    last += 1;
  const height = Math.max(1, review.view.height);
  const whole = at(review, Math.min(last, header + height - 2));
  return at(whole, header);
}

function toHunk(review: Review, by: 1 | -1): Review {
  const moved = toRow(review, "hunk", by);
  return moved === review ? review : showHunk(review, moved.cursor);
}

function jump(review: Review, to: "first" | "last" | "undecided"): Review {
  if (to === "first") return at(review, 0);
  if (to === "last") return at(review, review.rows.length - 1);
  const here = currentHunk(review)?.index ?? -1;
  const open = review.hunks.filter(({ hunk }) => decisionOf(review, hunk.id) === "undecided");
  const next = open.find(({ index }) => index > here) ?? open[0];
  return next ? showHunk(review, headerRow(review.rows, next.index)) : review;
}

function decided(review: Review, decisions: Decisions): Review {
  return {
    ...review,
    decisions,
    past: [...review.past, review.decisions].slice(-keptSteps),
    future: [],
  };
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
  const decisions = review[from].at(-1);
  if (!decisions) return review;
  const rest = review[from].slice(0, -1);
  return from === "past"
    ? { ...review, decisions, past: rest, future: [...review.future, review.decisions] }
    : { ...review, decisions, future: rest, past: [...review.past, review.decisions] };
}

/** The hunk that the cursor is in, or the next one below it. */
export function currentHunk(review: Review): ViewHunk | undefined {
  for (let row = review.cursor; row < review.rows.length; row += 1) {
    const index = hunkOfRow(review.rows[row]);
    if (index !== null) return review.hunks[index];
    if (review.rows[row]?.kind === "blank" && row > 0) {
      const above = hunkOfRow(review.rows[row - 1]);
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

/** Decisions that the stored proposal does not have yet. */
export function unsaved(review: Review): Record<string, Decision> {
  const changed: Record<string, Decision> = {};
  for (const file of review.proposal.files)
    for (const { id, decision } of file.hunks)
      if (decisionOf(review, id) !== decision) changed[id] = decisionOf(review, id);
  return changed;
}
