import type { AuditEntry, AuditReport } from "../audit.ts";
import type { BuildEvent } from "../build/build-event.ts";
import { emptyLog, type LogView } from "../build/log-view.ts";
import type { Decision } from "../hunk.ts";
import type { Question } from "../intent.ts";
import type { Key } from "../keys/key-input.ts";
import { defaultKeymap, type Keymap } from "../keys/keymap.ts";
import type { Command, Pane, Place } from "../keys/keys.ts";
import type { Click, MouseReport } from "../keys/mouse-input.ts";
import { type AuditView, emptyAudit } from "../panes/audit-view.ts";
import { type ChatState, emptyChat } from "../panes/chat.ts";
import type { CommentField } from "../panes/comment-field.ts";
import type { Completions } from "../panes/completion.ts";
import type { CompletionWord } from "../panes/completion-word.ts";
import type { Dialog } from "../panes/dialog.ts";
import type { Palette } from "../panes/palette.ts";
import { noSearch, type SearchState } from "../panes/search.ts";
import type { Cuts } from "../patch/cuts.ts";
import type { PatchFile } from "../patch/patch.ts";
import type { Proposal, ProposalState } from "../proposal.ts";
import type { Problem } from "../result.ts";
import type { Comparison } from "../review/compare.ts";
import type { DiffLayout } from "../review/diff-rows.ts";
import type { SourceFile } from "../review/diff-view.ts";
import { type CheckNews, initialLive, type LiveState } from "../review/live.ts";
import type { Review } from "../review/review-state.ts";
import type { FileSource, SourceRequest } from "../review/source.ts";
import type { Tier } from "../tier.ts";
import { type ScreenLayout, type Size, screenLayout } from "./screen-layout.ts";
import type { Returning, Session } from "./session.ts";
import type { EditDraft } from "./ui-edit.ts";

/** What the status pane and the header show. Texts are untrusted. */
export interface Snapshot {
  readonly name: string;
  readonly branch: string | null;
  readonly dirty: readonly string[];
  readonly targets: readonly string[];
  readonly nix: string | null;
  readonly planner: string;
  /** The model is on another machine: never left out of the header. */
  readonly remoteModel?: boolean;
  readonly policy: string;
  /** Facts on the machine, one a line; empty where it is no NixOS host. */
  readonly host: readonly string[];
  readonly proposals: readonly ProposalItem[];
  readonly audit: { readonly entries: number; readonly ok: boolean } | null;
  /** What could not be found out, and why. */
  readonly problems: readonly Problem[];
}

export interface ProposalItem {
  readonly id: string;
  readonly goal: string;
  readonly state: ProposalState;
  readonly tier: Tier;
  /** The proposal that this one is a better version of. */
  readonly revises?: string;
  /** The proposal that this one is a refactor beside. */
  readonly besides?: string;
  /** The proposal that this one takes back. */
  readonly undoes?: string;
}

export type WorkKind =
  | "propose"
  | "open"
  | "verify"
  | "approve"
  | "apply"
  | "drop"
  | "take-back"
  | "edit"
  | "comment"
  | "revise";

/** What runs now; one at a time. */
export interface Work {
  readonly kind: WorkKind;
  /** "verifying p1" */
  readonly label: string;
  /** What it says it does right now; untrusted. */
  readonly detail: string;
  readonly since: number;
  readonly cancelling: boolean;
}

export interface Toast {
  readonly tone: "good" | "bad" | "info";
  readonly text: string;
}

export interface UiState {
  readonly keymap: Keymap;
  /** Whether the terminal reports the mouse. */
  readonly mouse: boolean;
  /** The last click; null when a second one would not make it a double click. */
  readonly click: Click | null;
  readonly size: Size;
  readonly focus: Pane;
  readonly main: "diff" | "audit";
  readonly zoom: boolean;
  /** The first row that is shown, and where it was asked for; null: the focused pane. */
  readonly help: { readonly top: number; readonly place?: Place } | null;
  readonly dialog: Dialog | null;
  readonly palette: Palette | null;
  readonly snapshot: Snapshot | null;
  /** Index among the snapshot's proposals. */
  readonly marked: number;
  readonly review: Review | null;
  /** The texts that were asked for last. */
  readonly sources: SourceRequest | null;
  /** The proposal of the last session, until it is open again. */
  readonly returning: Returning | null;
  /** What evaluation says about the hunks as they are decided now. */
  readonly live: LiveState;
  /** What the person chose; null follows the width. */
  readonly layoutWish: DiffLayout | null;
  readonly chat: ChatState;
  readonly log: LogView;
  readonly audit: AuditView;
  /** Two proposals beside each other, in the place of the open one. */
  readonly compare: Comparison | null;
  /** The proposal that another is to be compared with. */
  readonly compareWith: string | null;
  readonly search: SearchState;
  /** The comment that is written, or was left half-written. */
  readonly comment: CommentField | null;
  /** A person's edit that was refused; the next one of that hunk goes on with it. */
  readonly editDraft: EditDraft | null;
  readonly work: Work | null;
  readonly saving: boolean;
  /** Ticks since saving began: only a slow one is shown. */
  readonly savingTicks: number;
  /** A command of the loop that waits until the decisions are saved. */
  readonly queued: Command | null;
  readonly toast: Toast | null;
  /** Milliseconds of the runner's clock. */
  readonly now: number;
  readonly leaving: boolean;
}

