import type { Actor } from "../core/audit.ts";
import type { BuildEvent } from "../core/build/build-event.ts";
import type { RepoState } from "../core/observation.ts";
import type { Delegation } from "../policy/autonomy.ts";
import type { Policy } from "../policy/policy.ts";
import type { Git } from "../ports/git.ts";
import type { HostState } from "../ports/host.ts";
import type { FlakeRef, Nix } from "../ports/nix.ts";
import type { Planner } from "../ports/planner.ts";
import type { Store } from "../ports/store.ts";
import type { Syntax } from "../ports/syntax.ts";
import type { Clock } from "../ports/system.ts";

/** What the loop has to say while it works; texts are plain facts, not yet safe for a terminal. */
export type Progress =
  | { kind: "step"; text: string }
  /** A piece of what the model says, as it comes. */
  | { kind: "text"; text: string }
  /** A piece of what a thinking model thinks: shown dimmed, never stored. */
  | { kind: "thinking"; text: string }
  | { kind: "build"; target: string; event: BuildEvent };

/** Everything that a verb of the loop works with. */
export interface Context {
  readonly git: Git;
  readonly nix: Nix;
  readonly store: Store;
  readonly clock: Clock;
  /** Loads the Nix grammar on first use. */
  syntax(): Promise<Syntax>;
  /** The planner that configuration and availability choose. */
  planner(): Promise<Planner>;
  readonly actor: Actor;
  /** Names given with --host; empty when none was. */
  readonly hosts: readonly string[];
  /** How long an approval stays valid. */
  readonly approvalMinutes: number;
  readonly policy: Policy;
  /** What may be done without a person. */
  readonly autonomy: readonly Delegation[];
  /** A digest of the policy in force. */
  readonly policyDigest: string;
  /** The machine that Agentix runs on; null where it is no NixOS host. */
  host(): Promise<HostState | null>;
  readonly signal?: AbortSignal;
  report(progress: Progress): void;
}

/** The flake as a commit of this repository holds it. */
export function refOf(repo: RepoState, commit: string, dir = repo.flakeDir): FlakeRef {
  return {
    root: repo.root,
    commit,
    dir,
    shallow: repo.shallow,
    submodules: repo.hasSubmodules,
  };
}
