import type { AuditEntry, AuditReport } from "../src/core/audit.ts";
import type { BuildEvent } from "../src/core/build/build-event.ts";
import type { Decision } from "../src/core/hunk.ts";
import type { Question } from "../src/core/intent.ts";
import type { Completions } from "../src/core/panes/completion.ts";
import type { CompletionWord } from "../src/core/panes/completion-word.ts";
import type { Cuts } from "../src/core/patch/cuts.ts";
import type { PatchFile } from "../src/core/patch/patch.ts";
import type { Proposal } from "../src/core/proposal.ts";
import type { Result } from "../src/core/result.ts";
import type { SourceFile } from "../src/core/review/diff-view.ts";
import type { CheckNews } from "../src/core/review/live.ts";
import type { FileSource, SourceRequest } from "../src/core/review/source.ts";
import type { EditDraft } from "../src/core/ui/ui-edit.ts";
import type { Snapshot } from "../src/core/ui/ui-state.ts";

/** A proposal with the patch of everything that it proposed. */
export interface Opened {
  readonly proposal: Proposal;
  readonly patch: readonly SourceFile[];
}

/** Hears what work says while it runs. Texts are untrusted. */
export interface Listener {
  progress(text: string): void;
  /** A piece of what the model says, as it comes. */
  text(chunk: string): void;
  /** A piece of what a thinking model thinks before it speaks. */
  thinking(chunk: string): void;
  log(target: string, event: BuildEvent): void;
}

/** Runs something that has the terminal meanwhile: nothing is drawn and no key is read. */
export type Away = <T>(waiting: string, run: () => Promise<T>) => Promise<T>;

/** What came of an edit. */
export type Edited =
  | { readonly kind: "edited"; readonly opened: Opened; readonly said: string }
  | { readonly kind: "unchanged"; readonly said: string }
  | { readonly kind: "refused"; readonly draft: EditDraft };

/** What the UI can have done. Nothing here draws, and nothing waits for a key. */
export interface Actions {
  refresh(): Promise<Result<Snapshot>>;
  /** The last entries, of one proposal or of all, and whether the whole chain holds. */
  audit(
    only: string | null,
  ): Promise<Result<{ readonly entries: readonly AuditEntry[]; readonly report: AuditReport }>>;
  /** `revises`: the proposal that the words are about, where they are no goal of their own. */
  propose(
    goal: string,
    listener: Listener,
    signal: AbortSignal,
    revises?: string,
  ): Promise<
    Result<{
      readonly opened: Opened | null;
      readonly questions: readonly Question[];
      readonly notes: readonly string[];
      /** What a second proposal is about, where one was made with it. */
      readonly beside?: string;
    }>
  >;
  open(id: string): Promise<Result<Opened>>;
  /**
   * Reads the names that words are completed with, quietly; `changed` is told when more is known. Asked
   * again, it reads only what has changed.
   */
  readNames(changed: () => void, signal: AbortSignal): Promise<void>;
  /** What a word can become, from what is read by now. */
  complete(word: CompletionWord): Promise<Completions>;
  /** Reads both sides of changed files, one after another; `each` is called for every one that could be read. */
  sources(
    request: SourceRequest,
    each: (file: FileSource) => void,
    signal: AbortSignal,
  ): Promise<Result<void>>;
  /** Both proposals, and the patch from the candidate of one to that of the other. */
  compare(
    a: string,
    b: string,
  ): Promise<
    Result<{ readonly a: Proposal; readonly b: Proposal; readonly patch: readonly PatchFile[] }>
  >;
  /** Stores decisions on hunks that are cut like this. */
  decide(
    id: string,
    decisions: Readonly<Record<string, Decision>>,
    cuts: Cuts,
  ): Promise<Result<Opened>>;
  verify(id: string, listener: Listener, signal: AbortSignal): Promise<Result<Opened>>;
  /**
   * Evaluates a choice of hunks, telling what it finds; stores nothing. Absent where hunks are not evaluated
   * as they are decided.
   */
  check?(
    proposal: Proposal,
    chosen: readonly string[],
    tell: (news: CheckNews) => void,
    signal: AbortSignal,
  ): Promise<Result<void>>;
  /** Approves exactly what was shown: refused when the stored proposal differs. */
  approve(shown: Proposal): Promise<Result<Opened>>;
  /** Keeps a comment on a hunk; an empty one takes it away. */
  comment(id: string, hunk: string, text: string): Promise<Result<Opened>>;
  /** Plans a proposal again with the comments on it: a new proposal, or questions. */
  revise(id: string, listener: Listener, signal: AbortSignal): ReturnType<Actions["propose"]>;
  /** Opens a hunk in the person's editor, and takes over what they wrote. `away` gives it the terminal. */
  edit(
    request: { readonly id: string; readonly hunk: string; readonly draft: EditDraft | null },
    away: Away,
    listener: Listener,
    signal: AbortSignal,
  ): Promise<Result<Edited>>;
  apply(id: string): Promise<Result<Opened>>;
  drop(id: string): Promise<Result<Opened>>;
  takeBack(id: string): Promise<Result<Opened>>;
}
