import type { Command } from "../keys/keys.ts";
import { auditOnly, auditStep } from "../panes/audit-view.ts";
import { markedPlace, shownProposals } from "../panes/proposal-list.ts";
import { scrolled } from "../panes/scrolled.ts";
import { queryOf } from "../panes/search.ts";
import { mainColumns } from "./screen-layout.ts";
import { whyBusy } from "./ui-commands.ts";
import { compareCommand } from "./ui-compare.ts";
import { focusPane } from "./ui-panes.ts";
import { layoutOf, type ProposalItem, type Step, type UiState } from "./ui-state.ts";
import { note, stay } from "./ui-steps.ts";

/*
 * What keys do in the list of proposals and in the audit log.
 */

/** The proposal that the list's mark is on, among those that the filter shows. */
export function markedProposal(state: UiState): ProposalItem | undefined {
  const items = state.snapshot?.proposals ?? [];
  const shown = shownProposals(items, queryOf(state.search, "status"));
  return items[shown[markedPlace(shown, state.marked)] ?? -1];
}

/** A command in the list of proposals. */
export function statusCommand(state: UiState, command: Command, page: number): Step {
  const chosen = markedProposal(state);
  switch (command) {
    case "open": {
      const busy = whyBusy(state);
      if (!chosen) return stay(state);
      if (busy) return stay(note(state, "info", busy));
      return { ...focusPane(state, "diff"), effects: [{ do: "open", id: chosen.id }] };
    }
    case "compare":
      return chosen ? compareCommand(state, chosen.id) : stay(state);
    case "trail":
      return chosen ? openTrail(state, chosen.id) : stay(state);
    default:
      return stay(moved(state, command, page));
  }
}

function moved(state: UiState, command: Command, page: number): UiState {
  const items = state.snapshot?.proposals ?? [];
  const shown = shownProposals(items, queryOf(state.search, "status"));
  const most = Math.max(0, shown.length - 1);
  const up = scrolled(most - markedPlace(shown, state.marked), command, page, most);
  const marked = up === undefined ? undefined : shown[most - up];
  return marked === undefined ? state : { ...state, marked };
}

/** Shows the audit entries of one proposal. */
export function openTrail(state: UiState, id: string): Step {
  return focusPane({ ...state, audit: auditOnly(state.audit, id) }, "audit");
}

/** A command in the audit log. */
export function auditCommand(state: UiState, command: Command, page: number): Step {
  const { audit, search } = state;
  const width = mainColumns(layoutOf(state));
  const next = auditStep(audit, queryOf(search, "audit"), command, page, width);
  return stay(next ? { ...state, audit: next } : state);
}

/** Goes one step back inside a list: a detail, a trail or a mark; undefined where there is none. */
export function backInList(state: UiState): Step | undefined {
  const { audit, focus, compareWith } = state;
  if (focus === "audit" && audit.detail !== null)
    return stay({ ...state, audit: { ...audit, detail: null } });
  if (focus === "audit" && audit.only !== null && queryOf(state.search, "audit") === "")
    return { state: { ...state, audit: auditOnly(audit, null) }, effects: [{ do: "audit" }] };
  if (focus === "status" && compareWith !== null && queryOf(state.search, "status") === "")
    return stay({ ...state, compareWith: null });
  return undefined;
}
