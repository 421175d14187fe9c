import type { NixValue } from "../../core/edit.ts";
import { escapeString, renderName } from "./attrpath.ts";
import { type Style, width } from "./style.ts";

/** What rendering depends on at a place. */
export type RenderAt = {
  style: Style;
  /** Indentation of the line that the value stands on. */
  indent: string;
  /** Columns already used on that line. */
  column: number;
  /** How a package is named here. */
  packageName: (path: string) => string;
  /** Whether an expression needs parentheses as a list element. */
  compound: (expression: string) => boolean;
  /** All on one line, whatever its length. */
  flat?: boolean;
};

/** A value as Nix source. The value must have passed `valueFault`. */
export function renderValue(value: NixValue, at: RenderAt): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return renderNumber(value);
  if (typeof value === "string") return renderString(value, at);
  if (Array.isArray(value)) return renderList(value, at);
  if ("$package" in value) return at.packageName(value.$package);
  if ("$path" in value) return renderPathLiteral(value.$path);
  if ("$expr" in value) return value.$expr.trim();
  if (at.flat === true) return inlineElement(value, at) ?? at.style.emptySet;
  return renderAttrs(Object.entries(value.$attrs), at);
}

/** A value as a list element: compound expressions in parentheses. */
export function renderElement(value: NixValue, at: RenderAt): string {
  const inline = inlineElement(value, at);
  const text = inline ?? renderValue(value, at);
  const negative = typeof value === "number" && text.startsWith("-");
  const compound = typeof value === "object" && value !== null && "$expr" in value;
  const joined =
    typeof value === "object" && value !== null && "$path" in value && / \+ /.test(text);
  return negative || joined || (compound && at.compound(text)) ? `(${text})` : text;
}

/** A one-line form of a small value, so that `{ from = 1; to = 2; }` stays on its line. */
function inlineElement(value: NixValue, at: RenderAt): string | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  if (!("$attrs" in value)) return null;
  const entries = Object.entries(value.$attrs);
  const small =
    entries.length <= 3 && !entries.some(([, v]) => typeof v === "object" && v !== null);
  if (!small && at.flat !== true) return null;
  const parts = entries.map(([name, v]) => `${renderName(name)} = ${renderValue(v, at)};`);
  const text = entries.length === 0 ? at.style.emptySet : `{ ${parts.join(" ")} }`;
  return at.flat !== true && (text.length > 60 || text.includes("\n")) ? null : text;
}

