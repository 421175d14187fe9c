import type { OptionInfo, OptionType } from "../core/option.ts";

/** A type as the index expression writes it: name, element, left, right, values, description. */
export interface RawType {
  readonly n: string;
  readonly e?: RawType;
  readonly l?: RawType;
  readonly r?: RawType;
  readonly v?: readonly unknown[];
  readonly d?: string;
}

/** An option as the index expression writes it; short names, because there are tens of thousands. */
export interface RawOption {
  readonly p: readonly string[];
  readonly y: RawType;
  readonly t: string;
  readonly s: string;
  readonly f: readonly string[];
  readonly d?: string;
  readonly x?: string;
  readonly r?: boolean;
  readonly i?: boolean;
  readonly h?: boolean;
}

/** An option of the index from its raw form. */
export function optionInfo(raw: RawOption): OptionInfo {
  return {
    path: raw.p,
    type: optionType(raw.y, raw.t),
    typeText: raw.t,
    ...(raw.d === undefined ? {} : { default: raw.d }),
    ...(raw.x === undefined ? {} : { example: raw.x }),
    description: raw.s,
    declarations: raw.f.map(withoutStorePath),
    readOnly: raw.r ?? false,
    internal: raw.i ?? false,
    visible: !(raw.h ?? false),
  };
}

/** `/nix/store/<hash>-source/nixos/x.nix` → `nixos/x.nix`; other places as they are. */
function withoutStorePath(file: string): string {
  return file.replace(/^(?:\/.*?)?\/[a-z0-9]{32}-[^/]+\//, "").replace(/, via option .*$/s, "");
}

const strings = new Set(["str", "string", "nonEmptyStr", "passwdEntry", "envVar"]);

/** What nixpkgs takes for a line of a unit, whose type says nothing of it. */
const unitValues: OptionType[] = [
  { kind: "bool" },
  { kind: "int" },
  { kind: "str" },
  { kind: "listOf", element: { kind: "str" } },
];

/** What a type accepts, read from its structure; ranges and patterns from its name and description. */
export function optionType(raw: RawType, description = raw.d ?? ""): OptionType {
  const name = raw.n;
  const text = raw.d ?? description;
  const element = raw.e ? optionType(raw.e) : ({ kind: "other" } as const);
  switch (name) {
    case "bool":
    case "boolByOr":
      return { kind: "bool" };
    case "int":
      return { kind: "int" };
    case "unsignedInt16":
      return /between 0 and 65535/.test(text) || text === ""
        ? { kind: "port" }
        : intType(name, text);
    case "float":
    case "number":
    case "numberBetween":
    case "numberNonnegative":
    case "numberPositive":
      return { kind: "float" };
    case "singleLineStr":
      return { kind: "str", singleLine: true };
    case "lines":
      return { kind: "lines" };
    case "separatedString":
      return /\\n/.test(text) ? { kind: "lines" } : { kind: "str" };
    case "path":
    case "pathInStore":
    case "externalPath":
      return { kind: "path" };
    case "package":
    case "shellPackage":
      return { kind: "package" };
    case "enum":
      return { kind: "enum", values: (raw.v ?? []).filter(isPlain) };
    case "listOf":
    case "nonEmptyListOf":
      return { kind: "listOf", element };
    case "attrs":
      return { kind: "attrsOf", element: { kind: "other" } };
    case "attrsOf":
    case "lazyAttrsOf":
    case "attrsWith":
    case "attrListOf":
    case "loaOf":
      return { kind: "attrsOf", element };
    case "nullOr":
      return { kind: "nullOr", element };
    case "submodule":
      return raw.e ? { kind: "submodule", freeform: element } : { kind: "submodule" };
    case "attrTag":
      return { kind: "submodule" };
    case "deferredModule":
      return { kind: "submodule", freeform: { kind: "other" } };
    case "systemd option":
      return { kind: "either", choices: unitValues };
    case "either":
    case "oneOf":
      return raw.l && raw.r ? { kind: "either", choices: flatten(raw) } : { kind: "other" };
  }
  if (strings.has(name)) return { kind: "str" };
  if (name.startsWith("passwdEntry "))
    return name === "passwdEntry path" ? { kind: "path" } : { kind: "str", pattern: "[^:\\n]*" };
  if (name.startsWith("strMatching")) return { kind: "str", ...patternOf(name, text) };
  if (name.startsWith("pathWith")) return { kind: "path" };
  if (/^(?:(?:positive|unsigned|signed)Int\d*|int(?:Between|\d+))$/.test(name))
    return intType(name, text);
  if (name === "coercedTo" && raw.l && element.kind === "submodule")
    return shortFor(optionType(raw.l), element);
  // Wrappers (coercedTo, uniq, unique, addCheck…) accept what they wrap.
  if (raw.e && /^(?:coercedTo|uniq|unique)$/.test(name)) return element;
  return { kind: "other" };
}

/** A submodule that may be written as one plain value instead (`homebrew.casks = [ "firefox" ]`). */
function shortFor(short: OptionType, whole: OptionType): OptionType {
  const isPlainType = ["str", "path", "int", "bool", "package"].includes(short.kind);
  return isPlainType ? { kind: "either", choices: [short, whole] } : whole;
}

function flatten(raw: RawType): OptionType[] {
  const sides = [raw.l, raw.r].filter((side) => side !== undefined);
  const all = sides.flatMap((side) =>
    side.n === "either" && side.l && side.r ? flatten(side) : [optionType(side)],
  );
  const seen = new Set<string>();
  return all.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}

function intType(name: string, text: string): OptionType {
  const range = /between (-?\d+) and (-?\d+)/.exec(text);
  if (range) return { kind: "int", min: Number(range[1]), max: Number(range[2]) };
  if (name.startsWith("positive")) return { kind: "int", min: 1 };
  if (name.startsWith("unsigned")) return { kind: "int", min: 0 };
  return { kind: "int" };
}

/** The name holds the pattern as a Nix string: `strMatching "[a-z]+"`. */
function patternOf(name: string, text: string): { pattern?: string } {
  const quoted = /^strMatching "(.*)"$/s.exec(name)?.[1];
  if (quoted !== undefined) return { pattern: quoted.replace(/\\(.)/gs, "$1") };
  const described = /string matching the pattern (.*)$/s.exec(text)?.[1];
  return described === undefined ? {} : { pattern: described };
}

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ["string", "number", "boolean"].includes(typeof value);
