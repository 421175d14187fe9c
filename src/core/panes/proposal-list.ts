import type { ProposalItem } from "../ui/ui-state.ts";
import { matchesIn } from "./search.ts";

/** `revises p3`, `beside p3`, `takes p2 back`; "" for a proposal of its own. */
export function relationOf({ revises, besides, undoes }: ProposalItem): string {
  if (revises !== undefined) return `revises ${revises}`;
  if (besides !== undefined) return `beside ${besides}`;
  return undoes === undefined ? "" : `takes ${undoes} back`;
}

/** The goal in one line, without what `relationOf` says already. */
export function titleOf({ goal, undoes }: ProposalItem): string {
  const line = goal.replaceAll(/\s+/g, " ");
  const said = `take back ${undoes}: `;
  return undoes !== undefined && line.startsWith(said) ? line.slice(said.length) : line;
}

const filtered = new WeakMap<
  readonly ProposalItem[],
  { query: string; shown: readonly number[] }
>();
const none: readonly ProposalItem[] = [];

/** Which proposals hold every word of a query in id, state, tier, relation or goal. Worked out once. */
export function shownProposals(
  items: readonly ProposalItem[] = none,
  query: string,
): readonly number[] {
  const known = filtered.get(items);
  if (known?.query === query) return known.shown;
  const words = query.split(" ").filter((word) => word !== "");
  const shown: number[] = [];
  for (const [at, item] of items.entries()) {
    const text = `${item.id} ${item.state} ${item.tier} ${relationOf(item)} ${item.goal}`;
    if (words.every((word) => matchesIn(text, word).length > 0)) shown.push(at);
  }
  filtered.set(items, { query, shown });
  return shown;
}

/** The shown proposal that a mark among all of them means: itself, or the next one that is shown. */
export function markedPlace(shown: readonly number[], marked: number): number {
  const at = shown.findIndex((one) => one >= marked);
  return at < 0 ? Math.max(0, shown.length - 1) : at;
}
