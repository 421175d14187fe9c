import type { OptionInfo, OptionType } from "../core/option.ts";

/**
 * The option that a path inside a freeform value amounts to (`nix.settings.cores`,
 * `environment.variables.EDITOR`): its type is what the enclosing option accepts there.
 * @param option the nearest declared option, at the first `depth` segments of `path`
 * @returns undefined when the enclosing type has no such place
 */
export function freeformOption(
  option: OptionInfo,
  path: readonly string[],
  depth: number,
): OptionInfo | undefined {
  const type = inside(option.type, path.slice(depth), false);
  if (!type) return undefined;
  return {
    path,
    type,
    typeText: typeText(type),
    description: option.description,
    declarations: option.declarations,
    readOnly: option.readOnly,
    internal: option.internal,
    visible: option.visible,
  };
}

/** `free`: we are below a value whose shape is not described further, where anything may stand. */
function inside(type: OptionType, path: readonly string[], free: boolean): OptionType | undefined {
  if (path.length === 0) return type;
  const rest = path.slice(1);
  switch (type.kind) {
    case "attrsOf":
      return inside(type.element, rest, true);
    case "listOf":
      return /^(?:\*|\d+)$/.test(path[0] ?? "") ? inside(type.element, rest, true) : undefined;
    case "nullOr":
      return inside(type.element, path, free);
    case "either":
      for (const choice of type.choices) {
        const found = inside(choice, path, free);
        if (found) return found;
      }
      return undefined;
    case "submodule":
      return type.freeform && inside(type.freeform, path, true);
    case "other":
      return free ? { kind: "other" } : undefined;
    default:
      return undefined;
  }
}

/** A type in the module system's words, for types that have none of their own. */
export function typeText(type: OptionType): string {
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "int":
      return type.min !== undefined && type.max !== undefined
        ? `integer between ${type.min} and ${type.max} (both inclusive)`
        : "signed integer";
    case "float":
      return "floating point number";
    case "port":
      return "16 bit unsigned integer; between 0 and 65535 (both inclusive)";
    case "str":
      return type.pattern ? `string matching the pattern ${type.pattern}` : "string";
    case "lines":
      return 'strings concatenated with "\\n"';
    case "path":
      return "absolute path";
    case "package":
      return "package";
    case "enum":
      return `one of ${type.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "listOf":
      return `list of ${typeText(type.element)}`;
    case "attrsOf":
      return `attribute set of ${typeText(type.element)}`;
    case "nullOr":
      return `null or ${typeText(type.element)}`;
    case "either":
      return type.choices.map(typeText).join(" or ");
    case "submodule":
      return "submodule";
    case "other":
      return "anything";
  }
}
