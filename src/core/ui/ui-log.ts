import { logCommand } from "../build/log-commands.ts";
import { type LogRoom, logRoom } from "../build/log-room.ts";
import { toLogMatch } from "../build/log-search.ts";
import { logTick } from "../build/log-view.ts";
import type { Command } from "../keys/keys.ts";
import { queryOf } from "../panes/search.ts";
import { areaOf } from "./screen-layout.ts";
import { layoutOf, type Step, type UiState } from "./ui-state.ts";
import { note, stay } from "./ui-steps.ts";

/** How the build pane is divided on this screen. */
export function logRoomOf(state: UiState): LogRoom {
  const { width, height } = areaOf(layoutOf(state), "log") ?? { width: 0, height: 0 };
  const { tree, shown } = state.log;
  return logRoom(width, height, state.focus === "log", tree, shown.rows.length);
}

/** A key in the build pane. */
export function logKey(state: UiState, command: Command): Step {
  const query = queryOf(state.search, "log");
  if (command === "next-match" || command === "previous-match") {
    if (query === "") return stay(note(state, "info", "Nothing is searched: / searches."));
    const by = command === "next-match" ? 1 : -1;
    return stay({ ...state, log: toLogMatch(state.log, query, by, logRoomOf(state)) });
  }
  const { view, note: text } = logCommand(state.log, command, logRoomOf(state));
  const next = view === state.log ? state : { ...state, log: view };
  return stay(text === undefined ? next : note(next, "info", text));
}

/** The time has passed: what the build pane held back may be drawn. */
export function logTicked(state: UiState, now: number): UiState {
  if (state.work?.kind !== "verify") return state;
  return { ...state, log: logTick(state.log, now, logRoomOf(state)) };
}
