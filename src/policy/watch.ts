import type { Tier } from "../core/tier.ts";
import { segmentsOf } from "./pattern.ts";

/** What is evaluated on every target before and after, whatever a change is about. */
export interface Watch {
  /** Patterns by segments, as the evaluation wants them: `=name`, `~regex`, `*`, `**`. */
  readonly patterns: readonly (readonly string[])[];
  /** Packages of which the derivation counts. */
  readonly built: readonly (readonly string[])[];
}

/** What a rule says of itself here: rows of the guarded table, and rules of configuration files. */
interface Watched {
  readonly tier: Tier;
  readonly options: readonly string[];
  readonly walk?: readonly string[];
  readonly built?: true;
}

/** The options that these rules guard, as patterns to evaluate; rules of tier low need no watch. */
export function watchOf(rules: readonly Watched[]): Watch {
  const watched = rules.filter(({ tier }) => tier !== "low");
  const patterns = watched.flatMap(({ options, walk }) => (walk ?? options).flatMap(segmentsOf));
  const built = watched.flatMap(({ options, built: isBuilt }) => (isBuilt ? options : []));
  return {
    patterns: [...new Map(patterns.map((one) => [JSON.stringify(one), one])).values()],
    built: built.flatMap(segmentsOf).map((segments) => segments.map((name) => name.slice(1))),
  };
}
