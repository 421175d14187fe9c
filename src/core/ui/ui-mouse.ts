import { select } from "../build/log-view.ts";
import { nodeOf } from "../build/tree-rows.ts";
import { treeWindow } from "../build/tree-window.ts";
import type { Pane } from "../keys/keys.ts";
import type { MouseReport } from "../keys/mouse-input.ts";
import { auditCursor, auditTop, shownEntries } from "../panes/audit-view.ts";
import { transcriptRows } from "../panes/chat-lines.ts";
import { dialogPlace } from "../panes/dialog-place.ts";
import { firstShown, proposalRoom, windowTop } from "../panes/list-window.ts";
import { paletteMatches } from "../panes/palette.ts";
import { markedPlace, shownProposals } from "../panes/proposal-list.ts";
import { queryOf } from "../panes/search.ts";
import { pointAt, scrollBy } from "../review/review-scroll.ts";
import { helpPlace } from "./help-rows.ts";
import { type Hit, hitTest } from "./hit-test.ts";
import type { Area } from "./screen-layout.ts";
import { chatWidth } from "./ui-chat.ts";
import { onComparison } from "./ui-compare.ts";
import { logRoomOf } from "./ui-log.ts";
import type { RunCommand } from "./ui-palette.ts";
import { focusPane } from "./ui-panes.ts";
import { isCovered, layoutOf, type Step, type UiState } from "./ui-state.ts";
import { reviewing, stay } from "./ui-steps.ts";

/*
 * What the mouse does: the wheel scrolls what is under the pointer, a click focuses a pane and marks a row.
 * It decides, confirms and starts nothing, but for opening a proposal.
 */

const wheelRows = 3;
const doubleMs = 400;

/** A report of the mouse at `now`; `run` does what a key of a pane would. */
export function mouseStep(state: UiState, report: MouseReport, now: number, run: RunCommand): Step {
  const isCompared = state.compare !== null && state.main === "diff" && !state.dialog;
  const plain = (seen: UiState) => plainStep(seen, report, now, run);
  return isCompared ? onComparison(state, plain) : plain(state);
}

function plainStep(state: UiState, report: MouseReport, now: number, run: RunCommand): Step {
  const { kind, column, row } = report;
  const hit = hitTest(layoutOf(state), state.focus, isCovered(state), column, row);
  if (kind !== "press")
    return hit ? wheel(state, hit, kind === "wheel-down" ? 1 : -1, run) : stay(state);
  const last = state.click;
  const double =
    last !== null && last.row === row && last.column === column && now - last.at <= doubleMs;
  const click = double ? null : { column, row, at: now };
  const next = { ...state, click };
  return hit ? press(next, hit, double, run) : stay(next);
}

function wheel(state: UiState, hit: Hit, by: 1 | -1, run: RunCommand): Step {
  if (hit.kind === "tab") return stay(state);
  if (hit.kind === "cover") return stay(scrolledCover(state, hit, by * wheelRows));
  if (hit.pane === "diff")
    return stay(state.review ? reviewing(state, scrollBy(state.review, by * wheelRows)) : state);
  if (hit.pane === "chat") {
    const most = Math.max(0, transcriptRows(state.chat, chatWidth(state)) - 1);
    const back = Math.max(0, Math.min(most, state.chat.back - by * wheelRows));
    return stay({ ...state, chat: { ...state.chat, back } });
  }
  // As its keys would scroll it; the focus stays where it is.
  let step = stay(state);
  for (let turn = 0; turn < wheelRows; turn += 1)
    step = run(step.state, hit.pane, by > 0 ? "down" : "up");
  return step;
}

function scrolledCover(state: UiState, hit: Hit & { kind: "cover" }, by: number): UiState {
  const { dialog, palette, help } = state;
  const { width, height } = hit.area;
  if (dialog) {
    const top = Math.max(0, dialogPlace(dialog, width, height).top + by);
    const next = { ...dialog, top };
    return { ...state, dialog: { ...next, top: dialogPlace(next, width, height).top } };
  }
  if (palette) {
    const most = Math.max(0, paletteMatches(state, palette).length - 1);
    const marked = Math.max(0, Math.min(most, palette.marked + by));
    return { ...state, palette: { ...palette, marked } };
  }
  if (!help) return state;
  return { ...state, help: { ...help, top: helpPlace(state, height, help.top + by).top } };
}

