import type { Command } from "./keys.ts";
import { scrolled } from "./scrolled.ts";
import { whyBusy } from "./ui-commands.ts";
import { focusPane } from "./ui-panes.ts";
import type { Step, UiState } from "./ui-state.ts";
import { note, stay } from "./ui-steps.ts";

/*
 * What keys do in the list of proposals and in the audit log.
 */

/** A command in the list of proposals. */
export function statusCommand(state: UiState, command: Command, page: number): Step {
  const proposals = state.snapshot?.proposals ?? [];
  if (command === "open") {
    const chosen = proposals[state.marked];
    const busy = whyBusy(state);
    if (!chosen) return stay(state);
    if (busy) return stay(note(state, "info", busy));
    return { ...focusPane(state, "diff"), effects: [{ do: "open", id: chosen.id }] };
  }
  const most = Math.max(0, proposals.length - 1);
  const up = scrolled(most - state.marked, command, page, most);
  return stay(up === undefined ? state : { ...state, marked: most - up });
}

/** A command in the audit log. */
export function auditCommand(state: UiState, command: Command, page: number): Step {
  const most = Math.max(0, state.audit.entries.length - 1);
  const back = scrolled(state.audit.back, command, page, most);
  return stay(back === undefined ? state : { ...state, audit: { ...state.audit, back } });
}
