import fc from "fast-check";
import type { Edit, NixValue } from "../../src/core/edit.ts";

/** One option that a generated module may define. */
type Option = {
  path: string[];
  kind: "bool" | "int" | "text" | "lines" | "ints" | "texts" | "packages";
};

/** What the generated modules may set; siblings, deep paths and names that need quotes among them. */
export const options: Option[] = [
  { path: ["services", "openssh", "enable"], kind: "bool" },
  { path: ["services", "openssh", "settings", "PasswordAuthentication"], kind: "bool" },
  { path: ["services", "openssh", "ports"], kind: "ints" },
  { path: ["services", "tailscale", "enable"], kind: "bool" },
  { path: ["services", "tailscale", "port"], kind: "int" },
  { path: ["services", "nginx", "virtualHosts", "example.org", "root"], kind: "text" },
  { path: ["networking", "hostName"], kind: "text" },
  { path: ["networking", "firewall", "allowedTCPPorts"], kind: "ints" },
  { path: ["environment", "systemPackages"], kind: "packages" },
  { path: ["environment", "etc", "ssh/banner", "text"], kind: "lines" },
  { path: ["users", "users", "bob", "extraGroups"], kind: "texts" },
  { path: ["users", "users", "bob", "packages"], kind: "packages" },
  { path: ["boot", "kernelParams"], kind: "texts" },
  { path: ["time", "timeZone"], kind: "text" },
];

export const packageNames = ["btop", "git", "htop", "jq", "tmux", "vim"];
const names = [
  "a b",
  'quo"te',
  "dollar ${x}",
  "back\\slash",
  "plain",
  "it's",
  "tab\there",
  "''",
  "ünï",
];

/** A small stream of decisions; the same numbers make the same module. */
type Decide = (choices: number) => number;

type Leaf = Option & { value: NixValue };

/** A module's source, in any shape that the editor must understand, and what it defines. */
export type ModuleText = { source: string; leaves: Leaf[] };

/** Generated modules. */
export const moduleText: fc.Arbitrary<ModuleText> = fc
  .tuple(fc.subarray(options), fc.array(fc.nat(5039), { minLength: 60, maxLength: 60 }))
  .map(([chosen, numbers]) => {
    let at = 0;
    const decide: Decide = (choices) => (numbers[at++ % numbers.length] ?? 0) % choices;
    const leaves = chosen.map((option) => ({ ...option, value: valueFor(option, decide) }));
    return { source: new Writer(decide).module(leaves), leaves };
  });

/** An edit of any of the options, with a value of its type. */
export const editOfAny: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.constantFrom(...options),
    fc.nat(),
    fc.array(fc.nat(5039), { minLength: 8, maxLength: 8 }),
  )
  .map(([option, choice, numbers]) => {
    let at = 0;
    const decide: Decide = (choices) => (numbers[at++ % numbers.length] ?? 0) % choices;
    const value = valueFor(option, decide);
    if (!/s$/.test(option.kind) || option.kind === "lines")
      return choice % 4 === 0
        ? { operation: "unset", path: option.path }
        : { operation: "set", path: option.path, value };
    const one = elementFor(option, decide);
    if (choice % 5 === 0) return { operation: "set", path: option.path, value };
    if (choice % 5 === 1) return { operation: "unset", path: option.path };
    return { operation: choice % 5 === 2 ? "remove" : "append", path: option.path, value: one };
  });

function valueFor(option: Option, decide: Decide): NixValue {
  switch (option.kind) {
    case "bool":
      return decide(2) === 0;
    case "int":
      return decide(5000) - 40;
    case "text":
      return names[decide(names.length)] ?? "x";
    case "lines":
      return ["one\n", "one\ntwo ${x}\n", "a\n\n  b ''c''\nd", "single"][decide(4)] ?? "";
    default: {
      const count = decide(5);
      const found = Array.from({ length: count }, () => elementFor(option, decide));
      return found.filter(
        (each, i) => i === found.findIndex((o) => JSON.stringify(o) === JSON.stringify(each)),
      );
    }
  }
}

