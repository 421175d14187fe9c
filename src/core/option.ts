/** What an option accepts, as far as the type can be read structurally. */
export type OptionType =
  | { kind: "bool" }
  | { kind: "int"; min?: number; max?: number }
  | { kind: "float" }
  | { kind: "port" }
  | { kind: "str"; pattern?: string; singleLine?: boolean }
  | { kind: "lines" }
  | { kind: "path" }
  | { kind: "package" }
  | { kind: "enum"; values: (string | number | boolean | null)[] }
  | { kind: "listOf"; element: OptionType }
  | { kind: "attrsOf"; element: OptionType }
  | { kind: "nullOr"; element: OptionType }
  | { kind: "either"; choices: OptionType[] }
  /** `freeform`: what other attributes than the declared ones may hold; absent when there may be none. */
  | { kind: "submodule"; freeform?: OptionType }
  | { kind: "other" };

/** One option of a target, as its own module system declares it. */
export interface OptionInfo {
  /** Segments; `<name>` and `*` stand for any attribute name and any list element. */
  readonly path: readonly string[];
  readonly type: OptionType;
  /** The type in the module system's words ("list of package"). */
  readonly typeText: string;
  /** Nix text or JSON text of the default; absent when there is none. */
  readonly default?: string;
  readonly example?: string;
  readonly description: string;
  /** Where it is declared, store prefixes stripped where they are known. */
  readonly declarations: readonly string[];
  readonly readOnly: boolean;
  readonly internal: boolean;
  readonly visible: boolean;
}

/** Writes a path as one would in Nix: quotes only where a segment needs them. */
export function showPath(path: readonly string[]): string {
  return path
    .map((segment) =>
      /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(segment) || segment === "<name>" || segment === "*"
        ? segment
        : JSON.stringify(segment).replaceAll("${", "\\${"),
    )
    .join(".");
}

/** Splits `a."b.c".d` into segments; undefined when the quotes do not close or a segment is empty. */
export function parsePath(text: string): string[] | undefined {
  const segments: string[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|([^."]+)/y;
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return undefined;
    segments.push(match[1] !== undefined ? match[1].replace(/\\(.)/gs, "$1") : (match[2] ?? ""));
    at = pattern.lastIndex;
    if (at === text.length) return segments;
    if (text[at] !== ".") return undefined;
    at += 1;
  }
  return undefined;
}

/** How many leading segments two paths share. */
export function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
