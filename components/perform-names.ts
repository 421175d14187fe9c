import type { CompletionWord } from "../src/core/panes/completion-word.ts";
import type { Actions } from "./actions.ts";
import type { Surroundings } from "./perform.ts";
import type { Store } from "./store.ts";

const pauseMs = 80;

/** Completion beside the work: never two questions at once, never a name read while work wants Nix. */
export interface Names {
  /** Reads names in the background where they are not read yet. */
  read(store: Store): void;
  /** Asks about a word after a short pause in typing; only the newest word counts. */
  complete(store: Store, word: CompletionWord): void;
  /** Ends reading until {@link read} is called again. */
  pause(): void;
}

/** Performs what completion wants done. */
export function performNames(actions: Actions, world: Surroundings): Names {
  let reading: AbortController | null = null;
  let wanted: CompletionWord | null = null;
  let planned = false;
  let asking = false;

  const ask = async (store: Store): Promise<void> => {
    planned = false;
    if (asking || !wanted) return;
    asking = true;
    while (wanted) {
      const word: CompletionWord = wanted;
      wanted = null;
      const completions = await actions.complete(word).catch(() => null);
      if (completions) store.dispatch({ type: "completed", word, completions });
    }
    asking = false;
  };

  return {
    read(store) {
      if (reading) return;
      const controller = new AbortController();
      reading = controller;
      const changed = () => {
        if (!controller.signal.aborted) store.dispatch({ type: "names-read" });
      };
      // What cannot be read is missing from lists only; a proposal says why.
      void actions
        .readNames(changed, controller.signal)
        .catch(() => {})
        .then(() => {
          if (reading === controller) reading = null;
          changed();
        });
    },
    complete(store, word) {
      wanted = word;
      if (planned) return;
      planned = true;
      world.later(() => void ask(store), pauseMs);
    },
    pause() {
      reading?.abort();
      reading = null;
    },
  };
}
