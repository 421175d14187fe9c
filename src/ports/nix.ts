import type { ArtifactChange } from "../core/artifact.ts";
import type { BuildEvent } from "../core/build/build-event.ts";
import type { Formatter } from "../core/edit.ts";
import type { LockoutFacts } from "../core/lockout.ts";
import type { NixVersion } from "../core/observation.ts";
import type { Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";
import type { ClosureChange, Diagnostic } from "../core/verification.ts";
import type { OptionIndex, PackageFacts, PackageIndex, Wishes } from "./indexes.ts";

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

/** Which options are compared whatever a change is about. */
export interface GuardedQuery {
  /** Segments `=name`, `~regex`, `*` or `**`; what a pattern names is covered with all below. */
  readonly patterns: readonly (readonly string[])[];
  /** Options of packages of which the derivation counts, not only the name. */
  readonly built: readonly (readonly string[])[];
}

/**
 * Option path as showPath writes it → digest of its value; null where it cannot be evaluated. Two commits can be
 * compared without the values.
 */
export type GuardedValues = ReadonlyMap<string, string | null>;

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

/** An evaluated system. */
export interface System {
  readonly drvPath: string;
  readonly outPath: string;
  readonly isBuilt: boolean;
}

/** What holds an evaluation in. */
export interface Containment {
  /** `namespace`: none at all; `restricted`: Nix refuses what the lock does not name; `open`: nothing holds. */
  readonly network: "namespace" | "restricted" | "open";
  /** Evaluation may build, as the configuration allows it. */
  readonly builds: boolean;
  /** The most that one evaluation may take. */
  readonly memoryBytes: number;
}

/** Real Nix, hardened: no writes to flake.lock, no accepted flake config, no user configuration. */
export interface Nix {
  version(): Promise<Result<NixVersion>>;
  /** What holds evaluations in, on this machine. */
  containment(): Promise<Containment>;
  targets(ref: FlakeRef): Promise<Result<Target[]>>;
  /** The flake's formatter, where the editor knows its layout; it is never run. */
  formatter(ref: FlakeRef): Promise<Formatter | null>;
  /** From the cache when this tree is known, else an earlier tree's (see `stale`), else evaluated. */
  index(ref: FlakeRef, target: Target, wishes?: Wishes): Promise<Result<OptionIndex>>;
  /** States of many options on many targets in one evaluation per target; keys: targetId, showPath. */
  states(
    ref: FlakeRef,
    targets: readonly Target[],
    paths: readonly (readonly string[])[],
    signal?: AbortSignal,
  ): Promise<Result<Record<string, Record<string, OptionState>>>>;
  /** What guarded options are on a target, as digests; one evaluation. */
  guarded(
    ref: FlakeRef,
    target: Target,
    query: GuardedQuery,
    signal?: AbortSignal,
  ): Promise<Result<GuardedValues>>;
  /** Who can get into a target's machine and become root there; null where it is no NixOS system. */
  lockoutFacts(
    ref: FlakeRef,
    target: Target,
    signal?: AbortSignal,
  ): Promise<Result<LockoutFacts | null>>;
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
  /** A target's system, built here already or not; null where it does not evaluate. */
  system(ref: FlakeRef, target: Target, signal?: AbortSignal): Promise<Result<System | null>>;
  /** What differs in two built systems of one target (scripts, boot, /etc, units), and what is downloaded anew. */
  artifactChange(
    before: System,
    after: System,
    signal?: AbortSignal,
  ): Promise<Result<ArtifactChange[]>>;
  /** What changes between two built systems; `before` null for a first one. */
  closureChange(before: string | null, after: string): Promise<Result<ClosureChange>>;
}
