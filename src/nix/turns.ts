import { availableParallelism } from "node:os";

/** Lets work begin when it is its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** So many pieces of work run at a time; others wait in the order in which they came. */
export function turns(most: number): Turn {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((begin) => waiting.push(begin));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place as it is.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Evaluations at a time: each takes a core, and for a NixOS host up to a gigabyte. */
export function evaluationsAtOnce(): number {
  return Math.max(1, Math.min(3, availableParallelism()));
}
