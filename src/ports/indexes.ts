import type { OptionInfo } from "../core/option.ts";
import type { PackageInfo } from "../core/package.ts";
import type { Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";

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
