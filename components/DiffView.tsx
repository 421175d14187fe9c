import type { ReactElement } from "react";
import type { Decision } from "../src/core/hunk.ts";
import { keyOf } from "../src/core/keys/keymap.ts";
import type { Command } from "../src/core/keys/keys.ts";
import {
  type DiffColumns,
  type DiffRow,
  diffColumns,
  hunkOfRow,
  type Tone,
} from "../src/core/review/diff-rows.ts";
import { careOf, type DiffLine, type ViewHunk } from "../src/core/review/diff-view.ts";
import type { Gap } from "../src/core/review/gap.ts";
import { selectedCount, selectedRows } from "../src/core/review/review-lines.ts";
import { counts, currentHunk, decisionOf, type Review } from "../src/core/review/review-state.ts";
import { safe } from "../src/core/text.ts";
import { strictest } from "../src/core/tier.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import { linePieces } from "./diff-line.ts";
import { isVerified, livePieces } from "./live.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, filledTo, type Piece, piece, type Row, row, rowEnds, t } from "./rows.ts";
import type { Style, Theme } from "./theme.ts";

const decisions: Record<Decision, readonly [sign: string, style: Style | undefined]> = {
  accepted: ["✓", "good"],
  rejected: ["✗", "bad"],
  undecided: ["○", "bold"],
};
const tones: Record<Tone, Style | undefined> = {
  plain: undefined,
  dim: "dim",
  good: "good",
  bad: "bad",
  warn: "warn",
  accent: "accent",
};

interface Drawing {
  readonly review: Review;
  readonly theme: Theme;
  readonly width: number;
  readonly columns: DiffColumns;
  readonly selected: { readonly from: number; readonly to: number } | null;
  /** Nothing is decided here. */
  readonly readOnly: boolean;
}

function hunkPieces({ review, readOnly }: Drawing, view: ViewHunk): Piece[] {
  const decision = decisionOf(review, view.hunk.id);
  const [sign, style] = decisions[decision];
  const care = careOf(view);
  const place = piece(`hunk ${view.index + 1}/${review.hunks.length}`, "bold");
  if (readOnly) return [place, piece(` · ${view.hunk.header}`, "dim")];
  const isHere = review.selecting !== null && currentHunk(review) === view;
  const count = isHere ? selectedCount(review) : 0;
  const lines = count === 1 ? "1 line selected" : `${count} lines selected`;
  const pieces = [
    ...(isHere ? [piece(lines, "title"), piece(" · ", "dim")] : []),
    place,
    piece(" · ", "dim"),
    piece(`${sign} ${decision}`, style),
    piece(" · ", "dim"),
    piece(`tier ${view.hunk.tier}`, care === "high" || care === "protected" ? "warn" : undefined),
    piece(` · ${view.hunk.id.slice(0, 8)}`, "dim"),
  ];
  if (review.proposal.edited?.includes(view.hunk.id))
    pieces.push(piece(" · edited by you", "accent"));
  if (care === "high") pieces.push(piece(" · decided by itself only", "dim"));
  if (care === "protected") pieces.push(piece(" · can only be rejected", "warn"));
  if (view.lines.length === 0) pieces.push(piece(" · "), piece(safe(view.hunk.header)));
  return pieces;
}

function contentOf(drawing: Drawing, entry: DiffRow): Row | Piece[] {
  const { theme, width, columns, review } = drawing;
  const inside = width - 1;
  switch (entry.kind) {
    case "note":
    case "whole-mark":
      return [piece(" "), piece(entry.text, tones[entry.tone])];
    case "blank":
      return [];
    case "gap":
      return [piece(` ${gapText(entry.gap, entry.open)}`, "dim")];
    case "file": {
      const { gap, open } = entry;
      const above = gap?.lines ? [piece(`${gapText(gap, open)} above `, "dim")] : [];
      const { status } = entry.file;
      const end = status === "modified" ? above : [piece(`${status} `, "warn")];
      return rowEnds(theme, inside, [piece(" "), piece(entry.file.path, "bold")], end);
    }
    case "hunk":
      return [piece(" "), ...hunkPieces(drawing, entry.view)];
    case "effect":
    case "mark":
      return [piece("   "), piece(entry.text, tones[entry.tone])];
    case "line":
      return linePieces(review, columns, entry, entry.line, [entry.line.old, entry.line.new]);
    case "pair": {
      const side = (line: DiffLine | null, value: number | null, room: number): Row =>
        row(theme, room, line ? linePieces(review, columns, entry, line, [value]) : []);
      const middle = row(theme, 1, [piece("│", "dim")]);
      const left = side(entry.left, entry.left?.old ?? null, columns.side);
      const right = side(entry.right, entry.right?.new ?? null, inside - columns.side - 1);
      return `${left}${middle}${right}` as Row;
    }
  }
}

