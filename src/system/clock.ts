import type { Clock } from "../ports/system.ts";

/** The machine's own clock. */
export function openClock(): Clock {
  return { now: () => new Date(), elapsed: () => performance.now() };
}
