import type { OptionInfo, OptionType } from "../../src/core/option.ts";

/** Reads a type as the module system describes it in words; what it does not know is `other`. */
export function typeOfText(text: string): OptionType {
  const inner = (prefix: string): string => text.slice(prefix.length).replace(/^\((.*)\)$/s, "$1");
  if (text === "boolean") return { kind: "bool" };
  if (text === "signed integer") return { kind: "int" };
  if (text === "floating point number") return { kind: "float" };
  if (text.startsWith("16 bit unsigned integer")) return { kind: "port" };
  const range =
    /^(?:\d+ bit )?(?:unsigned |signed )?integer[;,]? between (-?\d+) and (-?\d+) \(both inclusive\)$/.exec(
      text,
    );
  if (range) return { kind: "int", min: Number(range[1]), max: Number(range[2]) };
  if (/^(unsigned integer, meaning >=0)$/.test(text)) return { kind: "int", min: 0 };
  if (/^(positive integer, meaning >0)$/.test(text)) return { kind: "int", min: 1 };
  if (
    /^(string|non-empty string|string matching .*|Concatenated string|string, not containing.*)$/.test(
      text,
    )
  )
    return { kind: "str" };
  if (text === "(optionally newline-terminated) single-line string")
    return { kind: "str", singleLine: true };
  if (text.startsWith('strings concatenated with "\\n"')) return { kind: "lines" };
  if (text.startsWith("strings concatenated with")) return { kind: "str" };
  if (/^absolute path( not in the Nix store)?$/.test(text) || text === "path")
    return { kind: "path" };
  if (text === "package") return { kind: "package" };
  if (/^one of [^()]*$/.test(text) && !/ or /.test(text))
    return { kind: "enum", values: values(text.slice(7)) };
  const single = /^value ("[^"]*"|\S+) \(singular enum\)$/.exec(text);
  if (single?.[1]) return { kind: "enum", values: values(single[1]) };
  if (text.startsWith("null or "))
    return { kind: "nullOr", element: typeOfText(inner("null or ")) };
  const either = topLevelOr(text);
  if (either.length > 1 && !/convertible to it$/.test(text))
    return { kind: "either", choices: either.map(typeOfText) };
  if (text.startsWith("non-empty (list of ")) return typeOfText(inner("non-empty "));
  if (text.startsWith("list of "))
    return { kind: "listOf", element: typeOfText(inner("list of ")) };
  if (text.startsWith("attribute set of "))
    return { kind: "attrsOf", element: typeOfText(inner("attribute set of ")) };
  if (text.startsWith("lazy attribute set of "))
    return { kind: "attrsOf", element: typeOfText(inner("lazy attribute set of ")) };
  if (text.startsWith("open submodule of "))
    return { kind: "submodule", freeform: freeformOf(inner("open submodule of ")) };
  if (/^\(?submodule/.test(text)) return { kind: "submodule" };
  return { kind: "other" };
}

/** What a free-form submodule takes: the element of its attribute set, or anything. */
function freeformOf(text: string): OptionType {
  const type = typeOfText(text);
  return type.kind === "attrsOf" ? type : { kind: "attrsOf", element: { kind: "other" } };
}

function values(text: string): (string | number | boolean | null)[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s,]+)/g)].map((m) => {
    if (m[1] !== undefined) return m[1];
    const bare = m[2] ?? "";
    if (bare === "<null>" || bare === "null") return null;
    if (bare === "true" || bare === "false") return bare === "true";
    return Number.isNaN(Number(bare)) ? bare : Number(bare);
  });
}

function topLevelOr(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0 && text.startsWith(" or ", at)) {
      parts.push(text.slice(from, at));
      from = at + 4;
    }
  }
  parts.push(text.slice(from));
  return parts.map((p) => p.replace(/^\((.*)\)$/s, "$1"));
}

/** An option from a path and a type in words, for tables. */
export function optionRow(
  name: string,
  typeText: string,
  more: Partial<OptionInfo> = {},
): OptionInfo {
  return {
    path: name.split(/\.(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((s) => s.replace(/^"|"$/g, "")),
    type: typeOfText(typeText),
    typeText,
    description: "",
    declarations: [],
    readOnly: false,
    internal: false,
    visible: true,
    ...more,
  };
}
