import type { NixValue } from "../../core/edit.ts";
import type { OptionType } from "../../core/option.ts";
import { fits } from "../builtin/fits.ts";

/** The part of JSON Schema that Ollama turns into a grammar; patterns and lengths are left to the check. */
export type Schema = Readonly<Record<string, unknown>>;

/** Elements that a list may get in one form. */
const maxElements = 16;

/**
 * The schema of a value of a type; undefined where a model may not write one: functions, whole submodules, and
 * what no type is known of. Sets are lists of pairs, as no schema may leave names open.
 */
export function schemaOf(type: OptionType, typeText = ""): Schema | undefined {
  switch (type.kind) {
    case "bool":
      return { type: "boolean" };
    case "int":
      return {
        type: "integer",
        ...(type.min === undefined ? {} : { minimum: type.min }),
        ...(type.max === undefined ? {} : { maximum: type.max }),
      };
    case "port":
      return { type: "integer", minimum: 0, maximum: 65535 };
    case "float":
      return { type: "number" };
    case "str":
    case "lines":
    case "path":
    case "package":
      return { type: "string" };
    case "enum":
      return type.values.length > 0 && type.values.length <= 80 ? { enum: type.values } : undefined;
    case "listOf": {
      const items = schemaOf(type.element);
      return items && { type: "array", items, minItems: 0, maxItems: maxElements };
    }
    case "nullOr": {
      const inner = schemaOf(type.element, typeText.replace(/^null or /, ""));
      return inner && { anyOf: [inner, { type: "null" }] };
    }
    case "either": {
      const choices = type.choices
        .map((choice) => schemaOf(choice))
        .filter((one) => one !== undefined);
      return choices.length > 0 ? { anyOf: choices } : undefined;
    }
    case "attrsOf": {
      const value = schemaOf(type.element);
      return (
        value && {
          type: "array",
          maxItems: maxElements,
          items: {
            type: "object",
            properties: { a_name: { type: "string" }, b_value: value },
            required: ["a_name", "b_value"],
          },
        }
      );
    }
    case "other":
      return isPlain(typeText)
        ? { anyOf: [{ type: "boolean" }, { type: "integer" }, { type: "string" }] }
        : undefined;
    case "submodule":
      return undefined;
  }
}

/** A setting without a structured type that takes plain values, by the module system's words for it. */
function isPlain(typeText: string): boolean {
  return !/function|raw|submodule|unspecified|anything|attribute set|overlay|module|package set|config/i.test(
    typeText,
  );
}

/**
 * A filled-in value as a Nix value of the type: digits in quotes are numbers, members of an enum are found
 * whatever their case. undefined where it has not the type.
 */
export function typedValue(type: OptionType, filled: unknown): NixValue | undefined {
  const value = isPlainData(filled) ? convert(type, filled) : undefined;
  return value !== undefined && fits(type, value) ? value : undefined;
}

/** Longer texts are nothing that a goal says. */
const longest = 2000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these have no place in a value of a model's
const hidden = /[\x00-\x08\x0b-\x1f\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/u;

/** Whether JSON holds nothing that is read otherwise than it looks, or too large to be read at all. */
function isPlainData(filled: unknown, depth = 0): boolean {
  if (typeof filled === "number") return Number.isFinite(filled);
  if (typeof filled === "string")
    return filled.length <= longest && filled.isWellFormed() && !hidden.test(filled);
  if (typeof filled !== "object" || filled === null) return true;
  return (
    depth < 8 &&
    Object.entries(filled).every(
      ([name, inner]) => isPlainData(name) && isPlainData(inner, depth + 1),
    )
  );
}

function convert(type: OptionType, filled: unknown): NixValue | undefined {
  switch (type.kind) {
    case "bool":
      if (typeof filled === "boolean") return filled;
      return filled === "true" ? true : filled === "false" ? false : undefined;
    case "int":
    case "port":
    case "float": {
      const isNumber = typeof filled === "string" && /^-?\d+(?:\.\d+)?$/.test(filled.trim());
      const number = isNumber ? Number(filled) : filled;
      return typeof number === "number" ? number : undefined;
    }
    case "str":
    case "lines": {
      if (typeof filled !== "string" || filled.includes("\0")) return undefined;
      return type.kind === "str" && !matches(type.pattern, filled) ? undefined : filled;
    }
    case "path":
      if (typeof filled !== "string") return undefined;
      return /^\.{1,2}\//.test(filled) ? { $path: filled } : filled;
    case "package":
      return typeof filled === "string" ? packageOf(filled) : undefined;
    case "enum": {
      const exact = type.values.find((one) => one === filled);
      if (exact !== undefined) return exact;
      const close = type.values.filter(
        (one) => String(one).toLowerCase() === String(filled).toLowerCase(),
      );
      return close.length === 1 ? close[0] : undefined;
    }
    case "listOf": {
      if (filled === null) return undefined;
      const items = (Array.isArray(filled) ? filled : [filled]).map((one) =>
        convert(type.element, one),
      );
      return items.length <= maxElements && items.every((one) => one !== undefined)
        ? items
        : undefined;
    }
    case "nullOr":
      return filled === null ? null : convert(type.element, filled);
    case "either":
      for (const choice of type.choices) {
        const value = convert(choice, filled);
        if (value !== undefined && fits(choice, value)) return value;
      }
      return undefined;
    case "attrsOf":
      return attrsOf(type.element, filled);
    case "other":
      return ["string", "boolean", "number"].includes(typeof filled)
        ? (filled as NixValue)
        : undefined;
    case "submodule":
      return undefined;
  }
}

/** The pattern is Nix's (POSIX); one that JavaScript cannot read is left to the evaluation. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern.length > 500) return true;
  try {
    const source = pattern
      .replaceAll("[:alnum:]", "A-Za-z0-9")
      .replaceAll("[:alpha:]", "A-Za-z")
      .replaceAll("[:digit:]", "0-9");
    return text.length > 200 || new RegExp(`^(?:${source})$`, "u").test(text);
  } catch {
    return true;
  }
}

/** `pkgs.htop` and `htop` alike. */
function packageOf(text: string): NixValue | undefined {
  const name = text.trim().replace(/^pkgs\./, "");
  return /^[A-Za-z_0-9][\w'+-]{0,80}(?:\.[\w'+-]{1,80}){0,3}$/.test(name)
    ? { $package: name }
    : undefined;
}

function attrsOf(element: OptionType, filled: unknown): NixValue | undefined {
  if (typeof filled !== "object" || filled === null) return undefined;
  const pairs: [unknown, unknown][] = Array.isArray(filled)
    ? filled.map((one: { a_name?: unknown; b_value?: unknown } | null) => [
        one?.a_name,
        one?.b_value,
      ])
    : Object.entries(filled);
  if (pairs.length === 0 || pairs.length > maxElements) return undefined;
  const attrs: { [name: string]: NixValue } = Object.create(null);
  for (const [name, inner] of pairs) {
    const value = convert(element, inner);
    if (typeof name !== "string" || !isName(name) || value === undefined) return undefined;
    attrs[name] = value;
  }
  return { $attrs: { ...attrs } };
}

/** A name that an attribute may have when a model proposes it. */
export function isName(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.:@/+-]{0,100}$/u.test(name) && name !== "__proto__";
}