function elementFor(option: Option, decide: Decide): NixValue {
  if (option.kind === "ints") return decide(60) * 11 - 22;
  if (option.kind === "texts") return names[decide(names.length)] ?? "x";
  return { $package: packageNames[decide(packageNames.length)] ?? "vim" };
}

/** Writes a module the way people do; knows nothing of the editor. */
class Writer {
  private readonly decide: Decide;
  private readonly unit: string;
  private readonly lets: string[] = [];

  constructor(decide: Decide) {
    this.decide = decide;
    this.unit = ["  ", "    ", "\t"][decide(3)] ?? "  ";
  }

  module(leaves: Leaf[]): string {
    const half = this.decide(leaves.length + 1);
    const shape = this.decide(6);
    let body: string;
    if (shape === 0) body = `{\n${this.unit}config = ${this.set(leaves, this.unit)};\n}`;
    else if (shape === 1)
      body = `{\n${this.unit}options.my = { };\n${this.unit}config = lib.mkIf config.on ${this.set(leaves, this.unit)};\n}`;
    else if (shape === 2) {
      const [a, b] = [leaves.slice(0, half), leaves.slice(half)];
      const inner = this.unit.repeat(2);
      body = `{\n${this.unit}config = lib.mkMerge [\n${inner}${this.set(a, inner)}\n${inner}(lib.mkIf config.on ${this.set(b, inner)})\n${this.unit}];\n}`;
    } else body = this.set(leaves, "");
    const bound = this.lets.map((each) => `${this.unit}${each}\n`).join("");
    if (bound !== "") body = `let\n${bound}in\n${body}`;
    if (this.decide(5) === 0) body = `with lib;\n\n${body}`;
    const text = `${this.header(body)}${body}${this.decide(4) === 0 ? "" : "\n"}`;
    return this.decide(6) === 0 ? text.replaceAll("\n", "\r\n") : text;
  }

  private header(body: string): string {
    const comment = this.decide(3) === 0 ? "# ünï 😀 { a = 1; }\n" : "";
    const forms = [
      "{ config, lib, pkgs, ... }:\n\n",
      "{ config, lib, pkgs, ... }@args:\n",
      "{\n  config,\n  lib,\n  pkgs,\n  ...\n}:\n",
      "{ config\n, lib\n, pkgs\n, ...\n}: ",
      ...(body.includes("pkgs")
        ? []
        : ["{lib, config, ...}: ", "{ lib, config, ... }:\n# module\n"]),
    ];
    return comment + (forms[this.decide(forms.length)] ?? "");
  }

