import type { AuditEntry, AuditReport } from "./core/audit.ts";
import type { BuildEvent } from "./core/build/build-event.ts";
import type {
  Definition,
  Edit,
  EditOutcome,
  ModuleScope,
  ModuleScopeInfo,
  NixValue,
} from "./core/edit.ts";
import type { Intent, Question } from "./core/intent.ts";
import type { NixVersion, RepoState } from "./core/observation.ts";
import type { OptionInfo } from "./core/option.ts";
import type { PackageInfo } from "./core/package.ts";
import type {
  Answer,
  EditFault,
  Fact,
  FreeEdit,
  FreeText,
  LockedInput,
  Offered,
  Refusal,
} from "./core/plan-parts.ts";
import type { Proposal } from "./core/proposal.ts";
import type { Problem, Result } from "./core/result.ts";
import type { Target } from "./core/target.ts";
import type { TraceStart, ValuePart } from "./core/value-origin.ts";
import type { ClosureChange, Diagnostic } from "./core/verification.ts";

/*
 * What the loop needs from the world. Each adapter lives in the folder of its name;
 * tests run the real adapters against real git and Nix.
 */

/** Time, passed in so that records can be reproduced. */
export interface Clock {
  now(): Date;
  /** Milliseconds from an arbitrary start, never going back. */
  elapsed(): number;
}

/** One child process. Never a shell: `file` is run with exactly `args`. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The complete environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to standard input, which is closed after it; closed at once when absent. */
  readonly input?: string | Uint8Array;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Bytes of each output stream that are kept; further ones are dropped and `truncated` is set. */
  readonly maxBytes?: number;
  /** Called for each complete line, without its newline, decoded as UTF-8, at most 64 KiB each. */
  readonly onStdoutLine?: (line: string) => void;
  readonly onStderrLine?: (line: string) => void;
  /** True for a child in its own session that must outlive a killed parent. */
  readonly detached?: boolean;
  /**
   * True for a program that a person uses: it has this process's terminal and streams, and gets the
   * terminal's signals with it. Its output is not kept.
   */
  readonly onTerminal?: boolean;
}

/** How a child ended. Running it never throws; a missing program is `missing`. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly missing: boolean;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly truncated: boolean;
}

export interface Process {
  run(command: Command): Promise<Exit>;
}

/** Agentix's own state on disk. A crash at any moment leaves the old content or the new one. */
export interface Files {
  /** null when there is no such file. */
  read(path: string): Promise<Result<Uint8Array | null>>;
  /** Replaces the whole file in one step, durably; folders are made; only the owner may read it. */
  replace(path: string, bytes: Uint8Array): Promise<Result<void>>;
  /** Adds to the end in one write, durably. */
  append(path: string, bytes: Uint8Array): Promise<Result<void>>;
  /** Fine when it is not there. */
  remove(path: string): Promise<Result<void>>;
}

/** A file of a commit, as git stores it. */
export interface TreeFile {
  readonly path: string;
  /** Octal git mode: 100644, 100755, 120000 (symlink), 160000 (submodule). */
  readonly mode: string;
  readonly blob: string;
}

/** How an interrupted or refused apply ended. */
export type ApplyOutcome = "applied" | "already-applied" | "untouched";

