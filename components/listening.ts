import type { BuildEvent } from "../src/core/build/build-event.ts";
import type { Listener } from "./actions.ts";
import type { Surroundings } from "./perform.ts";
import type { Store } from "./store.ts";

const batchMs = 100;
/** Characters of a model that are taken in within one batch. */
const keptText = 20_000;

/** A listener whose news reach the store in batches; `flush` hands over what still waits. */
export function listening(store: Store, world: Surroundings): Listener & { flush(): void } {
  const waiting = new Map<string, BuildEvent[]>();
  let said = "";
  let thought = "";
  let planned = false;
  const plan = () => {
    if (!planned) world.later(flush, batchMs);
    planned = true;
  };
  const flush = () => {
    planned = false;
    if (said !== "") store.dispatch({ type: "model-text", text: said });
    said = "";
    if (thought !== "") store.dispatch({ type: "model-thinking", text: thought });
    thought = "";
    for (const [target, events] of waiting)
      store.dispatch({ type: "log", target, events, now: world.now() });
    waiting.clear();
  };
  return {
    flush,
    progress: (text) => store.dispatch({ type: "progress", text }),
    log: (target, event) => {
      const events = waiting.get(target) ?? [];
      events.push(event);
      waiting.set(target, events);
      plan();
    },
    text: (chunk) => {
      said = (said + chunk).slice(0, keptText);
      plan();
    },
    thinking: (chunk) => {
      thought = (thought + chunk).slice(-keptText);
      plan();
    },
  };
}
