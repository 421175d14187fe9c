import { logOrigin, searchedLog } from "../build/log-search.ts";
import type { Command, Pane } from "../keys/keys.ts";
import {
  openSearch,
  queryOf,
  type SearchState,
  searchCommand,
  typeSearch,
} from "../panes/search.ts";
import { reviewStep } from "../review/review.ts";
import { markedProposal } from "./ui-lists.ts";
import { logRoomOf } from "./ui-log.ts";
import type { Step, UiState } from "./ui-state.ts";
import { reviewing, stay } from "./ui-steps.ts";

/** Opens the search field of the pane that has the focus. */
export function startSearch(state: UiState): UiState {
  const origin = originOf(state);
  return changed(state, openSearch(state.search, state.focus, origin), state.focus, origin);
}

/** Types or pastes into the open search field. */
export function typedSearch(state: UiState, text: string): UiState {
  const { typing } = state.search;
  if (!typing) return state;
  return changed(state, typeSearch(state.search, text), typing.pane, typing.origin);
}

/** A command while the search field is open. */
export function searchFieldCommand(state: UiState, command: Command): Step {
  const { typing } = state.search;
  const search = searchCommand(state.search, command);
  if (!typing || !search) return stay(state);
  return stay(changed(state, search, typing.pane, typing.origin));
}

/** Ends the search of the pane that has the focus; undefined where there is none. */
export function endSearch(state: UiState): UiState | undefined {
  const { search, focus } = state;
  if (queryOf(search, focus) === "") return undefined;
  const queries = { ...search.queries, [focus]: "" };
  return changed(state, { ...search, queries }, focus, kept(state));
}

/** Ending a filter stays on what was marked while it held. */
function kept(state: UiState): number {
  const id = state.focus === "status" ? markedProposal(state)?.id : undefined;
  const at = state.snapshot?.proposals.findIndex((one) => one.id === id) ?? -1;
  return at >= 0 ? at : originOf(state);
}

/** Where the reader is in the pane that has the focus. */
function originOf({ focus, review, marked, audit, log }: UiState): number {
  if (focus === "log") return logOrigin(log);
  if (focus === "status") return marked;
  return focus === "audit" ? (audit.at ?? newest) : (review?.cursor ?? 0);
}

/** Stands for the newest entry, whichever it is. */
const newest = Number.MAX_SAFE_INTEGER;

/** The state with this search, and its pane where the query leads. */
function changed(state: UiState, search: SearchState, pane: Pane, origin: number): UiState {
  const next = { ...state, search };
  const query = queryOf(search, pane);
  if (query === queryOf(state.search, pane)) return next;
  switch (pane) {
    case "diff":
      return state.review
        ? reviewing(next, reviewStep(state.review, { type: "search", query, origin }))
        : next;
    // What is filtered out cannot be marked: the next one that is shown is, and Esc brings the mark back.
    case "status":
      return { ...next, marked: origin };
    case "audit":
      return { ...next, audit: { ...state.audit, at: origin === newest ? null : origin } };
    case "log":
      return { ...next, log: searchedLog(state.log, query, origin, logRoomOf(state)) };
    default:
      return next;
  }
}
