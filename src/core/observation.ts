import type { Target } from "./target.ts";

/** The repository as found; reading it changes nothing and runs nothing of the repository's. */
export interface RepoState {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of the common git directory; state lives below it. */
  readonly gitDir: string;
  /** null on a detached HEAD. */
  readonly branch: string | null;
  readonly head: string;
  readonly tree: string;
  /** Tracked files that differ from HEAD (staged or not), relative to root. */
  readonly dirty: readonly string[];
  /** A git operation that waits to be finished ("merge", "rebase", …), when there is one. */
  readonly operation?: string;
  readonly shallow: boolean;
  readonly hasSubmodules: boolean;
  /** Folder of flake.nix relative to root; "" at the root. */
  readonly flakeDir: string;
  /** SHA-256 of flake.lock at HEAD, null without one. */
  readonly lockHash: string | null;
  /** Newest `lastModified` in flake.lock at HEAD, as epoch seconds. */
  readonly lockModified: number | null;
}

/** What some Nixes have, and only when it is switched on. */
export type NixFeature = "pipe-operators" | "lazy-trees" | "lazy-locks" | "parallel-evaluation";

/** Which Nix answers. */
export interface NixVersion {
  readonly variant: "nix" | "lix" | "determinate";
  readonly version: string;
  readonly path: string;
  /** Absent where it was not asked. */
  readonly features?: readonly NixFeature[];
}

export interface Observation {
  readonly repo: RepoState;
  readonly nix: NixVersion;
  readonly targets: readonly Target[];
}
