import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { join } from "node:path";
import { median } from "./figure.ts";

/** The project's folder, and the bundle that is measured. */
export const ROOT = join(import.meta.dirname, "..");
export const BUNDLE = join(ROOT, "dist", "agentix.mjs");

/** Something to run and time. */
export interface Contestant {
  readonly name: string;
  run(): void;
}

/**
 * Runs a program to its end and gives its standard output; throws with what it said when it fails.
 * `accept` are the exit codes that count as done.
 */
export function output(
  program: string,
  args: readonly string[],
  options: SpawnSyncOptions = {},
  accept: readonly number[] = [0],
): string {
  const run = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
  if (run.error) throw run.error;
  if (!accept.includes(run.status ?? -1)) {
    throw new Error(
      `${[program, ...args].join(" ")} ended with ${run.status ?? run.signal}:\n${run.stderr}`,
    );
  }
  return String(run.stdout);
}

/** Milliseconds that one run takes. */
export function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/**
 * The median time of each contestant in milliseconds. They take turns, in alternating order, so that a busy machine
 * slows all of them; the first `warmUp` rounds do not count.
 */
export function race(contestants: readonly Contestant[], rounds: number, warmUp = 1): number[] {
  const times = contestants.map((): number[] => []);
  for (let round = 0; round < rounds + warmUp; round++) {
    const order = [...contestants.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) {
      const took = time(() => contestants[index]?.run());
      if (round >= warmUp) times[index]?.push(took);
    }
  }
  return times.map(median);
}
