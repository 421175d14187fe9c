import type { Pane } from "./keys.ts";
import type { Step, UiState } from "./ui-state.ts";
import { laidOut } from "./ui-steps.ts";

/** Shows and focuses a pane. */
export function focusPane(state: UiState, pane: Pane): Step {
  const main = pane === "diff" || pane === "audit" ? pane : state.main;
  const next = laidOut({ ...state, focus: pane, main });
  return { state: next, effects: pane === "audit" ? [{ do: "audit" }] : [] };
}

/** Cancels what runs; undefined when nothing does. */
export function cancelWork(state: UiState): Step | undefined {
  if (!state.work) return undefined;
  const work = { ...state.work, cancelling: true };
  return { state: { ...state, work }, effects: [{ do: "cancel" }] };
}
