import type { UiEffect } from "../src/core/ui/ui-state.ts";
import type { Actions } from "./actions.ts";
import { guarded } from "./guarded.ts";
import type { Surroundings } from "./perform.ts";
import type { Store } from "./store.ts";

type Check = Extract<UiEffect, { do: "check" }>;

/** How long decisions must rest before they are evaluated. */
const restMs = 300;

/**
 * Evaluates combinations of hunks in the background: only the newest, once no other came for a moment, and
 * never two at a time. What one that was cancelled still says is dropped.
 */
export function checker(actions: Actions, world: Pick<Surroundings, "later">) {
  let latest: AbortController | null = null;
  let ended: Promise<void> = Promise.resolve();

  const run = async (
    { key, proposal, chosen }: Check,
    store: Store,
    { signal }: AbortController,
  ): Promise<void> => {
    const { check } = actions;
    if (!check || signal.aborted) return;
    const result = await guarded(() =>
      check(
        proposal,
        chosen,
        (news) => signal.aborted || store.dispatch({ type: "check", key, news }),
        signal,
      ),
    );
    if (signal.aborted) return;
    store.dispatch({ type: "checked", key, problem: result.ok ? null : result.problem });
  };

  return {
    /** Plans an evaluation in place of the one that is planned or runs. */
    start(effect: Check, store: Store): void {
      latest?.abort();
      const controller = new AbortController();
      latest = controller;
      world.later(() => {
        if (controller.signal.aborted) return;
        // The one before holds its memory until it has ended.
        ended = ended.then(() => run(effect, store, controller));
      }, restMs);
    },
    cancel(): void {
      latest?.abort();
    },
  };
}