/** What happens to the UI: keys, and news from the work that it started. */
export type UiEvent =
  | { type: "key"; key: Key }
  | { type: "mouse"; report: MouseReport; now: number }
  | { type: "resize"; columns: number | undefined; rows: number | undefined }
  | { type: "tick"; now: number }
  /** The screen of last time; `wanted` is a proposal asked for by name. */
  | { type: "restore"; session: Session; wanted: string | undefined }
  | { type: "snapshot"; snapshot: Snapshot }
  | { type: "work"; kind: WorkKind; label: string; now: number }
  | { type: "progress"; text: string }
  /** What the model says while it works; untrusted. */
  | { type: "model-text"; text: string }
  /** What the model thinks before it speaks; untrusted. */
  | { type: "model-thinking"; text: string }
  | { type: "completed"; word: CompletionWord; completions: Completions }
  /** More names are known than before. */
  | { type: "names-read" }
  | { type: "log"; target: string; events: readonly BuildEvent[]; now: number }
  | { type: "opened"; proposal: Proposal; patch: readonly SourceFile[]; said?: string }
  | { type: "answered"; goal: string; questions: readonly Question[]; notes: readonly string[] }
  | { type: "verified"; proposal: Proposal; patch: readonly SourceFile[] }
  /** Repository and Nix are found; `live`: hunks are evaluated as they are decided. */
  | { type: "connected"; live: boolean }
  | { type: "sources"; request: SourceRequest; files: readonly FileSource[] }
  | {
      type: "saving";
      id: string;
      decisions: Readonly<Record<string, Decision>>;
      cuts: Cuts | null;
    }
  | { type: "edited"; proposal: Proposal; patch: readonly SourceFile[]; said: string }
  | { type: "edit-refused"; draft: EditDraft }
  | { type: "commented"; proposal: Proposal; patch: readonly SourceFile[]; removed: boolean }
  /** A proposal was not planned again: what has to be answered first. */
  | {
      type: "unrevised";
      id: string;
      questions: readonly Question[];
      notes: readonly string[];
    }
  /** Work ended and left everything as it was. */
  | { type: "unchanged"; text: string }
  | { type: "saved"; proposal: Proposal; patch: readonly SourceFile[] }
  /** `unsaved`: the proposal whose decisions could not be stored. */
  | { type: "failed"; what: string; problem: Problem; work: boolean; unsaved?: string }
  | { type: "check"; key: string; news: CheckNews }
  | { type: "checked"; key: string; problem: Problem | null }
  | { type: "compared"; a: Proposal; b: Proposal; patch: readonly PatchFile[] }
  /** `only`: the proposal whose trail was read; null: the whole log. */
  | {
      type: "audit";
      entries: readonly AuditEntry[];
      report: AuditReport;
      only: string | null;
    };

/** What the UI wants done; the runner does it and answers with events. */
export type UiEffect =
  | { do: "refresh" }
  | { do: "audit" }
  | { do: "compare"; a: string; b: string }
  /** `revises`: the open proposal, where the words are about it. */
  | { do: "propose"; goal: string; revises?: string }
  | { do: "complete"; word: CompletionWord }
  | { do: "open"; id: string }
  | { do: "sources"; request: SourceRequest }
  | { do: "decide"; id: string; decisions: Readonly<Record<string, Decision>>; cuts: Cuts }
  | { do: "verify"; id: string }
  | { do: "approve"; proposal: Proposal }
  | { do: "apply"; id: string }
  | { do: "drop"; id: string }
  | { do: "take-back"; id: string }
  | { do: "edit"; id: string; hunk: string; draft: EditDraft | null }
  | { do: "comment"; id: string; hunk: string; text: string; revise: boolean }
  | { do: "cancel" }
  /** Evaluates these hunks once the decisions rest, in place of what is evaluated now. */
  | { do: "check"; key: string; proposal: Proposal; chosen: readonly string[] }
  | { do: "cancel-check" }
  | { do: "redraw" }
  | { do: "mouse"; on: boolean }
  | { do: "suspend" }
  | { do: "quit" };

export interface Step {
  readonly state: UiState;
  readonly effects: readonly UiEffect[];
}

/** What a person may configure of the UI. */
export interface UiOptions {
  readonly keymap?: Keymap;
  readonly mouse?: boolean;
}

/** The screen before anything is known. */
export function initialState(size: Size, options: UiOptions = {}): UiState {
  return {
    keymap: options.keymap ?? defaultKeymap,
    mouse: options.mouse ?? true,
    click: null,
    size,
    focus: "chat",
    main: "diff",
    zoom: false,
    help: null,
    dialog: null,
    palette: null,
    snapshot: null,
    marked: 0,
    review: null,
    sources: null,
    returning: null,
    live: initialLive(false),
    layoutWish: null,
    chat: emptyChat,
    log: emptyLog,
    audit: emptyAudit,
    compare: null,
    compareWith: null,
    search: noSearch,
    comment: null,
    editDraft: null,
    work: null,
    saving: false,
    savingTicks: 0,
    queued: null,
    toast: null,
    now: 0,
    leaving: false,
  };
}

/** Whether something is asked or looked up before the main pane. */
export function isCovered({ dialog, palette, help }: UiState): boolean {
  return dialog !== null || palette !== null || help !== null;
}

/** The panes' places for this state. */
export function layoutOf(state: UiState): ScreenLayout {
  const busy = state.work?.kind === "verify" || state.log.build.outcome === "failed";
  const { focus, main, zoom } = state;
  return screenLayout(state.size, { focus, main, zoom, busy, open: state.review !== null });
}
