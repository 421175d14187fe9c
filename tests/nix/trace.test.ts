import { beforeAll, describe, expect, it } from "vitest";
import type { TraceStart } from "../../src/core/value-origin.ts";
import { loadSyntax, type Syntax } from "../../src/nix/syntax/syntax.ts";

let syntax: Syntax;
beforeAll(async () => {
  syntax = await loadSyntax();
});

const option = (path: string): TraceStart => ({ kind: "option", path: path.split(".") });
const attribute = (path: string): TraceStart => ({ kind: "attribute", at: path.split(".") });
const handed = (name: string, path: string): TraceStart => ({
  kind: "handed",
  name,
  at: path.split("."),
});

/** Text, what is traced in it, and what each part comes from. */
const rows: readonly (readonly [string, string, TraceStart, readonly unknown[]])[] = [
  ["a literal", "{ a.b = 1; }", option("a.b"), [{ kind: "literal", value: 1 }]],
  [
    "an argument",
    "{ vars, lib, ... }: { a.b = lib.mkDefault vars.net.zone; }",
    option("a.b"),
    [{ kind: "argument", name: "vars", at: ["net", "zone"] }],
  ],
  [
    "an argument of a function without names",
    "args: { a.b = args.vars.zone; }",
    option("a.b"),
    [{ kind: "argument", name: "vars", at: ["zone"] }],
  ],
  [
    "a name in a list",
    "let port = 22; in { a.b = [ port 80 ]; }",
    option("a.b"),
    [
      { kind: "literal", value: 22, steps: [{ name: "port", line: 1 }] },
      { kind: "literal", value: 80, steps: [] },
    ],
  ],
  [
    "another file, through inherit",
    "let vars = import ./vars.nix; inherit (vars) zone; in { a.b = zone; }",
    option("a.b"),
    [{ kind: "file", path: "./vars.nix", at: ["zone"] }],
  ],
  [
    "an imported function",
    "{ a.b = (import ../site.nix { inherit lib; }).net.port; }",
    option("a.b"),
    [{ kind: "file", path: "../site.nix", at: ["net", "port"] }],
  ],
  [
    "an option in a text",
    '{ config, ... }: let cfg = config.my; in { a.b = "http://${toString cfg.port}/x"; }',
    option("a.b"),
    [{ kind: "option", path: ["my", "port"], within: { before: "http://", after: "/x" } }],
  ],
  [
    "inherit from an argument",
    "{ vars, ... }: { time = { inherit (vars) zone; }; }",
    option("time.zone"),
    [{ kind: "argument", name: "vars", at: ["zone"] }],
  ],
  [
    "with, past those that everybody opens",
    "{ lib, vars, pkgs, ... }: with vars; with lib; with pkgs; { a.b = zone; }",
    option("a.b"),
    [{ kind: "argument", name: "vars", at: ["zone"] }],
  ],
  ["what is computed", "{ a.b = 1 + 1; }", option("a.b"), [{ kind: "unknown" }]],
  [
    "two holes in a text",
    'let a = "x"; in { a.b = "${a}${a}"; }',
    option("a.b"),
    [{ kind: "unknown" }],
  ],
  ["a circle", "let a = b; b = a; in { x.y = a; }", option("x.y"), [{ kind: "unknown" }]],
  [
    "data in pieces",
    "{ lib }: let base = { port = 1; }; in rec { net.port = base.port; }",
    attribute("net.port"),
    [{ kind: "literal", value: 1 }],
  ],
  [
    "data that is overridden",
    "let base = { port = 1; mtu = 2; }; in base // { port = 3; }",
    attribute("port"),
    [{ kind: "literal", value: 3 }],
  ],
  [
    "data from the left of an override",
    "let base = { port = 1; mtu = 2; }; in base // { port = 3; }",
    attribute("mtu"),
    [{ kind: "literal", value: 2 }],
  ],
  [
    "special arguments",
    "{ outputs = _: let vars = import ./vars.nix; in lib.nixosSystem { specialArgs = { inherit vars; }; }; }",
    handed("vars", "zone"),
    [{ kind: "file", path: "./vars.nix", at: ["zone"] }],
  ],
  [
    "module arguments",
    '{ _module.args.vars.zone = "a"; }',
    handed("vars", "zone"),
    [{ kind: "literal", value: "a" }],
  ],
  ["other arguments", '{ _module.args.other = "a"; }', handed("vars", "zone"), []],
];

describe("where a value comes from", () => {
  it.each(rows)("%s", (_, source, start, origins) => {
    const found = syntax.trace(source, start).map(({ origin }) => origin);
    expect(found).toHaveLength(origins.length);
    for (const [index, origin] of origins.entries())
      expect(found[index]).toMatchObject(origin as object);
  });
});

describe("a literal in other words", () => {
  const rewritten = (source: string, operation: "set" | "remove", value: never) => {
    const [part] = syntax.trace(source, attribute("a"));
    if (part?.origin.kind !== "literal") throw new Error("no literal");
    return syntax.rewrite(source, part.origin, { operation, value });
  };
  it.each([
    ["{ a = 80; } # b", "set", 443, "{ a = 443; } # b"],
    ['{ a = "x"; }', "set", "${y}", '{ a = "\\${y}"; }'],
    ["{ a = [ 80 443 ]; }", "remove", [80], "{ a = [ 443 ]; }"],
    ["{ a = [\n  80 # web\n  443\n]; }", "remove", [443], "{ a = [\n  80 # web\n]; }"],
    ["{ a = [ 80 ]; }", "remove", [1], null],
    ["{ a = 80; }", "remove", [80], null],
  ] as const)("%s", (source, operation, value, expected) => {
    expect(rewritten(source, operation, value as never)).toBe(expected);
  });
});
