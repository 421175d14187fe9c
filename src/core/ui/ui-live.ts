import { storedDecisions } from "../patch/merge-decisions.ts";
import type { Problem } from "../result.ts";
import { type Combination, combinationOf } from "../review/combination.ts";
import { noMarks } from "../review/diff-marks.ts";
import {
  type LiveResult,
  liveCombination,
  liveEnd,
  liveKnown,
  liveOfVerification,
} from "../review/live.ts";
import { marksOf } from "../review/live-marks.ts";
import { reviewStep } from "../review/review.ts";
import { decisionOf } from "../review/review-state.ts";
import type { Step, UiEffect, UiState } from "./ui-state.ts";
import { isClosed, isStale, note, reviewing } from "./ui-steps.ts";

/*
 * Keeps the live evaluation on the heels of the decisions: whatever an event did, the combination that it
 * led to is evaluated, unless that is known, or other work runs.
 */

/** What is to be evaluated now; null while it is to be quiet. */
function wanted(state: UiState): Combination | null {
  const { review, work, leaving } = state;
  if (!review || work || leaving || isClosed(state) || isStale(state)) return null;
  return combinationOf(review.shown, (id) => decisionOf(review, id));
}

/** Whether an event changed anything that the combination depends on; cheap, for it is asked at every key. */
function moved(before: UiState, after: UiState): boolean {
  return (
    before.review?.decisions !== after.review?.decisions ||
    before.review?.shown !== after.review?.shown ||
    (before.work === null) !== (after.work === null) ||
    before.snapshot !== after.snapshot ||
    before.leaving !== after.leaving
  );
}

/** A step with what it means for the live evaluation. */
export function followed(before: UiState, step: Step): Step {
  if (!step.state.live.on) return step;
  const next = moved(before, step.state) ? evaluated(step) : step;
  const { state } = next;
  const same =
    state.live.result === before.live.result &&
    state.live.combination === before.live.combination &&
    state.review?.hunks === before.review?.hunks;
  return same ? next : { ...next, state: marked(state) };
}

function evaluated({ state, effects }: Step): Step {
  const combination = wanted(state);
  const { live, review } = state;
  if (combination?.key === live.combination?.key) return { state, effects };
  const wasRunning = isRunning(live.combination, live.result);
  const stored = combination && verifiedAs(state, combination);
  const known = combination && stored ? liveKnown(live, combination.key, stored) : live;
  const next = { ...state, live: liveCombination(known, combination) };
  const added: UiEffect[] = [];
  if (review && combination && isRunning(combination, next.live.result))
    added.push({
      do: "check",
      key: combination.key,
      proposal: review.shown,
      chosen: combination.chosen,
    });
  else if (wasRunning) added.push({ do: "cancel-check" });
  return { state: next, effects: [...effects, ...added] };
}

function isRunning(
  combination: Combination | null,
  { done, problem }: UiState["live"]["result"],
): boolean {
  return combination !== null && combination.chosen.length > 0 && !done && problem === null;
}

/** The stored verification's answer, where it is about exactly this combination. */
export function verifiedAs(
  { review }: Pick<UiState, "review">,
  { isCandidate }: Pick<Combination, "isCandidate">,
): LiveResult | null {
  const verification = review?.proposal.verification;
  // Hunks that are cut otherwise than in the store are no part of what was verified.
  if (!verification || !isCandidate || review.shown !== review.proposal) return null;
  const stored = storedDecisions(review.shown);
  const isStored = Object.entries(stored).every(
    ([id, decision]) => (decision === "rejected") === (decisionOf(review, id) === "rejected"),
  );
  const isIt = verification.candidate === review.proposal.candidate;
  return isIt && isStored ? liveOfVerification(verification) : null;
}

/** The diff with the marks of what is known now. */
function marked(state: UiState): UiState {
  const { review, live } = state;
  if (!review) return state;
  const marks = live.combination
    ? marksOf(review, live.combination.chosen, live.result.failures)
    : noMarks;
  return reviewing(state, reviewStep(review, { type: "marks", marks }));
}

/** The end of an evaluation. A fault of the surroundings is said once. */
export function checked(state: UiState, key: string, problem: Problem | null): UiState {
  const live = liveEnd(state.live, key, problem);
  const next = { ...state, live };
  if (!problem || state.live.told || live === state.live || state.toast) return next;
  return note(next, "info", `The hunks are not evaluated as you decide: ${problem.message}`);
}