/** The user's repository. Plumbing only, hardened: nothing that the repository configures is run. */
export interface Git {
  /** State of the repository that holds the folder this adapter was opened on. */
  observe(): Promise<Result<RepoState>>;
  /** Every file below `folder` of a commit. */
  files(commit: string, folder?: string): Promise<Result<TreeFile[]>>;
  /** Bytes of a file of a commit; null when it is not there. */
  read(commit: string, path: string): Promise<Result<Uint8Array | null>>;
  /** A commit on no branch: `parent`'s tree with these files replaced (null deletes). Keeps modes. */
  commit(request: {
    parent: string;
    files: ReadonlyMap<string, Uint8Array | null>;
    /** 100644 or 100755 for files whose mode is to be another than the parent's (default for new: 100644). */
    modes?: ReadonlyMap<string, string>;
    message: string;
  }): Promise<Result<string>>;
  /** git's own patch between two commits, as bytes, with full index lines and three lines of context. */
  patch(base: string, commit: string): Promise<Result<Uint8Array>>;
  /** The tree id of a commit. */
  treeOf(commit: string): Promise<Result<string>>;
  /** Keeps a commit alive under refs/agentix/proposals/<id>, or refs/agentix/kept/<id>/<name>. */
  keep(id: string, commit: string, name?: string): Promise<Result<void>>;
  /** Three-way: the changes base→commit on top of onto, as a new commit; `conflict` names the files. */
  rebase(request: {
    base: string;
    commit: string;
    onto: string;
    message: string;
  }): Promise<Result<string>>;
  /** Is `ancestor` reachable from `commit`? */
  isAncestor(ancestor: string, commit: string): Promise<Result<boolean>>;
  /** A digest of HEAD, branch, index, flake.lock and the stat of every tracked file. */
  fingerprint(): Promise<Result<string>>;
  /** Makes the final commit object for `tree` on `base`, authored as the user configured. */
  finalCommit(request: { tree: string; base: string; message: string }): Promise<Result<string>>;
  /** Moves the checked-out branch from base to commit and the work tree with it, or changes nothing. */
  apply(request: {
    proposal: string;
    branch: string;
    base: string;
    commit: string;
  }): Promise<Result<ApplyOutcome>>;
  /** Finishes or takes back an apply that was killed half-way; says what it found. */
  recover(): Promise<Result<{ proposal: string; commit: string; outcome: ApplyOutcome } | null>>;
}

/** Which tree Nix evaluates: a commit of the repository, never the work tree. */
export interface FlakeRef {
  readonly root: string;
  readonly commit: string;
  /** Folder of flake.nix relative to root, "" at the root. */
  readonly dir: string;
  readonly shallow: boolean;
  readonly submodules: boolean;
}

/** An option's evaluated state on one target. */
export interface OptionState {
  /** false when the path is no option of this target (a group of options, or unknown). */
  readonly exists: boolean;
  readonly defined: boolean;
  /** JSON view of the value; lambdas, derivations and errors are tagged objects (see nix/probe.nix). */
  readonly value: unknown;
  /** Module system priority: 100 plain, 50 mkForce, 1000 mkDefault, 1500 default. */
  readonly priority: number | null;
  /** Definitions with the repository-relative file, or null when it lies elsewhere (nixpkgs, inputs). */
  readonly definitions: readonly (Omit<ModulePosition, "file"> & {
    file: string | null;
    where: string;
    value: unknown;
  })[];
  /** Where the value could not be evaluated: the reason. */
  readonly error?: string;
}

/** Where a module body of the repository stands. */
export interface ModulePosition {
  /** Repository-relative path. */
  readonly file: string;
  /** The option of the flake through which the body arrives (`flake.modules.nixos.ssh`); absent for a file that is a module. */
  readonly via?: readonly string[];
  /** A line of it, for a module written inline in a list of modules. */
  readonly line?: number;
}

/** .nix files that a target reads; without `complete` only those before its evaluation failed. */
export interface FilesRead {
  readonly files: readonly string[];
  readonly complete: boolean;
}

