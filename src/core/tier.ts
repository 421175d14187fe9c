import { z } from "zod";

/** How much a change can hurt; `protected` is never applied by the tool. */
export const tierSchema = z.enum(["protected", "high", "medium", "low"]);
export type Tier = z.infer<typeof tierSchema>;

const order: Record<Tier, number> = { protected: 3, high: 2, medium: 1, low: 0 };

/** The strictest of the tiers; `low` when there is none. */
export function strictest(tiers: Iterable<Tier>): Tier {
  let result: Tier = "low";
  for (const tier of tiers) if (order[tier] > order[result]) result = tier;
  return result;
}

/** Negative when `a` is stricter than `b`: sorts the strictest first. */
export function compareTiers(a: Tier, b: Tier): number {
  return order[b] - order[a];
}
