import type { UiEffect } from "../src/core/ui/ui-state.ts";
import type { Performer, Surroundings } from "./perform.ts";
import type { Store } from "./store.ts";

/** A performer that can be asked before there is anything to ask: it begins with what was asked meanwhile. */
export interface LatePerformer extends Performer {
  /** Gives everything over to the real one. */
  begin(real: Performer, store: Store): void;
}

/** Holds effects back until the real performer is there; leaving and drawing need no actions and are done at once. */
export function latePerformer(
  world: Pick<Surroundings, "redraw" | "suspend" | "quit">,
): LatePerformer {
  let real: Performer | null = null;
  const held: UiEffect[] = [];
  const perform = (effect: UiEffect, store: Store): void => {
    if (real) real(effect, store);
    else if (effect.do === "redraw" || effect.do === "suspend" || effect.do === "quit")
      world[effect.do]();
    else held.push(effect);
  };
  return Object.assign(perform, {
    settled: async () => real?.settled(),
    begin: (performer: Performer, store: Store) => {
      real = performer;
      for (const effect of held.splice(0)) performer(effect, store);
    },
  });
}
