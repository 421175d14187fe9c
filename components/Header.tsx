import type { ReactElement } from "react";
import { counts } from "../src/core/review/review-state.ts";
import { tabsOf } from "../src/core/ui/tabs.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import { isStale } from "../src/core/ui/ui-steps.ts";
import { liveSign } from "./live.ts";
import { Rows } from "./Rows.tsx";
import { type Piece, piece, type Row, row, rowEnds } from "./rows.ts";
import { spin, type Theme } from "./theme.ts";

/** `1.2 s`, `3 min 4 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function where(state: UiState): Piece[] {
  const { snapshot } = state;
  if (!snapshot) return [piece("looking at the repository…", "dim")];
  const pieces = [piece(snapshot.name, "bold"), piece(" · ", "dim")];
  pieces.push(piece(snapshot.branch ?? "detached HEAD"), piece(" "));
  pieces.push(
    snapshot.dirty.length === 0
      ? piece("✓ clean", "good")
      : piece(`✗ ${snapshot.dirty.length} uncommitted`, "warn"),
  );
  const remote = snapshot.remoteModel === true;
  const model = piece(snapshot.planner, remote ? "warn" : undefined);
  // A prompt that leaves the machine is told first, at every width.
  if (remote) pieces.splice(0, 0, model, piece(" · ", "dim"));
  if (state.size.columns < 100) return pieces;
  for (const fact of [snapshot.targets.join(" "), snapshot.nix ?? "no nix"])
    if (fact !== "") pieces.push(piece(" · ", "dim"), piece(fact));
  return remote ? pieces : [...pieces, piece(" · ", "dim"), model];
}

/** Ticks after which saving is slow enough to be told. */
const slowTicks = 3;

function doing(state: UiState, theme: Theme): Piece[] {
  const { work, review, saving } = state;
  if (work) {
    const detail = work.detail && state.size.columns >= 100 ? ` · ${work.detail.slice(0, 40)}` : "";
    const label = work.cancelling ? `cancelling: ${work.label}` : work.label;
    return [
      piece(`${spin(theme, state.now)} `, "accent"),
      piece(`${label}${detail}`),
      piece(` · ${duration(state.now - work.since)}`, "dim"),
    ];
  }
  if (saving && state.savingTicks >= slowTicks)
    return [piece(`${spin(theme, state.now)} saving`, "dim")];
  if (!review) return [piece(state.snapshot ? `policy: ${state.snapshot.policy}` : "", "dim")];
  const { total, undecided } = counts(review);
  return [
    piece(`${review.proposal.id} ${isStale(state) ? "stale" : review.proposal.state}`, "bold"),
    piece(` · ${total - undecided}/${total} decided`, "dim"),
    ...liveSign(state),
  ];
}

function tabs(state: UiState, theme: Theme): Row {
  const pieces = tabsOf(state.focus).flatMap(({ pane, text }) => [
    piece(text, pane === state.focus ? "title" : undefined),
    piece(" "),
  ]);
  return row(theme, state.size.columns, pieces);
}

/** Where we are and what runs; with tabs below it where there is room for one pane only. */
export function Header({
  state,
  theme,
  withTabs,
}: {
  state: UiState;
  theme: Theme;
  withTabs: boolean;
}): ReactElement {
  const { columns } = state.size;
  const name = columns >= 60 ? [piece(" agentix ", "title"), piece(" ")] : [piece(" ")];
  const first = rowEnds(
    theme,
    columns,
    [...name, ...where(state)],
    [piece(" "), ...doing(state, theme), piece(" ")],
  );
  return <Rows width={columns} rows={withTabs ? [first, tabs(state, theme)] : [first]} />;
}
