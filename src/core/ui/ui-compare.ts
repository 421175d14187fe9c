import type { Command } from "../keys/keys.ts";
import { movements } from "../keys/keys-moving.ts";
import { type Comparison, comparisonName } from "../review/compare.ts";
import { reviewStep } from "../review/review.ts";
import type { Review } from "../review/review-state.ts";
import {
  type FileSource,
  type SourceRequest,
  sameSources,
  sourceRequest,
} from "../review/source.ts";
import { focusPane } from "./ui-panes.ts";
import type { Step, UiState } from "./ui-state.ts";
import { laidOut, note, reviewing, stay } from "./ui-steps.ts";

/*
 * While two proposals are compared, the main pane reads as any diff and decides nothing. The open
 * proposal stays as it is behind it.
 */

/** Commands that only read: nothing else does anything in a comparison. */
const reading: ReadonlySet<Command> = new Set<Command>([
  ...movements,
  "next",
  "next-hunk",
  "previous-hunk",
  "next-file",
  "previous-file",
  "previous-match",
  "unfold",
  "unfold-file",
  "layout",
]);

/** Whether keys in the main pane go to a comparison. */
export function isComparing({ compare, focus, main }: UiState): boolean {
  return compare !== null && focus === "diff" && main === "diff";
}

/** The state as the main pane sees it: with the comparison in the place of the open proposal. */
function comparedState(state: UiState): UiState {
  return state.compare ? { ...state, review: state.compare.review } : state;
}

/** Runs a step on the comparison in the place of the open proposal, which it cannot touch. */
export function onComparison(state: UiState, run: (state: UiState) => Step): Step {
  const step = run(comparedState(state));
  const { compare, review } = step.state;
  const kept = compare && review ? { ...compare, review } : null;
  return { ...step, state: laidOut({ ...step.state, review: state.review, compare: kept }) };
}

/** What is done to the open proposal, whichever pane has the focus. */
const loop: ReadonlySet<Command> = new Set<Command>([
  "verify",
  "approve",
  "apply",
  "drop",
  "take-back",
]);

/** Why a command does nothing while two proposals are compared; null where it does what it always does. */
export function whyReadOnly(state: UiState, command: Command): string | null {
  const { compare, main, focus } = state;
  if (!compare || main !== "diff") return null;
  const free = focus === "diff" ? reading.has(command) : !loop.has(command);
  return free
    ? null
    : `${comparisonName(compare)} is to be read only: nothing is decided here. Esc goes back.`;
}

/** Back to the open proposal, where it was; undefined where nothing is compared. */
export function endCompare(state: UiState): UiState | undefined {
  return isComparing(state) ? laidOut({ ...state, compare: null }) : undefined;
}

/** Shows a comparison, and asks for the texts of its files. */
export function comparedStep(state: UiState, compare: Comparison): Step {
  const next = { ...state, compare, compareWith: null };
  const step = state.focus === "status" ? focusPane(next, "diff") : stay(next);
  const request = sourceRequest(compare.review.proposal);
  return { ...step, effects: [...step.effects, { do: "sources", request }] };
}

/** Takes texts of files in, for what is compared or for the open proposal. */
export function sourcesRead(
  state: UiState,
  request: SourceRequest,
  files: readonly FileSource[],
): UiState {
  const { review, compare } = state;
  const isFor = (one: Review) => sameSources(sourceRequest(one.proposal), request);
  const event = { type: "sources", files } as const;
  const next = review && isFor(review) ? reviewing(state, reviewStep(review, event)) : state;
  if (!compare || !isFor(compare.review)) return next;
  return { ...next, compare: { ...compare, review: reviewStep(compare.review, event) } };
}

/** `=` on a proposal of the list: marks it, or compares it with the marked one. */
export function compareCommand(state: UiState, id: string): Step {
  const { compareWith } = state;
  if (compareWith === id) return stay({ ...state, compareWith: null });
  if (compareWith === null)
    return stay(
      note(
        { ...state, compareWith: id },
        "info",
        `${id} is marked. Press = on another to compare.`,
      ),
    );
  return { state, effects: [{ do: "compare", a: compareWith, b: id }] };
}
