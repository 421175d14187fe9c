import type { Result } from "../src/core/result.ts";
import { type Choice, unsaved } from "../src/core/review/review-state.ts";
import type { Actions, Opened } from "./actions.ts";
import type { Store } from "./store.ts";

/** Stores decisions as they are made. */
export interface Saver {
  save(store: Store, id: string, choice: Choice): void;
  /** Resolves when nothing is left to store. */
  settled(): Promise<void>;
}

/** How often another agentix that has the lock is waited for, and how long each time. */
const lockedTries = 20;
const lockedMs = 250;

/**
 * One save at a time; what is decided meanwhile is stored together after it, also when the reader has
 * gone on to another proposal. `decide` must not throw.
 */
export function saver(
  decide: (id: string, choice: Choice) => Promise<Result<Opened>>,
  later: (callback: () => void, ms: number) => void,
  saved: (store: Store) => void,
): Saver {
  const waiting = new Map<string, Choice>();
  let running: Promise<void> | null = null;

  const stored = async (id: string, choice: Choice): ReturnType<Actions["decide"]> => {
    for (let left = lockedTries; ; left -= 1) {
      const result = await decide(id, choice);
      if (result.ok || result.problem.code !== "locked" || left === 0) return result;
      await new Promise<void>((resolve) => later(resolve, lockedMs));
    }
  };
  const one = async (store: Store, id: string, choice: Choice): Promise<void> => {
    store.dispatch({ type: "saving", id, ...choice });
    const result = await stored(id, choice);
    if (result.ok) store.dispatch({ type: "saved", ...result.value });
    else
      store.dispatch({
        type: "failed",
        what: "saving the decisions",
        problem: result.problem,
        work: false,
        unsaved: id,
      });
    saved(store);
    const { review } = store.getState();
    if (result.ok && review?.proposal.id === id) {
      const { cuts } = review;
      waiting.set(id, { decisions: unsaved(review), cuts });
    }
  };
  const all = async (store: Store): Promise<void> => {
    for (const [id, choice] of waiting) {
      waiting.delete(id);
      if (Object.keys(choice.decisions).length > 0) await one(store, id, choice);
    }
    running = null;
  };

  return {
    save: (store, id, choice) => {
      waiting.set(id, choice);
      running ??= all(store);
    },
    settled: async () => {
      while (running) await running;
    },
  };
}
