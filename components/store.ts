import type { UiEffect, UiEvent, UiState } from "../src/core/ui-state.ts";
import { update } from "../src/core/ui-update.ts";

/** Holds the UI's state. `subscribe` hears at most one change per frame; `getState` is what is drawn. */
export interface Store {
  readonly getState: () => UiState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes an event in at once; the screen follows within a frame. */
  readonly dispatch: (event: UiEvent) => void;
}

/** When listeners are told: calls `flush` at once or a little later, never twice for one call. */
export type Schedule = (flush: () => void) => void;

/** A store that runs effects through `perform` and tells listeners through `schedule`. */
export function createStore(
  initial: UiState,
  perform: (effect: UiEffect, store: Store) => void,
  schedule: Schedule = (flush) => flush(),
): Store {
  let state = initial;
  let scheduled = false;
  const listeners = new Set<() => void>();
  const flush = () => {
    scheduled = false;
    for (const listener of listeners) listener();
  };
  const store: Store = {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (event) => {
      const step = update(state, event);
      const changed = step.state !== state;
      state = step.state;
      if (changed && !scheduled) {
        scheduled = true;
        schedule(flush);
      }
      for (const effect of step.effects) perform(effect, store);
    },
  };
  return store;
}
