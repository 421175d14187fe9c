import type { NixValue } from "../../core/edit.ts";
import type { OptionType } from "../../core/option.ts";
import { splitItems } from "./clauses.ts";
import { describeType, fits, plainType } from "./fits.ts";
import { nearest } from "./names.ts";
import { type Token, textOf } from "./tokens.ts";

export type Parsed =
  | { ok: true; value: NixValue; note?: string }
  | { ok: false; why: string; choices?: string[] };

const yes = /^(true|yes|on|enabled?|1|active|y|running|started|up)$/;
const no =
  /^(false|no|off|disabled?|0|inactive|n|stopped|down|not (?:on|enabled|active|running|started|up))$/;
const fill = new Set([
  "a",
  "an",
  "the",
  "value",
  "port",
  "ports",
  "number",
  "package",
  "pkgs",
  "string",
  "path",
]);

/** Is this Nix code instead of a plain value? The built-in planner writes values only. */
export function looksLikeCode(text: string): boolean {
  return /\$\{|=>|\/\/(?![\w/])|\b(?:lib|builtins|config|inputs|self)\.[A-Za-z]|\bmk(?:If|Force|Default|Merge|Override)\b|\b(?:let|with|rec|import|inherit)\b\s+[^,]*[;({[.]|\bfetch(?:url|git|Tarball)\b|^\s*\{.*\}\s*$|^\s*\(.*\)\s*$/is.test(
    text,
  );
}

/**
 * Reads the words of a value as a type wants them. Never converts silently: what does not fit is
 * refused with the type's own words.
 */
export function parseValue(
  tokens: readonly Token[],
  type: OptionType,
  typeText: string,
  source: string,
): Parsed {
  const text = textOf(tokens, source);
  if (tokens.length === 0) return { ok: false, why: "there is no value" };
  const quoted = tokens.length === 1 && tokens[0]?.kind === "string";
  if (!quoted && looksLikeCode(text))
    return {
      ok: false,
      why: "that is a Nix expression; this planner only writes plain values (true, numbers, texts, lists, packages)",
    };
  const value = read(tokens, type, source);
  if (value !== undefined && fits(type, value)) {
    const note =
      type.kind === "other"
        ? "the type of this setting is not known, so its value is not checked"
        : undefined;
    return { ok: true, value, ...(note ? { note } : {}) };
  }
  const plain = plainType(type);
  const choices =
    plain.kind === "enum"
      ? (() => {
          const all = plain.values.map(String);
          const close = nearest(text, all, 3);
          return close.length > 0 ? close : all.slice(0, 8);
        })()
      : undefined;
  return {
    ok: false,
    why: `it takes ${describeType(type, typeText)}, not ${JSON.stringify(text.slice(0, 80))}`,
    ...(choices ? { choices } : {}),
  };
}

function read(tokens: readonly Token[], type: OptionType, source: string): NixValue | undefined {
  const [only] = tokens;
  if (!only) return undefined;
  const single = tokens.length === 1;
  const quoted = single && only.kind === "string";
  const text = quoted ? only.text : textOf(tokens, source).trim();
  const low = text.toLowerCase();
  switch (type.kind) {
    case "bool":
      return quoted ? undefined : yes.test(low) ? true : no.test(low) ? false : undefined;
    case "int":
    case "port":
    case "float": {
      if (quoted) return undefined;
      const bare = tokens.filter((t) => !fill.has(t.low));
      const digits = textOf(bare, source).replace(/(?<=\d)[_, ](?=\d{3}\b)/g, "");
      return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
    }
    case "str":
    case "lines":
    case "path":
      // A bare null or true is more likely a slip than a text; in quotes it is one.
      if (!quoted && /^(?:null|true|false)$/.test(low)) return undefined;
      if (!quoted && tokens.some((t) => t.kind === "string")) return undefined;
      if (type.kind === "path" && low.startsWith("./")) return { $path: text };
      return stripFill(text);
    case "package":
      return packageName(tokens, source);
    case "enum":
      return (
        type.values.find((allowed) => String(allowed) === text) ??
        type.values.find((allowed) => String(allowed).toLowerCase() === low)
      );
    case "listOf": {
      const items = listItems(tokens);
      const values: NixValue[] = [];
      for (const item of items) {
        const value = read(item, type.element, source);
        if (value === undefined) return undefined;
        values.push(value);
      }
      return values;
    }
    case "nullOr":
      if (!quoted && /^(null|none|nothing)$/.test(low)) {
        const inner = low === "null" ? undefined : read(tokens, type.element, source);
        return inner !== undefined && plainType(type.element).kind === "enum" ? inner : null;
      }
      return read(tokens, type.element, source);
    case "either":
      for (const choice of type.choices) {
        const value = read(tokens, choice, source);
        if (value !== undefined && fits(choice, value)) return value;
      }
      return undefined;
    case "other":
      return guess(tokens, source);
    case "attrsOf":
    case "submodule":
      return undefined;
  }
}

function stripFill(text: string): string {
  return text.replace(/^(?:the (?:value|string|path) )/i, "");
}

function packageName(tokens: readonly Token[], source: string): NixValue | undefined {
  const text = textOf(
    tokens.filter((t) => !/^(a|an|the|package)$/.test(t.low)),
    source,
  );
  const name = text.replace(/^pkgs\./, "").replace(/^"|"$/g, "");
  return /^[A-Za-z_0-9][\w'+-]*(?:\.[\w'+-]+)*$/.test(name) ? { $package: name } : undefined;
}

function listItems(tokens: readonly Token[]): Token[][] {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first?.kind === "mark" && first.text === "[" && last?.text === "]") {
    const inner = tokens.slice(1, -1).filter((t) => !(t.kind === "mark" && t.text === ","));
    return inner.map((token) => [token]);
  }
  return splitItems(tokens);
}

function guess(tokens: readonly Token[], source: string): NixValue | undefined {
  const [only] = tokens;
  if (tokens.length === 1 && only) {
    if (only.kind === "string") return only.text;
    if (/^-?\d+(\.\d+)?$/.test(only.text) && Number.isSafeInteger(Math.trunc(Number(only.text))))
      return Number(only.text);
    if (only.low === "true" || /^(on|enabled|yes)$/.test(only.low)) return true;
    if (only.low === "false" || /^(off|disabled)$/.test(only.low)) return false;
    if (only.low === "null") return null;
    if (only.text.startsWith("pkgs.")) return { $package: only.text.slice(5) };
    return only.text;
  }
  if (only?.kind === "mark" && only.text === "[") {
    if (tokens.at(-1)?.text !== "]") return undefined;
    const values = listItems(tokens).map((item) => guess(item, source));
    return values.every((value) => value !== undefined) ? (values as NixValue[]) : undefined;
  }
  const minus = textOf(tokens, source);
  if (/^-\d+(\.\d+)?$/.test(minus)) return Number(minus);
  return minus;
}