function press(state: UiState, hit: Hit, double: boolean, run: RunCommand): Step {
  if (hit.kind === "cover") return stay(markedInCover(state, hit));
  // What is asked is answered first, and what is typed is finished.
  if (isCovered(state) || state.search.typing) return stay(state);
  if (hit.kind === "tab") return focusPane(state, hit.pane);
  return pressPane(state, hit, double, run);
}

/** Marks a choice or a command; only a key chooses it. */
function markedInCover(state: UiState, { row, area }: Hit & { kind: "cover" }): UiState {
  const { dialog, palette } = state;
  if (dialog) {
    const place = dialogPlace(dialog, area.width, area.height);
    const marked = firstShown(dialog.marked, place.limit) + row - place.choices;
    const isShown = row >= place.choices && row < place.choices + place.limit;
    return isShown && dialog.choices[marked] ? { ...state, dialog: { ...dialog, marked } } : state;
  }
  if (!palette || row < 3) return state;
  const matches = paletteMatches(state, palette);
  const now = Math.min(palette.marked, Math.max(0, matches.length - 1));
  const marked = firstShown(now, area.height - 3) + row - 3;
  return matches[marked] ? { ...state, palette: { ...palette, marked } } : state;
}

function pressPane(
  state: UiState,
  { pane, row, column, area }: Hit & { kind: "pane" },
  double: boolean,
  run: RunCommand,
): Step {
  // The row is marked where it is now; only then may the focus move panes.
  const pointed = row === 0 ? state : pointedAt(state, pane, row - 1, area, column);
  const focused = pane === state.focus ? stay(pointed) : focusPane(pointed, pane);
  const at = rowAt(state, row - 1);
  const isGap = pane === "diff" && at !== null && state.review?.rows[at]?.kind === "gap";
  const isOpened = pane === "status" && row > 0 && double && pointed !== state;
  const command = isGap ? "unfold" : isOpened ? "open" : null;
  if (command === null) return focused;
  const step = run(focused.state, pane, command);
  return { ...step, effects: [...focused.effects, ...step.effects] };
}

/** The diff's row that is `row` rows below the title; null where none is. */
function rowAt({ review }: UiState, row: number): number | null {
  if (!review || row < 0 || row >= review.view.height) return null;
  const at = review.top + row;
  return at < review.rows.length ? at : null;
}

/** The state with the pane's row under the pointer marked; the same state where there is nothing to mark. */
function pointedAt(state: UiState, pane: Pane, row: number, area: Area, column: number): UiState {
  switch (pane) {
    case "diff": {
      const at = rowAt(state, row);
      return state.review && at !== null ? reviewing(state, pointAt(state.review, at)) : state;
    }
    case "status": {
      const shown = shownProposals(state.snapshot?.proposals, queryOf(state.search, "status"));
      const room = proposalRoom(shown.length, area.height);
      const top = windowTop(markedPlace(shown, state.marked), shown.length, room);
      const marked = row < room ? shown[top + row] : undefined;
      return marked === undefined ? state : { ...state, marked };
    }
    case "audit":
      return pointedEntry(state, row, area.height);
    case "log":
      return pointedBuild(state, row, column);
    case "chat":
      return state;
  }
}

function pointedBuild(state: UiState, row: number, column: number): UiState {
  const { shown, selected } = state.log;
  const room = logRoomOf(state);
  if (column >= room.treeColumns || row >= room.treeRows) return state;
  const found = treeWindow(shown, selected, room.treeRows)[row];
  const key = found && nodeOf(found);
  return key === undefined ? state : { ...state, log: select(state.log, key) };
}

function pointedEntry(state: UiState, row: number, height: number): UiState {
  const { audit, search } = state;
  if (audit.detail !== null) return state;
  const shown = shownEntries(audit.entries, queryOf(search, "audit"));
  const entry = shown[auditTop(auditCursor(audit, shown), shown.length, height - 1) + row];
  // On the newest the reader stays with the newest, as with the keys.
  const at = entry === shown.at(-1) ? null : entry?.seq;
  return entry && at !== undefined ? { ...state, audit: { ...audit, at } } : state;
}