/** How long work of Nix's is asked for: `onProgress` gets plain words. */
export interface Wishes {
  /** Makes it anew, whatever the cache has. */
  readonly refresh?: boolean;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** Options or packages that could not be evaluated, and Nix's reason. */
export interface LeftOut {
  readonly path: readonly string[];
  /** `details`: only path and type are known; `inside`: what is below it is missing; `all`: it is missing, too. */
  readonly part: "details" | "inside" | "all";
  readonly why: string;
}

/** The option index of one target. Concrete paths resolve through `<name>` and `*`. */
export interface OptionIndex {
  readonly target: Target;
  readonly size: number;
  get(path: readonly string[]): OptionInfo | undefined;
  /** Names directly below a prefix ("services" → its services), `<name>` included. */
  children(prefix: readonly string[]): readonly string[];
  /** Best first. */
  search(query: string, limit: number): readonly { option: OptionInfo; score: number }[];
  readonly leftOut?: readonly LeftOut[];
  /**
   * Present on the index of an earlier tree, which serves while the asked one has none: what changed since,
   * as far as its files tell. What it lacks may exist; what it has may be gone.
   */
  readonly stale?: "settings" | "modules";
  /** Makes the index of the asked tree; present on a stale one. */
  fresh?(wishes?: Wishes): Promise<Result<OptionIndex>>;
}

/** What evaluation says of one package. Why it cannot be used as it is stands in `problem`. */
export interface PackageFacts {
  readonly version?: string;
  readonly description?: string;
  readonly mainProgram?: string;
  readonly problem?: string;
}

/** The packages of one target's own `pkgs`, with its overlays and configuration. */
export interface PackageIndex {
  readonly target: Target;
  readonly size: number;
  /** By its attribute path below `pkgs`, dotted. */
  get(name: string): PackageInfo | undefined;
  /** Best first: what the words name, then what they say. */
  search(query: string, limit: number): readonly { package: PackageInfo; score: number }[];
  /** Names that evaluate to an error: removed, renamed or broken. */
  readonly lost: readonly string[];
  /** Present on the index of an earlier tree: what it lacks may exist; what it has may be gone. */
  readonly stale?: true;
  /** Makes the index of the asked tree; present on a stale one. */
  fresh?(wishes?: Wishes): Promise<Result<PackageIndex>>;
}

/** What the ladder learns from one evaluation of one target. */
export type Evaluated =
  | {
      readonly ok: true;
      readonly drvPath: string;
      readonly warnings: readonly Diagnostic[];
      /** The platform of a whole system that nobody here builds for (a Mac's, seen from Linux). */
      readonly foreign?: string;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Real Nix, hardened: no writes to flake.lock, no accepted flake config, no user configuration. */
export interface Nix {
  version(): Promise<Result<NixVersion>>;
  targets(ref: FlakeRef): Promise<Result<Target[]>>;
  /** From the cache when this tree is known, else an earlier tree's (see `stale`), else evaluated. */
  index(ref: FlakeRef, target: Target, wishes?: Wishes): Promise<Result<OptionIndex>>;
  /** States of many options on many targets in one evaluation per target; keys: targetId, showPath. */
  states(
    ref: FlakeRef,
    targets: readonly Target[],
    paths: readonly (readonly string[])[],
    signal?: AbortSignal,
  ): Promise<Result<Record<string, Record<string, OptionState>>>>;
  /** The modules of the repository that a target is made of. */
  modules(ref: FlakeRef, target: Target, signal?: AbortSignal): Promise<Result<ModulePosition[]>>;
  /** Target id → what Nix reads of the repository for the target's cheap value. */
  reads(
    ref: FlakeRef,
    targets: readonly Target[],
    signal?: AbortSignal,
  ): Promise<Result<Record<string, FilesRead>>>;
  /** Of these dotted names: which are packages of the target's pkgs, with version and description. */
  packages(
    ref: FlakeRef,
    target: Target,
    names: readonly string[],
  ): Promise<Result<Record<string, PackageFacts | null>>>;
  /** Package names close to a word, best first, for suggestions. */
  similarPackages(
    ref: FlakeRef,
    target: Target,
    word: string,
    limit: number,
  ): Promise<Result<string[]>>;
  /**
   * The packages that can be searched: from the cache, else an earlier tree's (see `stale`), else evaluated, which
   * takes about a minute.
   */
  packageIndex(ref: FlakeRef, target: Target, wishes?: Wishes): Promise<Result<PackageIndex>>;
  /** Makes the package index of this tree where an earlier tree's is kept; nothing where none was ever wanted. */
  renewPackages(ref: FlakeRef, target: Target, wishes?: Wishes): Promise<Result<void>>;
  /** Does the text parse? Real Nix has the last word; null when it does. */
  parse(text: string, file: string): Promise<Result<Diagnostic | null>>;
  /** `cheap`: one value, which type-checks every setting; `system`: the whole derivation. */
  evaluate(
    ref: FlakeRef,
    target: Target,
    depth: "cheap" | "system",
    signal?: AbortSignal,
  ): Promise<Result<Evaluated>>;
  /** Builds a derivation; `gcRoot` is a symlink path that keeps the result alive. */
  build(request: {
    drvPath: string;
    gcRoot: string;
    root: string;
    onEvent: (event: BuildEvent) => void;
    signal?: AbortSignal;
  }): Promise<Result<{ ok: true; outPath: string } | { ok: false; diagnostics: Diagnostic[] }>>;
  /** Store path of a target's system when it is built here already; null when it is not. */
  builtSystem(ref: FlakeRef, target: Target, signal?: AbortSignal): Promise<Result<string | null>>;
  /** What changes between two built systems; `before` null for a first one. */
  closureChange(before: string | null, after: string): Promise<Result<ClosureChange>>;
}

/** Where edits happen: strings in, strings out. Real Nix parses every result again. */
export interface Syntax {
  edit(source: string, edit: Edit): Result<EditOutcome>;
  /** What the modules of a file define, or one of them. */
  definitions(source: string, scope?: ModuleScope): readonly Definition[];
  /** The module bodies of a file. */
  modules(source: string): readonly ModuleScopeInfo[];
  problems(source: string): readonly { line: number; column: number; message: string }[];
  /** What a value of the text is made of, and where each part comes from, as far as the text tells. */
  trace(source: string, start: TraceStart): readonly ValuePart[];
  /** The text with plain data in place of a literal, or with elements taken out of it; null where that cannot be. */
  rewrite(
    source: string,
    at: { readonly start: number; readonly end: number },
    change: { readonly operation: "set" | "remove"; readonly value: NixValue },
  ): string | null;
  /**
   * What free edits hold that only a person may write, judged over all files of a plan: whatever is not on the
   * allow-list must have stood there before, with its names meaning the same.
   * @param importable whether a repository-relative path may be imported
   */
  refusals(files: readonly FreeText[], importable: (path: string) => boolean): readonly Refusal[];
}

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

/** One request to a model; never made before the guard has proved that the model is local. */
export interface ModelRequest {
  /** What it is for, in the words of progress and errors: "choosing options". */
  readonly step: string;
  readonly messages: readonly {
    readonly role: "system" | "user" | "assistant";
    readonly content: string;
  }[];
  /** JSON Schema that the reply is constrained to; the reply is still untrusted text. */
  readonly format?: Readonly<Record<string, unknown>>;
  /** Tokens that the reply may have. */
  readonly maxTokens: number;
  readonly onText?: (chunk: string) => void;
  readonly onThinking?: (chunk: string) => void;
  readonly signal?: AbortSignal;
}

/** A whole reply; truncated ones are problems (`model-truncated`), never shortened replies. */
export interface ModelReply {
  readonly text: string;
  readonly promptTokens: number;
  readonly tokens: number;
}

/** Which model answers, and from where. */
export interface ModelIdentity {
  readonly name: string;
  /** Host and port as they are shown ("localhost:11434"). */
  readonly host: string;
  /** It is not on this machine: allowed explicitly, named in header and audit. */
  readonly remote: boolean;
  readonly digest: string;
  /** Tokens that prompt and reply may have together. */
  readonly contextTokens: number;
}

/** A local model that passed the guard. Replies are data from a stranger. */
export interface Model {
  readonly identity: ModelIdentity;
  ask(request: ModelRequest): Promise<Result<ModelReply>>;
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

/** Facts on the machine agentix runs on; null where it is no NixOS host. */
export interface HostState {
  readonly name: string;
  readonly bootedIsCurrent: boolean;
  readonly failedUnits: readonly string[];
  readonly rebootNeeded: boolean;
  readonly generations: number;
}

/** Proposals and audit lines, kept in the repository's git directory. */
export interface Store {
  /** The readable ones, oldest first; see `damaged` for the others. */
  list(): Promise<Result<Proposal[]>>;
  /** One `state-corrupt` problem for each proposal file that cannot be used. */
  damaged(): Promise<Problem[]>;
  /** By id, `latest`, or a unique prefix of a candidate commit. */
  find(reference: string): Promise<Result<Proposal>>;
  /** Reserves the next id. Call with the lock held. */
  nextId(): Promise<Result<string>>;
  save(proposal: Proposal): Promise<Result<void>>;
  /** Appends one audit line, fsynced, chain continued, head pinned. */
  audit(
    entry: Pick<AuditEntry, "actor" | "action" | "result" | "details"> &
      Partial<Pick<AuditEntry, "proposal" | "candidate">>,
  ): Promise<Result<AuditEntry>>;
  /** The last entries, oldest first: of one proposal, or of all. */
  auditEntries(last?: number, proposal?: string): Promise<Result<AuditEntry[]>>;
  auditVerify(): Promise<Result<AuditReport>>;
  /** Runs `work` while holding the repository's lock; `locked` when another agentix holds it. */
  withLock<T>(work: () => Promise<Result<T>>): Promise<Result<T>>;
  /** A path below the state folder for build roots. */
  rootPath(name: string): string;
}
