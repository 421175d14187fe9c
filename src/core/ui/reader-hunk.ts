import { type DiffRow, effectText } from "../review/diff-rows.ts";
import { careOf, type DiffLine, textOf, type ViewHunk } from "../review/diff-view.ts";
import { counts, currentHunk, decisionOf, type Review } from "../review/review-state.ts";
import { safe } from "../text.ts";

/* A hunk in words, for a screen reader. */

const signs = { "-": "removed", "+": "added", " ": "unchanged" } as const;
/** Lines of a hunk that are read at once; the rest is there line by line. */
const readLines = 60;

/** `added, line 13: allowedTCPPorts = [ 22 ];` */
function lineWords({ source, old, new: fresh }: DiffLine): string {
  const number = fresh ?? old;
  const text = textOf(source).trim();
  return `${signs[source.sign]}${number === null ? "" : `, line ${number}`}: ${text === "" ? "empty line" : text}`;
}

/** `hunk 2 of 4: accepted` */
export function hunkPlace(review: Review, { hunk, index }: ViewHunk): string {
  return `Hunk ${index + 1} of ${review.hunks.length}: ${decisionOf(review, hunk.id)}`;
}

/** Everything about a hunk, in the order in which one decides: where, what it does, what changes. */
export function hunkWords(review: Review, view: ViewHunk): string[] {
  const { hunk, lines } = view;
  const file = review.files[view.file];
  const care = careOf(view);
  const changed = lines.filter(({ source }) => source.sign !== " ");
  const left = changed.length - readLines;
  return [
    `${hunkPlace(review, view)}, tier ${hunk.tier}. File ${file?.path ?? "unknown"}, lines ${hunk.newStart} to ${hunk.newStart + Math.max(0, hunk.newLines - 1)}.`,
    ...(care === "high" ? ["It is decided by itself only."] : []),
    ...(care === "protected" ? ["It is protected and can only be rejected."] : []),
    ...(view.hidden.length > 0
      ? [
          `Warning: it holds characters that cannot be seen: ${[...new Set(view.hidden.map(({ name }) => name))].join(", ")}.`,
        ]
      : []),
    ...(view.comment === undefined ? [] : [`Your comment: ${view.comment}`]),
    ...view.effects.map((effect) => `It does: ${effectText(effect).replace("→", "becomes")}`),
    ...changed.slice(0, readLines).map(lineWords),
    ...(left > 0 ? [`and ${left} more changed lines: read on line by line.`] : []),
  ];
}

/** The row that the reader is on, where it says more than its hunk; "" for an empty one. */
export function rowWords(row: DiffRow | undefined): string {
  switch (row?.kind) {
    case "note":
    case "effect":
    case "mark":
    case "whole-mark":
      return row.text.trim().replace("→", "becomes");
    case "gap":
      return `${row.gap.lines} unchanged lines, ${row.open ? "shown" : "folded"}`;
    case "file":
      return `File ${row.file.path}, ${row.file.status}`;
    case "line":
      return row.part > 0 ? "" : lineWords(row.line);
    case "pair": {
      const { left, right, part } = row;
      if (part > 0) return "";
      if (left && right && left.source.sign === " ") return lineWords(right);
      return [left, right].flatMap((line) => (line ? [lineWords(line)] : [])).join(". ");
    }
    default:
      return "";
  }
}

/** `p3, verified: the goal. 3 files, 4 hunks, 1 decided.` */
export function proposalWords(review: Review): string {
  const { proposal, files } = review;
  const { total, undecided } = counts(review);
  const many = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
  return safe(
    `${proposal.id}, ${proposal.state}: ${proposal.goal}. ${many(files.length, "file")}, ${many(total, "hunk")}, ${total - undecided} decided.`,
  );
}

/** What the reader is on: the hunk's id and the row in it. */
export function readingAt(review: Review): { hunk: string; row: DiffRow | undefined } {
  return {
    hunk: currentHunk(review)?.hunk.id ?? "",
    row: review.rows[review.cursor],
  };
}
