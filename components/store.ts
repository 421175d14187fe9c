import { afterBug } from "../src/core/ui/ui-bug.ts";
import type { Step, UiEffect, UiEvent, UiState } from "../src/core/ui/ui-state.ts";
import { update } from "../src/core/ui/ui-update.ts";

/** Holds the UI's state. `subscribe` hears at most one change per frame; `getState` is what is drawn. */
export interface Store {
  readonly getState: () => UiState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes an event in at once; the screen follows within a frame. */
  readonly dispatch: (event: UiEvent) => void;
}

/** When listeners are told: calls `flush` at once or a little later, never twice for one call. */
export type Schedule = (flush: () => void) => void;

/**
 * A store that runs effects through `perform` and tells listeners through `schedule`. An event or an effect
 * that throws is dropped and said in a note; `onBug` hears the error itself.
 */
export function createStore(
  initial: UiState,
  perform: (effect: UiEffect, store: Store) => void,
  schedule: Schedule = (flush) => flush(),
  onBug: (error: unknown) => void = () => {},
): Store {
  let state = initial;
  let scheduled = false;
  const listeners = new Set<() => void>();
  const flush = () => {
    scheduled = false;
    for (const listener of listeners) listener();
  };
  const change = (next: UiState) => {
    const isNew = next !== state;
    state = next;
    if (!isNew || scheduled) return;
    scheduled = true;
    schedule(flush);
  };
  const stepped = (event: UiEvent): Step => {
    try {
      return update(state, event);
    } catch (error) {
      onBug(error);
      return { state: afterBug(state, error, event), effects: [] };
    }
  };
  const store: Store = {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (event) => {
      const { state: next, effects } = stepped(event);
      change(next);
      for (const effect of effects)
        try {
          perform(effect, store);
        } catch (error) {
          onBug(error);
          change(afterBug(state, error, null));
        }
    },
  };
  return store;
}