  private set(
    leaves: { path: string[]; value: NixValue; kind: Option["kind"] }[],
    indent: string,
  ): string {
    const groups = new Map<string, typeof leaves>();
    for (const leaf of leaves) {
      const head = leaf.path[0] ?? "";
      groups.set(head, [...(groups.get(head) ?? []), leaf]);
    }
    const inner = indent + this.unit;
    const lines: string[] = [];
    for (const [head, group] of groups) {
      const only = group[0];
      const blank = this.decide(3) === 0 && lines.length > 0 ? "\n" : "";
      if (this.decide(4) === 0) lines.push(`${inner}# about ${head}: { x = 1; }`);
      if (group.length === 1 && only?.path.length === 1) {
        lines.push(
          `${blank}${inner}${quoted(head)} = ${this.value(only.kind, only.value, inner)};${this.tail()}`,
        );
      } else if (this.decide(2) === 0) {
        for (const leaf of group)
          lines.push(
            `${blank}${inner}${leaf.path.map(quoted).join(".")} = ${this.value(leaf.kind, leaf.value, inner)};${this.tail()}`,
          );
      } else {
        const below = group.map((leaf) => ({ ...leaf, path: leaf.path.slice(1) }));
        lines.push(`${blank}${inner}${quoted(head)} = ${this.block(below, inner)};${this.tail()}`);
      }
    }
    if (lines.length === 0) return this.decide(2) === 0 ? "{ }" : `{\n${indent}}`;
    const flat = lines.length === 1 ? (lines[0] ?? "").trim() : "";
    if (flat !== "" && !/[\n#]/.test(flat) && this.decide(3) === 0) return `{ ${flat} }`;
    return `{\n${lines.join("\n")}\n${indent}}`;
  }

  /** A set as the value of an attribute, in the dresses that module authors put on it. */
  private block(leaves: Parameters<Writer["set"]>[0], indent: string): string {
    const heads = [...new Set(leaves.map((leaf) => leaf.path[0]))];
    const some = heads.slice(0, this.decide(heads.length + 1));
    const first = leaves.filter((leaf) => some.includes(leaf.path[0]));
    const rest = leaves.filter((leaf) => !some.includes(leaf.path[0]));
    const form = this.decide(12);
    if (form === 0) return `lib.mkIf config.on ${this.set(leaves, indent)}`;
    if (form === 1) return `lib.mkMerge [ ${this.set(first, indent)} ${this.set(rest, indent)} ]`;
    if (form === 2) return `${this.set(first, indent)} // ${this.set(rest, indent)}`;
    if (form === 3) return `rec ${this.set(leaves, indent)}`;
    if (form === 4) return `(${this.set(leaves, indent)})`;
    if (form === 5) return `let unused = 1; in ${this.set(leaves, indent)}`;
    return this.set(leaves, indent);
  }

  private tail(): string {
    return this.decide(6) === 0 ? " # kept; { }" : "";
  }

  private value(kind: Option["kind"], value: NixValue, indent: string): string {
    const plain = Array.isArray(value)
      ? this.list(kind, value, indent)
      : scalar(value, indent, this.decide(2) === 0 && this.unit !== "\t");
    const form = this.decide(9);
    if (form === 0) return `lib.mkForce ${wrap(plain)}`;
    if (form === 1) return `lib.mkDefault ${wrap(plain)}`;
    if (form === 2) return `lib.mkIf config.on ${wrap(plain)}`;
    if (form === 3 && !/pkgs|\n/.test(plain)) {
      const name = `local${this.lets.length}`;
      this.lets.push(`${name} = ${plain};`);
      return name;
    }
    return plain;
  }

  private list(kind: Option["kind"], items: NixValue[], indent: string): string {
    const opened = kind === "packages" && this.decide(2) === 0;
    const texts = items.map((item) => element(item, opened));
    const inner = indent + this.unit;
    const shape = this.decide(4);
    const lines = texts.map((text) => `${inner}${text}${this.tail()}\n`);
    if (this.decide(5) === 0) lines.unshift(`${inner}# a list [\n`);
    let list = texts.length === 0 ? "[ ]" : `[ ${texts.join(" ")} ]`;
    if (shape < 2) list = `[\n${lines.join("")}${indent}]`;
    // An empty operand would be one that the editor's own inverse takes away.
    if (shape === 3 && texts.length > 0) list = `lib.optionals config.on [ ] ++ ${list}`;
    if (kind !== "packages") return list;
    return opened ? `with pkgs; ${list}` : list;
  }
}

function quoted(name: string): string {
  return /^[a-zA-Z]+$/.test(name) ? name : `"${name}"`;
}

function wrap(text: string): string {
  return /^(with|lib|-)/.test(text) || text.includes("++") ? `(${text})` : text;
}

function element(item: NixValue, opened: boolean): string {
  if (typeof item === "object" && item !== null && "$package" in item)
    return opened ? item.$package : `pkgs.${item.$package}`;
  const text = scalar(item, "", false);
  return text.startsWith("-") ? `(${text})` : text;
}

function scalar(value: NixValue, indent: string, indented: boolean): string {
  if (typeof value !== "string") return String(value);
  if (indented && /^[a-z].*\n/.test(value) && value.endsWith("\n")) {
    const body = value.slice(0, -1).replaceAll("''", "'''").replaceAll("${", "''${");
    return `''\n${body.replace(/^(?=.)/gm, `${indent}  `)}\n${indent}''`;
  }
  const escaped = value.replace(/["\\]/g, "\\$&").replaceAll("${", "\\${").replaceAll("\n", "\\n");
  return `"${escaped}"`;
}
