import { matchesIn } from "../src/core/panes/search.ts";
import type { DiffColumns, DiffRow } from "../src/core/review/diff-rows.ts";
import { hunkNear, partsOf } from "../src/core/review/diff-rows.ts";
import type { DiffLine } from "../src/core/review/diff-view.ts";
import { changedWords, tokensOf, twinsOf } from "../src/core/review/line-parts.ts";
import { decisionOf, type Review } from "../src/core/review/review-state.ts";
import type { Range } from "../src/core/review/word-diff.ts";
import type { SafeText } from "../src/core/text.ts";
import { type Piece, piece } from "./rows.ts";
import type { Style } from "./theme.ts";

/** A style for a stretch of a line's shown text. */
export interface Layer extends Range {
  readonly style: Style;
}

const isMark = /^\p{M}/u;

/**
 * Cuts `text` where layers begin and end and gives each piece the styles of all layers over it, in their order:
 * later ones win. `offset` is where `text` begins in the line that the layers count in.
 */
export function styled(text: SafeText, offset: number, layers: readonly Layer[]): Piece[] {
  const here = layers.filter(({ from, to }) => to > offset && from < offset + text.length);
  const cuts = new Set([0, text.length]);
  for (const { from, to } of here)
    for (let at of [from - offset, to - offset]) {
      // A mark stays with its letter.
      while (at > 0 && at < text.length && isMark.test(text.slice(at))) at += 1;
      if (at > 0 && at < text.length) cuts.add(at);
    }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => {
    const over = here.filter((one) => one.from - offset <= from && one.to - offset > from);
    return {
      text: text.slice(from, places[at + 1]) as SafeText,
      style: over.map(({ style }) => style),
    };
  });
}

/** What a changed line looks like, but for its sign and number. */
const changed = {
  " ": null,
  "-": { sign: "bad", text: "removed", word: "removed-word" },
  "+": { sign: "good", text: "added", word: "added-word" },
} as const;

/** Everything that a line's text is styled by: tokens, that it changed, words that changed, what is looked for. */
function layersOf(review: Review, entry: DiffRow, line: DiffLine, text: SafeText): Layer[] {
  const { source } = line;
  const near = hunkNear(entry);
  const view = near === null ? undefined : review.hunks[near];
  const path = view && review.proposal.files[view.file]?.path;
  const file = path === undefined ? undefined : review.sources.get(path);
  const over = (ranges: readonly Range[], style: Style) =>
    ranges.map(({ from, to }): Layer => ({ from, to, style }));
  const layers = tokensOf(line, file).flatMap((token) => over([token], token.kind));
  const styles = changed[source.sign];
  if (styles && view) {
    const start = text.length - text.trimStart().length;
    layers.push({ from: start, to: text.length, style: styles.text });
    layers.push(...over(changedWords(source, twinsOf(view).get(source)), styles.word));
  }
  return [...layers, ...over(matchesIn(text, review.query), "match")];
}

function number(value: number | null, digits: number): string {
  return (value === null ? "" : String(value)).padStart(digits);
}

/** One row of a line: its number(s) and sign on the first, and its text. */
export function linePieces(
  review: Review,
  columns: DiffColumns,
  entry: DiffRow & { part: number },
  line: DiffLine,
  numbers: readonly (number | null)[],
): Piece[] {
  const { sign, newline } = line.source;
  const { part } = entry;
  const parts = partsOf(line, columns.text);
  const text = parts[part];
  if (text === undefined) return [];
  const whole = parts.join("") as SafeText;
  const offset = parts.slice(0, part).join("").length;
  const last = part === parts.length - 1 && !newline;
  const near = "hunk" in entry && entry.hunk !== null ? review.hunks[entry.hunk] : undefined;
  const rejected = near !== undefined && decisionOf(review, near.hunk.id) === "rejected";
  const style = rejected ? "dim" : (changed[sign]?.sign ?? "dim");
  const shownNumbers = numbers.map(
    (value) => `${number(part > 0 ? null : value, columns.digits)} `,
  );
  return [
    piece(`${shownNumbers.join("")}${part > 0 && sign === " " ? "…" : sign} `, style),
    ...styled(text, offset, layersOf(review, entry, line, whole)),
    ...(last ? [piece(" (no newline at the end)", "dim")] : []),
  ];
}
