import type { RepoState } from "../core/observation.ts";
import type { Result } from "../core/result.ts";

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
