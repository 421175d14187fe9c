import type { NixValue } from "../../core/edit.ts";
import type { OptionType } from "../../core/option.ts";
import type { Place } from "./world.ts";

/** Does a value have the type, as far as the type is known? */
export function fits(type: OptionType, value: NixValue): boolean {
  switch (type.kind) {
    case "bool":
      return typeof value === "boolean";
    case "int":
      return (
        Number.isSafeInteger(value) &&
        (value as number) >= (type.min ?? Number.NEGATIVE_INFINITY) &&
        (value as number) <= (type.max ?? Number.POSITIVE_INFINITY)
      );
    case "float":
      return typeof value === "number" && Number.isFinite(value);
    case "port":
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65535;
    case "str":
      return typeof value === "string" && !(type.singleLine && value.includes("\n"));
    case "lines":
      return typeof value === "string";
    case "path":
      return (
        (typeof value === "string" && value.startsWith("/")) ||
        tagged(value, "$path") ||
        tagged(value, "$package")
      );
    case "package":
      return tagged(value, "$package");
    case "enum":
      return type.values.some((allowed) => allowed === value);
    case "listOf":
      return Array.isArray(value) && value.every((item) => fits(type.element, item));
    case "attrsOf":
      return (
        tagged(value, "$attrs") &&
        Object.values((value as { $attrs: Record<string, NixValue> }).$attrs).every((v) =>
          fits(type.element, v),
        )
      );
    case "nullOr":
      return value === null || fits(type.element, value);
    case "either":
      return type.choices.some((choice) => fits(choice, value));
    case "submodule":
      return tagged(value, "$attrs");
    case "other":
      return true;
  }
}

function tagged(value: NixValue, tag: string): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && tag in value;
}

/** The type that values at a place must have. */
export function typeAt(place: Place): OptionType {
  return place.option.type;
}

/** A type without its `nullOr`. */
export function plainType(type: OptionType): OptionType {
  return type.kind === "nullOr" ? plainType(type.element) : type;
}

/** The element type when values can be added one by one. */
export function elementType(type: OptionType): OptionType | undefined {
  const plain = plainType(type);
  if (plain.kind === "listOf") return plain.element;
  if (plain.kind === "either")
    return plain.choices.map(elementType).find((element) => element !== undefined);
  if (plain.kind === "other") return plain;
  return undefined;
}

/** What a type takes, for people. */
export function describeType(type: OptionType, text: string): string {
  switch (type.kind) {
    case "bool":
      return "true or false";
    case "port":
      return "a port from 0 to 65535";
    case "int":
      if (type.min !== undefined && type.max !== undefined)
        return `a whole number from ${type.min} to ${type.max}`;
      return type.min !== undefined ? `a whole number, ${type.min} or more` : "a whole number";
    case "enum":
      return `one of ${type.values.map((v) => JSON.stringify(v)).join(", ")}`;
    case "nullOr":
      return `${describeType(type.element, text.replace(/^null or /, ""))}, or null`;
    case "listOf":
      return `a list, each element ${describeType(type.element, text.replace(/^list of /, ""))}`;
    case "package":
      return "a package";
    case "path":
      return "a path";
    case "str":
    case "lines":
      return "a text";
    default:
      return text || "a value of its own type";
  }
}
