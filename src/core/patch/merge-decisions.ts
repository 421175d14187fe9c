import type { Decision } from "../hunk.ts";
import type { Proposal } from "../proposal.ts";
import type { Cuts } from "./cuts.ts";
import type { PatchFile } from "./patch.ts";
import { recutDecisions } from "./pieces.ts";

type Decisions = Readonly<Record<string, Decision>>;

interface Choice {
  readonly decisions: Decisions;
  readonly cuts: Cuts;
}

/** What is on its way to the store; no cuts where nothing is. */
export interface Sent {
  readonly decisions: Decisions;
  readonly cuts: Cuts | null;
}

export const nothingSent: Sent = { decisions: {}, cuts: null };

/** What a merge needs of a review. */
interface Decided extends Choice {
  readonly proposal: Proposal;
  readonly past: readonly Choice[];
  readonly future: readonly Choice[];
  readonly sent: Sent;
}

/** The decisions that a stored proposal holds. */
export function storedDecisions(proposal: Proposal): Record<string, Decision> {
  const result: Record<string, Decision> = {};
  for (const { hunks } of proposal.files)
    for (const { id, decision } of hunks) result[id] = decision;
  return result;
}

/**
 * Takes in what another agentix decided and cut meanwhile. What was chosen here and is not stored yet stays;
 * what was chosen here and stored gives way to something newer, in the steps that undo returns to as well, so
 * that going back here never takes back what was decided there. `done`: what was sent has arrived.
 */
export function mergeChoices<T extends Decided>(
  review: T,
  stored: Proposal,
  patch: readonly PatchFile[],
  done: boolean,
): Pick<Decided, "decisions" | "cuts" | "past" | "future" | "sent"> {
  const before = storedDecisions(review.proposal);
  const cuts = foreignCuts(review, stored.cuts ?? {});
  const recut = (one: Choice): Choice => {
    if (Object.keys(cuts).length === 0) return one;
    const next = merged(one.cuts, cuts);
    return { cuts: next, decisions: recutDecisions(patch, one.cuts, next, one.decisions) };
  };
  const here = recut(review);
  const foreign: Record<string, Decision> = {};
  for (const [id, decision] of Object.entries(storedDecisions(stored))) {
    const sent = review.sent.decisions[id];
    if (sent !== undefined && !done) continue;
    const own = here.decisions[id];
    const expected = sent ?? before[id];
    // A hunk that was not there before: edited, or cut elsewhere.
    const isNew = expected === undefined && review.decisions[id] === undefined;
    if ((isNew && own !== decision) || (own === expected && own !== decision))
      foreign[id] = decision;
  }
  const sent = done ? nothingSent : review.sent;
  const { past, future } = review;
  if (Object.keys(foreign).length + Object.keys(cuts).length === 0)
    return { decisions: review.decisions, cuts: review.cuts, past, future, sent };
  const taken = (one: Choice): Choice => {
    const next = recut(one);
    return { ...next, decisions: { ...next.decisions, ...foreign } };
  };
  return { ...taken(review), past: past.map(taken), future: future.map(taken), sent };
}

/** Cuts of hunks that were cut elsewhere and are not cut otherwise here since; none for put together. */
function foreignCuts(review: Decided, stored: Cuts): Record<string, Cuts[string]> {
  const before = review.proposal.cuts ?? {};
  const result: Record<string, Cuts[string]> = {};
  for (const id of new Set([...Object.keys(stored), ...Object.keys(before)])) {
    const text = (cuts: Cuts | null) => JSON.stringify(cuts?.[id] ?? []);
    const known = [before, ...(review.sent.cuts ? [review.sent.cuts] : [])].map(text);
    if (!known.includes(text(stored)) && known.includes(text(review.cuts)))
      result[id] = stored[id] ?? [];
  }
  return result;
}

function merged(cuts: Cuts, more: Cuts): Cuts {
  const entries = Object.entries({ ...cuts, ...more });
  return Object.fromEntries(entries.filter(([, own]) => own.length > 0));
}
