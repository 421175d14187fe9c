import type { Tier } from "../core/tier.ts";
import rows from "./guarded-table.json" with { type: "json" };

/** Which direction of a change is the dangerous one; shown with the finding. */
export type Direction = "any" | "weaken" | "lock" | "lose" | "exec" | "none";

/**
 * One row of the guarded table: option or file patterns and the tier that a change of them deserves.
 * `*` is one segment, `**` any number, `{a,b}` alternatives; quoted segments keep their dots.
 * A bare pattern also covers everything below it.
 */
export interface GuardRule {
  readonly id: string;
  readonly tier: Tier;
  readonly direction: Direction;
  readonly options: readonly string[];
  readonly files?: readonly string[];
  /** Speaks only where something is removed or switched off. */
  readonly when?: "weakened";
  /** Speaks only where a changed value matches. */
  readonly value?: string;
  /** Says nothing of what follows from modules outside of the repository: a service brings its own units. */
  readonly follows?: true;
  /** Patterns that are evaluated whatever a change is about, where `options` covers too much. */
  readonly walk?: readonly string[];
  /** Of these packages the derivation counts: an overlay may change one under the same name. */
  readonly built?: true;
  readonly reason: string;
}

/** The guarded options and files of NixOS; the numbers are those of the policy documentation. */
export const guardedTable: readonly GuardRule[] = rows as readonly GuardRule[];
