/*
 * What a build looks like at a moment: which derivations wait, build, are done or have failed, what each
 * needs, and what is downloaded. Bounded, whatever a log says.
 */

/** `blocked`: something that it needs has failed. `stopped`: ended before it was done, not by its own fault. */
export type NodeState = "waiting" | "building" | "done" | "failed" | "blocked" | "stopped";

export interface BuildNode {
  /** Target and derivation: unique among the targets of one verification. */
  readonly key: string;
  readonly target: string;
  readonly name: string;
  readonly state: NodeState;
  readonly phase: string;
  /** Where it is built; "" for here. */
  readonly machine: string;
  /** Milliseconds of the UI's clock when it began; null before. */
  readonly since: number | null;
  /** How long it took; 0 before its end. */
  readonly ms: number;
  /** The planned derivation nearest to the result that needs it; null at the top, or when not known. */
  readonly parent: string | null;
}

/** A download that runs. */
export interface Fetch {
  readonly key: string;
  readonly name: string;
  readonly done: number;
  readonly expected: number;
  readonly since: number;
}

export interface BuildTree {
  /** By key, in the order in which they were planned or started. */
  readonly nodes: ReadonlyMap<string, BuildNode>;
  readonly counts: Readonly<Record<NodeState, number>>;
  /** Target and activity id → node, of builds that run. */
  readonly running: ReadonlyMap<string, string>;
  readonly fetches: ReadonlyMap<string, Fetch>;
  /** Downloads that ended, were announced; and their bytes. */
  readonly fetched: number;
  readonly fetchedBytes: number;
  readonly toFetch: number;
  readonly toFetchBytes: number;
  /** What ended well last, newest last. */
  readonly finished: readonly { readonly name: string; readonly ms: number }[];
  /** By target: how many builds Nix itself says were done. */
  readonly told: ReadonlyMap<string, number>;
}

export const emptyTree: BuildTree = {
  nodes: new Map(),
  counts: { waiting: 0, building: 0, done: 0, failed: 0, blocked: 0, stopped: 0 },
  running: new Map(),
  fetches: new Map(),
  fetched: 0,
  fetchedBytes: 0,
  toFetch: 0,
  toFetchBytes: 0,
  finished: [],
  told: new Map(),
};

/** Characters of a name that are kept. */
export const longestName = 200;

/** `/nix/store/<hash>-name.drv` → `name`. */
export function buildName(path: string): string {
  return path
    .slice(0, 1000)
    .replace(/^.*\/[0-9a-z]{32}-/, "")
    .replace(/\.drv$/, "")
    .slice(0, longestName);
}

/** The node of a derivation. */
export function nodeKey(target: string, drv: string): string {
  return `${target} ${drv}`;
}
