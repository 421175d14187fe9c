import { sourceRequest } from "../../src/core/review/source.ts";
import {
  initialState,
  type UiEffect,
  type UiEvent,
  type UiState,
} from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { snapshot } from "./sample-actions.ts";
import { sampleReview, sourceOf } from "./sample-review.ts";

export interface Played {
  readonly state: UiState;
  readonly effects: readonly UiEffect[];
}

/** Feeds events to the reducer from the first screen on; `live` evaluates hunks as they are decided. */
export function play(
  columns: number,
  rows: number,
  events: readonly UiEvent[],
  live = false,
): Played {
  let { state } = update(initialState({ columns, rows }), { type: "connected", live });
  const effects: UiEffect[] = [];
  for (const event of events) {
    const step = update(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

/** Keys by name; single characters type themselves. */
export function keys(...names: readonly string[]): UiEvent[] {
  return names.map((name) => {
    const text = name === "space" ? " " : [...name].length === 1 ? name : undefined;
    return { type: "key", key: text === undefined ? { name } : { name, text } };
  });
}

export function paste(text: string): UiEvent {
  return { type: "key", key: { name: "paste", text } };
}

export function typing(text: string): UiEvent[] {
  return keys(...[...text].map((character) => (character === " " ? "space" : character)));
}

/** The repository is known and the sample proposal is open. */
export const atReview: readonly UiEvent[] = [
  { type: "snapshot", snapshot },
  { type: "opened", ...sampleReview() },
];

/** The texts of the sample's files have been read. */
export function sourcesRead(): UiEvent {
  const { proposal, patch } = sampleReview();
  const request = sourceRequest(proposal);
  return { type: "sources", request, files: request.paths.map((path) => sourceOf(path, patch)) };
}
