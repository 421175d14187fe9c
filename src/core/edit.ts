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

/** A formatter whose layout the editor knows; new lines follow it where the file shows none of its own. */
export type Formatter = "nixfmt" | "nixfmt-classic" | "nixpkgs-fmt" | "alejandra";

/** One change to one option in one file. */
export interface Edit {
  readonly operation: EditOperation;
  /** Option path, segments unquoted. */
  readonly path: readonly string[];
  /** Required except for `unset`. */
  readonly value?: NixValue;
  /** Default: the file itself is the module, or holds exactly one. */
  readonly scope?: ModuleScope;
  /** For `set`: plain definitions elsewhere give way to it (`lib.mkForce`). */
  readonly force?: boolean;
  /** For `set`: an expression that computes the value gives way to it. */
  readonly apart?: boolean;
  /** Options that the same change has set in this module: such a line may become part of a block with this one. */
  readonly own?: readonly (readonly string[])[];
  /** What the flake's `formatter` is, when known. It is never run. */
  readonly formatter?: Formatter;
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

/** Where an option is defined in a source text. */
export interface Definition {
  readonly path: readonly string[];
  /** 1-based. */
  readonly line: number;
  readonly endLine: number;
  /** It holds only under a condition (`mkIf`, `optionalAttrs`, `if`). */
  readonly conditional: boolean;
  readonly priority?: "force" | "default";
  readonly scope: ModuleScope;
  readonly valueKind: "literal" | "list" | "set" | "expression";
  /** The path has a computed segment (`${name}`), which stands as such in `path`. */
  readonly dynamic?: boolean;
}

/** A module body found in a file. */
export interface ModuleScopeInfo {
  readonly scope: ModuleScope;
  /** 1-based. */
  readonly line: number;
  readonly endLine: number;
  /** `pkgs` can be named inside it as it stands. */
  readonly hasPkgs: boolean;
  /** First segments of what it defines, in source order, without repeats. */
  readonly defines: readonly string[];
}

/** A place that the parser could not understand; line and column are 1-based. */
export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
