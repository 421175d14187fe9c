import type { Command, Pane } from "../keys/keys.ts";
import { type PaletteEntry, paletteStep, paletteTyped } from "../panes/palette.ts";
import { focusPane } from "./ui-panes.ts";
import type { Step, UiState } from "./ui-state.ts";
import { stay } from "./ui-steps.ts";

/** What a command does in a pane, as its key would. */
export type RunCommand = (state: UiState, pane: Pane, command: Command) => Step;

/** A key in the palette. What is chosen runs exactly as its key would, in the pane that it belongs to. */
export function paletteCommand(state: UiState, command: Command, run: RunCommand): Step {
  if (!state.palette) return stay(state);
  const page = Math.max(1, state.size.rows - 8);
  const next = paletteStep(state, state.palette, command, page);
  if (next === null) return stay({ ...state, palette: null });
  if (!("command" in next)) return stay({ ...state, palette: next });
  return runEntry({ ...state, palette: null }, next, run);
}

function runEntry(state: UiState, { pane, command, id }: PaletteEntry, run: RunCommand): Step {
  const focused = pane === null || pane === state.focus ? stay(state) : focusPane(state, pane);
  const step = run(marking(focused.state, id), pane ?? state.focus, command);
  return { ...step, effects: [...focused.effects, ...step.effects] };
}

function marking(state: UiState, id: string | undefined): UiState {
  const at = state.snapshot?.proposals.findIndex((one) => one.id === id) ?? -1;
  return id === undefined || at < 0 ? state : { ...state, marked: at };
}

/** Text for the palette's query. It never runs anything. */
export function paletteText(state: UiState, text: string): Step {
  return stay(state.palette ? { ...state, palette: paletteTyped(state.palette, text) } : state);
}
