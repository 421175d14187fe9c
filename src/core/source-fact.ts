/** What a source text does that evaluation of options alone does not show. */
export type SourceFactKind =
  /** Fetches or opens what no lock file names: `builtins.fetchTree`, `getFlake`, `storePath`. */
  | "fetch"
  /** Leaves pure evaluation: `builtins.getEnv`, `currentTime`, `exec`, `<nixpkgs>`. */
  | "impure"
  /** `builtins` is passed on, so that what is called cannot be told. */
  | "builtins"
  /** Reads or writes files during evaluation: `readFile`, `toFile`. */
  | "read"
  /** `mkForce` and its like over an option. */
  | "force"
  | "disabled-modules"
  /** Checks of the module system, or the arguments of every module: `_module`. */
  | "module-machinery"
  /** A module or file from outside of the repository, of an input, or of a computed path. */
  | "import-outside"
  | "import-input"
  | "import-computed"
  | "nix-config"
  | "input"
  /** A fetcher of the package set; `text` holds the address, `hash` what it must give. */
  | "package-fetch";

/** One such place. */
export interface SourceFact {
  readonly kind: SourceFactKind;
  /** What stands there, without blanks: two places are the same when these are. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** The attributes around it: the option that it is a value of, as far as the text tells. */
  readonly path: readonly string[];
  readonly hash?: string;
}
