import type { Intent, Question } from "../core/intent.ts";
import type { PackageInfo } from "../core/package.ts";
import type {
  Answer,
  EditFault,
  Fact,
  FreeEdit,
  LockedInput,
  Offered,
} from "../core/plan-parts.ts";
import type { Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";
import type { OptionIndex, PackageFacts } from "./indexes.ts";
import type { ModelIdentity } from "./model.ts";
import type { OptionState } from "./nix.ts";

/** What was planned for the goal before, and what a person said about it. */
export interface Revising {
  readonly intents: readonly Intent[];
  /** Each with the options of the hunk that it is about. */
  readonly comments: readonly {
    readonly options: readonly (readonly string[])[];
    readonly text: string;
  }[];
}

/** What a planner may look at. It cannot change anything. */
export interface PlanContext {
  readonly goal: string;
  /** Targets that the goal is about; `named` when the person chose them. */
  readonly targets: readonly Target[];
  readonly allTargets: readonly Target[];
  readonly named: boolean;
  /** Where a proposal for this goal is revised: the plan replaces the earlier one. */
  readonly revising?: Revising;
  index(target: Target): Promise<Result<OptionIndex>>;
  states(
    target: Target,
    paths: readonly (readonly string[])[],
  ): Promise<Result<Record<string, OptionState>>>;
  packages(
    target: Target,
    names: readonly string[],
  ): Promise<Result<Record<string, PackageFacts | null>>>;
  similarPackages(target: Target, word: string, limit: number): Promise<Result<string[]>>;
  /** Packages that some words name or describe, best first: to suggest, never to take unasked. */
  packageSearch(
    target: Target,
    words: string,
    limit: number,
  ): Promise<Result<readonly PackageInfo[]>>;
  /** Evaluated values of options and where each comes from, for questions about the configuration. */
  facts(
    targets: readonly Target[],
    paths: readonly (readonly string[])[],
  ): Promise<Result<readonly Fact[]>>;
  /** The options that the repository's own modules write for a target, conditions not judged. */
  written(target: Target): Promise<Result<readonly (readonly string[])[]>>;
  /** The inputs as flake.lock has them. */
  locked(): Promise<Result<readonly LockedInput[]>>;
  /**
   * Text of a tracked .nix file of the repository that may be shown to a model and edited freely; a problem
   * for secrets, generated and protected files. Secrets in the text are masked.
   */
  showFile(path: string): Promise<Result<string>>;
  /** Repository-relative files that `showFile` would show, those of the targets' own modules first. */
  shownFiles(): Promise<Result<readonly string[]>>;
  /** What stands against free edits for this goal; empty when nothing does. The core asks again before it applies them. */
  freeFaults(edits: readonly FreeEdit[]): Promise<Result<readonly EditFault[]>>;
  /** Takes a model's words as they come. */
  onText?(chunk: string): void;
  /** Takes what a thinking model thinks, shown dimmed. */
  onThinking?(chunk: string): void;
  /** Takes what the planner is at, in the core's words. */
  onStep?(text: string): void;
  readonly signal?: AbortSignal;
}

/** A planner's answer: edits, or questions, or both (understood parts and open ones). */
export interface Plan {
  readonly intents: readonly Intent[];
  readonly questions: readonly Question[];
  /** Remarks for the explanation, in the core's words. */
  readonly notes: readonly string[];
  /** Whose plan it is, where it is not that of the planner which was asked. */
  readonly by?: "builtin";
  /** The model's own words, if any. */
  readonly modelText?: string;
  /** Options that a model could choose from, best first. */
  readonly offered?: readonly Offered[];
  /** Changes that no option expresses: tier high, always. */
  readonly freeEdits?: readonly FreeEdit[];
  /** Answers to questions about the configuration. */
  readonly answers?: readonly Answer[];
}

export interface Planner {
  readonly kind: "builtin" | "ollama";
  readonly model?: string;
  /** The model that it asks, for header and audit. */
  readonly identity?: ModelIdentity;
  plan(context: PlanContext): Promise<Result<Plan>>;
}
