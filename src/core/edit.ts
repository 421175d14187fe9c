/**
 * A value that the core can render as Nix: plain JSON, plus tagged forms. Attribute sets are always
 * tagged, so that no JSON value from outside can pass for a package, a path or an expression.
 */
export type NixValue =
  | null
  | boolean
  | number
  | string
  | NixValue[]
  /** Dotted name below pkgs: "python3Packages.requests". */
  | { $package: string }
  /** A relative path as written in Nix: "./hardware.nix". */
  | { $path: string }
  | { $attrs: { [name: string]: NixValue } }
  /** Raw Nix, only ever from the person; what it may hold is checked elsewhere. */
  | { $expr: string };

export type EditOperation = "set" | "append" | "remove" | "unset";

/** Which module body inside a file is meant; a file may hold several. */
export type ModuleScope =
  | { kind: "file" }
  | { kind: "attribute"; path: string[] }
  | { kind: "inline"; index: number };

/** One change to one option in one file. */
export interface Edit {
  readonly operation: EditOperation;
  /** Option path, segments unquoted. */
  readonly path: readonly string[];
  /** Required except for `unset`. */
  readonly value?: NixValue;
  /** Default: the file itself is the module, or holds exactly one. */
  readonly scope?: ModuleScope;
}

export interface EditOutcome {
  readonly text: string;
  readonly changed: boolean;
  /** 1-based line of the edit in the new text. */
  readonly line: number;
  readonly form:
    | "already-so"
    | "replaced"
    | "extended-list"
    | "beside-sibling"
    | "into-set"
    | "new-line"
    | "new-block"
    | "removed"
    | "merged";
  /** Something the reader should know: a condition around it, an edited `let` binding. */
  readonly note?: string;
}
