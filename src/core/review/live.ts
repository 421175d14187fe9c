import type { Problem } from "../result.ts";
import type { Diagnostic, Verification } from "../verification.ts";
import type { Combination } from "./combination.ts";

/*
 * What evaluation says about the hunks as they are decided now. Evaluations run in the background; this is
 * what is known of them. Results of this session are remembered, so that undo shows them at once.
 */

export type CheckDepth = "cheap" | "system";

/** A target that does not evaluate with a combination. */
export interface CheckFailure {
  readonly target: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What an evaluation of a combination says while it runs. */
export type CheckNews =
  | { readonly kind: "evaluating"; readonly target: string; readonly depth: CheckDepth }
  | { readonly kind: "failed"; readonly failure: CheckFailure }
  /** The cheap value of every target evaluates, and so does every option that the hunks touch. */
  | { readonly kind: "types" };

/** What is known of one combination. */
export interface LiveResult {
  readonly evaluating: { readonly target: string; readonly depth: CheckDepth } | null;
  readonly types: boolean;
  readonly done: boolean;
  readonly failures: readonly CheckFailure[];
  /** Why it could not be evaluated: the fault of the surroundings, not of the hunks. */
  readonly problem: Problem | null;
}

export interface LiveState {
  /** False where there is no Nix, or the person does not want it. */
  readonly on: boolean;
  /** What the decisions make up; null while nothing is to be evaluated or other work runs. */
  readonly combination: Combination | null;
  readonly result: LiveResult;
  readonly known: ReadonlyMap<string, LiveResult>;
  /** Whether a problem of the surroundings was said already. */
  readonly told: boolean;
}

const keptResults = 64;

export const unknown: LiveResult = {
  evaluating: null,
  types: false,
  done: false,
  failures: [],
  problem: null,
};

/** Nothing is evaluated yet, or ever when it is off. */
export function initialLive(on: boolean): LiveState {
  return { on, combination: null, result: unknown, known: new Map(), told: false };
}

/** The state for another combination: with what is known of it already. */
export function liveCombination(live: LiveState, combination: Combination | null): LiveState {
  const result = (combination && live.known.get(combination.key)) ?? unknown;
  return { ...live, combination, result };
}

/** What a stored verification says of the combination that it tested, in the words of a live check. */
export function liveOfVerification(verification: Verification): LiveResult {
  const isEvaluation = (name: string) => ["syntax", "evaluate", "system"].includes(name);
  const failures = verification.steps
    .filter(({ name, status }) => status === "failed" && isEvaluation(name))
    .map(({ target, diagnostics }) => ({ target: target ?? "", diagnostics }));
  return { ...unknown, types: failures.length === 0, done: true, failures };
}

/** The state after a result is known for good. */
export function liveKnown(live: LiveState, key: string, result: LiveResult): LiveState {
  const known = new Map(live.known);
  known.delete(key);
  known.set(key, result);
  const [oldest] = known.keys();
  if (known.size > keptResults && oldest !== undefined) known.delete(oldest);
  return { ...live, known, ...(live.combination?.key === key ? { result } : {}) };
}

/** News of a running evaluation; what is not about the present combination changes nothing. */
export function liveNews(live: LiveState, key: string, news: CheckNews): LiveState {
  if (live.combination?.key !== key) return live;
  const { result } = live;
  switch (news.kind) {
    case "evaluating":
      return {
        ...live,
        result: { ...result, evaluating: { target: news.target, depth: news.depth } },
      };
    case "failed":
      return { ...live, result: { ...result, failures: [...result.failures, news.failure] } };
    case "types":
      return { ...live, result: { ...result, types: true, evaluating: null } };
  }
}

/** The end of an evaluation. A problem of the surroundings is no result: it is tried again next time. */
export function liveEnd(live: LiveState, key: string, problem: Problem | null): LiveState {
  if (live.combination?.key !== key) return live;
  const result = { ...live.result, evaluating: null, done: problem === null, problem };
  return problem ? { ...live, result, told: true } : liveKnown(live, key, result);
}
