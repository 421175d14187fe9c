import type { Rule } from "./rule.ts";
import { moduleFile, type Source } from "./source.ts";

/** What the module system (lib.evalModules) says. It never gives a line; files stand in its text. */
export const moduleRules: readonly Rule[] = [
  {
    pattern: /^The option `(.+?)' does not exist\./s,
    read: (match, { suggestion, raw, source }) => ({
      kind: "unknown-option",
      message: `The option \`${match[1]}\` does not exist.`,
      option: match[1] ?? "",
      ...definedIn(raw, source),
      hint: suggestion
        ? `Did you mean ${suggestion}?`
        : "Check the spelling, or import the module that declares it.",
      placed: false,
    }),
  },
  {
    pattern:
      /^A definition for option `(.+?)' is not of type `(.+?)'\.(?:.*?Definition values:\n([\s\S]*))?/s,
    read: (match, { raw, source }) => {
      const { option, item } = withoutItem(match[1] ?? "");
      const values = definitionsIn(match[3] ?? "", source);
      return {
        kind: "wrong-type",
        message: `\`${option}\` has ${item ? "an element" : "a value"} of the wrong type${values ? `: ${values}` : ""}.`,
        option,
        ...definedIn(raw, source),
        hint: `It must be: ${match[2]}.`,
        placed: false,
      };
    },
  },
  {
    pattern:
      /^The (?:unique )?option `(.+?)' (?:has conflicting definition values|is defined multiple times.*?)(?::|\.)([\s\S]*?)(?:\nUse `lib\.mkForce|$)/,
    read: (match, { raw, source }) => {
      const values = definitionsIn(match[2] ?? "", source);
      return {
        kind: "conflict",
        message: `\`${match[1]}\` has conflicting definitions${values ? `: ${values}` : ""}.`,
        option: match[1] ?? "",
        ...definedIn(raw, source),
        hint: "Keep one of them, or say which wins with lib.mkForce or lib.mkDefault.",
        placed: false,
      };
    },
  },
  {
    pattern:
      /^The option `(.+?)' (?:was accessed but|is used but not defined|has) .*?no value|^The option `(.+?)' is used but not defined/s,
    read: (match) => {
      const option = match[1] ?? match[2] ?? "";
      return {
        kind: "missing-attribute",
        message: `The option \`${option}\` is needed but has no value.`,
        option,
        hint: "Set it.",
      };
    },
  },
  {
    pattern: /^The option `(.+?)' is read-only, but it's set multiple times/s,
    read: (match, { raw, source }) => ({
      kind: "conflict",
      message: `The option \`${match[1]}\` is read-only and cannot be set.`,
      option: match[1] ?? "",
      ...definedIn(raw, source),
      hint: "Remove the definition.",
      placed: false,
    }),
  },
  {
    pattern: /^The option `(.+?)' in `(.+?)' is already declared in `(.+?)'/s,
    read: (match, { source }) => ({
      kind: "conflict",
      message: `The option \`${match[1]}\` is declared twice: in ${match[2]} and in ${match[3]}.`,
      option: match[1] ?? "",
      ...fileOf(match[2], source),
      hint: "The same module is imported twice, or two modules declare the same option.",
      placed: false,
    }),
  },
  {
    pattern: /^Module `(.+?)' has an unsupported attribute `(.+?)'/s,
    read: (match, { source }) => ({
      kind: "unknown-option",
      message: `A module with an explicit \`config\` or \`options\` may not also hold \`${match[2]}\` at its top.`,
      option: match[2] ?? "",
      ...fileOf(match[1], source),
      hint: "Move it into `config`.",
      placed: false,
    }),
  },
];

const fileOf = (spelled: string | undefined, source: Source) => {
  const file = spelled === undefined ? null : moduleFile(source, spelled);
  return file ? { file } : {};
};

/** The first defining file that is part of the repository. */
function definedIn(raw: string, source: Source): { file?: string } {
  for (const [, spelled] of raw.matchAll(/^- In `(.+?)'(?=:|\n|$)/gm)) {
    const file = moduleFile(source, spelled ?? "");
    if (file) return { file };
  }
  return {};
}

/** `"b" in hosts/web1.nix, "a" in common.nix` from the module system's list of definitions. */
function definitionsIn(list: string, source: Source): string | undefined {
  const items = list
    .split(/^- In /m)
    .slice(1)
    .map((item) => {
      const match = /^`(.+?)'(?::\s*([\s\S]*))?$/.exec(item.trim());
      if (!match) return undefined;
      const file = moduleFile(source, match[1] ?? "") ?? "another module";
      const value = (match[2] ?? "").replaceAll(/\s+/g, " ").trim();
      const shown = value.length > 120 ? `${value.slice(0, 120)}…` : value;
      return shown ? `${shown} in ${file}` : file;
    })
    .filter((item) => item !== undefined);
  return items.length > 0 ? items.slice(0, 6).join(", ") : undefined;
}

/** `a.b."[definition 1-entry 2]"` names an element of the list `a.b`. */
function withoutItem(option: string): { option: string; item: boolean } {
  const match = /^(.*)\."\[definition \d+-entry \d+\]"(.*)$/s.exec(option);
  return match ? { option: `${match[1]}${match[2]}`, item: true } : { option, item: false };
}