function gapText({ lines }: Gap, open: boolean): string {
  const text = `${lines ?? 0} unchanged ${lines === 1 ? "line" : "lines"}`;
  return open ? `▼ ${text}` : `⋯ ${text} (o)`;
}

function drawRow(drawing: Drawing, at: number, current: number, focused: boolean): Row {
  const { review, theme, width, selected } = drawing;
  const entry = review.rows[at];
  if (!entry) return blank(width);
  const isSelected = selected !== null && at >= selected.from && at <= selected.to;
  const bar =
    at === review.cursor
      ? piece("▸", focused ? "title" : "bold")
      : selected
        ? piece(isSelected ? "█" : " ", focused ? "title" : "bold")
        : hunkOfRow(entry) === current
          ? piece("▌", focused ? "accent" : "dim")
          : piece(" ");
  const content = contentOf(drawing, entry);
  const rest = typeof content === "string" ? content : row(theme, width - 1, content);
  return `${row(theme, 1, [bar])}${rest}` as Row;
}

/** ✓ evaluates and builds · 4 s */
function verdict({ proposal }: Review): Piece[] {
  const result = proposal.verification;
  if (!result) return [piece("not verified", "dim")];
  const ms = result.steps.reduce((sum, step) => sum + step.ms, 0);
  const took = piece(` · ${(ms / 1000).toFixed(1)} s`, "dim");
  if (result.ok)
    return [piece(result.until === "build" ? "✓ builds" : "✓ evaluates", "good"), took];
  const step = result.steps.find(({ status }) => status === "failed");
  return [piece(`✗ ${step?.name ?? "verification"} failed`, "bad"), took];
}

function title(state: UiState, review: Review, theme: Theme, width: number): Row {
  const { proposal, hunks } = review;
  const { undecided, total } = counts(review);
  const live = livePieces(state, Math.floor(width * 0.7));
  const files = proposal.files.length;
  const facts = piece(
    ` ${files} ${files === 1 ? "file" : "files"} · ${total - undecided}/${total} decided · tier ${strictest(hunks.map(({ hunk }) => hunk.tier))} · `,
    "dim",
  );
  return paneTitle(
    theme,
    width,
    state.focus === "diff",
    proposal.id,
    [piece(safe(proposal.goal.replaceAll(/\s+/g, " ")))],
    live && !isVerified(state)
      ? [...(width >= 120 ? [facts] : []), ...live]
      : [...(width >= 90 ? [facts] : []), ...verdict(review)],
  );
}

function compareTitle(
  state: UiState,
  { proposal, hunks }: Review,
  theme: Theme,
  width: number,
): Row {
  const [files, total] = [proposal.files.length, hunks.length];
  const facts = ` ${files} ${files === 1 ? "file" : "files"} · ${total} ${total === 1 ? "hunk" : "hunks"} · read only`;
  const end = [piece(facts, "dim")];
  return paneTitle(theme, width, state.focus === "diff", proposal.id, [piece("compared")], end);
}

function welcome({ keymap }: UiState): readonly (readonly [string, Style | undefined])[] {
  const key = (command: Command) => keyOf(keymap, command).padEnd(3);
  const open = keyOf(keymap, "open", "status");
  return [
    ["No proposal is open.", undefined],
    ["", undefined],
    [`${key("goal")} write a goal: what should change`, undefined],
    [`${key("pane-1")} see the proposals; ${open} opens one`, undefined],
    [`${key("help")} all keys`, undefined],
    ["", undefined],
    ["Nothing changes your files before you approve and apply it.", "dim"],
  ];
}

/** The diff of the open proposal: side by side where there is room, each hunk with what it does. */
export function DiffView({ state, theme, width, height }: PaneProps): ReactElement {
  const review = state.compare?.review ?? state.review;
  if (!review) {
    const rows = welcome(state).map(([text, style]) =>
      row(theme, width, [piece("  "), piece(t(text), style)]),
    );
    const top = paneTitle(theme, width, state.focus === "diff", "DIFF");
    return <Rows width={width} rows={filledTo([top, blank(width), ...rows], width, height)} />;
  }
  const { layout } = review.view;
  const drawing = {
    review,
    theme,
    width,
    columns: diffColumns(review.files, layout, width),
    selected: selectedRows(review),
    readOnly: state.compare !== null,
  };
  const current = currentHunk(review)?.index ?? -1;
  const top = state.compare ? compareTitle : title;
  const rows: Row[] = [top(state, review, theme, width)];
  for (let at = review.top; at < review.top + height - 1; at += 1)
    rows.push(drawRow(drawing, at, current, state.focus === "diff"));
  return <Rows width={width} rows={filledTo(rows, width, height)} />;
}
