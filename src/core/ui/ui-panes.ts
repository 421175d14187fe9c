import { type Pane, panes } from "../keys/keys.ts";
import type { Step, UiState } from "./ui-state.ts";
import { laidOut } from "./ui-steps.ts";

/** Shows and focuses a pane. */
export function focusPane(state: UiState, pane: Pane): Step {
  const main = pane === "diff" || pane === "audit" ? pane : state.main;
  const next = laidOut({ ...state, focus: pane, main });
  return { state: next, effects: pane === "audit" ? [{ do: "audit" }] : [] };
}

/** Focuses the pane after or before this one. */
export function nextPane(state: UiState, by: 1 | -1): Step {
  const at = panes.indexOf(state.focus) + by + panes.length;
  return focusPane(state, panes[at % panes.length] ?? "diff");
}

/** Cancels what runs; undefined when nothing does. */
export function cancelWork(state: UiState): Step | undefined {
  if (!state.work) return undefined;
  const work = { ...state.work, cancelling: true };
  return { state: { ...state, work }, effects: [{ do: "cancel" }] };
}