function renderNumber(value: number): string {
  if (Object.is(value, -0)) return "0";
  const text = String(value);
  const [mantissa = "", exponent] = text.split("e");
  if (exponent === undefined) return text;
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}e${exponent.replace("+", "")}`;
}

function renderString(value: string, at: RenderAt): string {
  const indented = at.flat === true ? null : indentedString(value, at);
  return indented ?? `"${escapeString(value)}"`;
}

/** `'' … ''` for texts of several lines, where that cannot change the text. */
function indentedString(value: string, at: RenderAt): string | null {
  const lines = value.split("\n");
  if (lines.length < 2 || (lines.length === 2 && lines[1] === "")) return null;
  if (at.style.newline !== "\n" || /\t/.test(at.indent + at.style.unit)) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these have no place in a readable text
  if (/[\x00-\x08\x0b-\x1f]/.test(value)) return null;
  const full = lines.filter((line) => line.trim() !== "");
  if (full.length === 0 || full.every((line) => /^\s/.test(line))) return null;
  const last = lines.at(-1) ?? "";
  if (last !== "" && last.trim() === "") return null;
  const inner = at.indent + at.style.unit;
  const body = lines
    .slice(0, last === "" ? -1 : undefined)
    .map((line) => indentedLine(line, inner));
  return `''\n${body.join("\n")}${last === "" ? `\n${at.indent}` : ""}''`;
}

/** One line of an `'' … ''` string. */
export function indentedLine(line: string, indent: string): string {
  return line === "" ? "" : indent + escapeIndented(line);
}

/** The inside of an `'' … ''` string. */
export function escapeIndented(text: string): string {
  const escaped = text.replaceAll("''", "'''").replaceAll("${", "''${").replaceAll("\r", "''\\r");
  // A quote at the end would join what follows.
  return escaped.replace(/(?<!')'$/, "''\\'");
}

function renderList(items: readonly NixValue[], at: RenderAt): string {
  if (items.length === 0) return at.style.tight ? "[]" : "[ ]";
  const parts = items.map((item) => renderElement(item, at));
  const line = at.style.tight ? `[${parts.join(" ")}]` : `[ ${parts.join(" ")} ]`;
  const fits = !line.includes("\n") && at.column + line.length < width;
  if (fits || at.flat === true) return line;
  const { newline, unit } = at.style;
  const inner = at.indent + unit;
  const below = items.map((item) =>
    renderElement(item, { ...at, indent: inner, column: inner.length }),
  );
  return `[${newline}${below.map((each) => inner + each + newline).join("")}${at.indent}]`;
}

function renderAttrs(entries: [string, NixValue][], at: RenderAt): string {
  if (entries.length === 0) return at.style.emptySet;
  const { newline, unit } = at.style;
  const inner = at.indent + unit;
  const lines = entries.map(([name, value]) => `${inner}${renderBinding(name, value, at, inner)}`);
  return `{${newline}${lines.map((line) => line + newline).join("")}${at.indent}}`;
}

function renderBinding(name: string, value: NixValue, at: RenderAt, indent: string): string {
  const key = renderName(name);
  const column = indent.length + key.length + 4;
  return `${key} = ${renderValue(value, { ...at, indent, column })};`;
}

/** A path literal; one that Nix has no literal for becomes `./. + "/…"`. */
function renderPathLiteral(path: string): string {
  const rooted = /^(\.{0,2}\/|~\/|<)/.test(path) ? path : `./${path}`;
  const trimmed = rooted.length > 1 ? rooted.replace(/\/+$/, "") : rooted;
  const literal = trimmed === "." || trimmed === ".." ? `${trimmed}/.` : trimmed;
  if (/^<[A-Za-z0-9._+/-]+>$/.test(literal)) return literal;
  if (literal === "/") return "/.";
  if (/^[A-Za-z0-9._+/~-]+$/.test(literal)) return literal;
  const base = literal.startsWith("/") ? "/." : literal.startsWith("../") ? "../." : "./.";
  return `${base} + "${escapeString(literal.replace(/^(\.\.?)?\//, "/"))}"`;
}

/** Why a value cannot be written as Nix; null when it can. */
export function valueFault(
  value: NixValue,
  parses: (expression: string) => boolean,
): string | null {
  if (typeof value === "number" && !Number.isFinite(value)) return `${value} is not a Nix number`;
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    return `${value} is too large to be written exactly`;
  if (typeof value === "string" && value.includes("\0"))
    return "Nix strings cannot hold a NUL byte";
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return firstFault(value, parses);
  if ("$package" in value)
    return /^(?:"[^"\\]+"|[^\s".]+)(?:\.(?:"[^"\\]+"|[^\s".]+))*$/.test(value.$package)
      ? null
      : `"${value.$package}" is not a package name`;
  if ("$path" in value)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no path may hold these
    return /^[^\x00-\x1f]+$/.test(value.$path)
      ? null
      : "the path is empty or holds control characters";
  if ("$expr" in value)
    return parses(value.$expr) ? null : `\`${value.$expr}\` is not one Nix expression`;
  return firstFault(Object.values(value.$attrs), parses);
}

function firstFault(values: NixValue[], parses: (expression: string) => boolean): string | null {
  for (const value of values) {
    const fault = valueFault(value, parses);
    if (fault !== null) return fault;
  }
  return null;
}

/** Whether a value holds a package anywhere. */
export function holdsPackage(value: NixValue | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsPackage);
  if ("$package" in value) return true;
  return "$attrs" in value && Object.values(value.$attrs).some(holdsPackage);
}
