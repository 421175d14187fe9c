import { fail } from "node:assert";
import { describe, expect, it } from "vitest";
import type { OptionType } from "../../src/core/option.ts";
import { fits } from "../../src/model/builtin/fits.ts";
import { jsonIn } from "../../src/model/forms/form.ts";
import { schemaOf, typedValue } from "../../src/model/forms/schema.ts";
import { constrain } from "../support/ollama-server/constrain.ts";

const types: readonly OptionType[] = [
  { kind: "bool" },
  { kind: "int", min: 1, max: 9 },
  { kind: "port" },
  { kind: "float" },
  { kind: "str" },
  { kind: "str", singleLine: true },
  { kind: "lines" },
  { kind: "path" },
  { kind: "package" },
  { kind: "enum", values: ["yes", "No", 3, null] },
  { kind: "listOf", element: { kind: "port" } },
  { kind: "listOf", element: { kind: "package" } },
  { kind: "nullOr", element: { kind: "enum", values: ["a", "b"] } },
  { kind: "either", choices: [{ kind: "int" }, { kind: "listOf", element: { kind: "str" } }] },
  { kind: "attrsOf", element: { kind: "str" } },
  { kind: "attrsOf", element: { kind: "nullOr", element: { kind: "int" } } },
];
const replies: readonly unknown[] = [
  true,
  "true",
  0,
  4,
  "4",
  70000,
  -1,
  1.5,
  "",
  "YES",
  "no",
  "two\nlines",
  "pkgs.htop",
  "htop; rm -rf /",
  "/etc/x",
  "./x",
  "$" + "{builtins.readFile ./secret}",
  null,
  [],
  [1, "2"],
  ["a"],
  { enable: true },
  { $expr: "builtins.exec" },
  { $package: "htop" },
  [{ a_name: "x", b_value: "y" }],
  [{ a_name: "__proto__", b_value: "y" }],
  { x: "1" },
  [[1]],
];

describe("values that a model fills in", () => {
  it.each(types.map((type) => [JSON.stringify(type), type] as const))(
    "have the type or are refused: %s",
    (_, type) => {
      for (const reply of replies) {
        const value = typedValue(type, reply);
        if (value !== undefined && !fits(type, value)) fail(`${JSON.stringify(reply)} passes`);
      }
      const odd = typedValue(type, { $expr: "builtins.exec" });
      expect(JSON.stringify(odd ?? null)).not.toContain('{"$expr"');
    },
  );

  it("pass the check whenever a grammar made of the schema let them through", () => {
    for (const type of types) {
      const schema = schemaOf(type);
      if (!schema) fail(`${type.kind} has no schema`);
      for (const reply of replies) {
        const held: unknown = JSON.parse(
          constrain(JSON.stringify({ v: reply }), { type: "object", properties: { v: schema } }),
        );
        const value = typedValue(type, (held as { v: unknown }).v);
        // What a grammar cannot say (names, ranges, lines, absolute paths) is refused; the rest is taken.
        if (value !== undefined) expect(fits(type, value)).toBe(true);
        else expect(JSON.stringify(type)).toMatch(/package|path|singleLine|attrsOf|"int"|"port"/);
      }
    }
  });

  it("are read leniently where nothing can be misread", () => {
    expect(typedValue({ kind: "port" }, "8080")).toBe(8080);
    expect(typedValue({ kind: "bool" }, "false")).toBe(false);
    expect(typedValue({ kind: "enum", values: ["Server"] }, "server")).toBe("Server");
    expect(typedValue({ kind: "listOf", element: { kind: "package" } }, "pkgs.htop")).toEqual([
      { $package: "htop" },
    ]);
    expect(typedValue({ kind: "package" }, "htop; rm")).toBeUndefined();
  });

  it.each([
    "function that evaluates to a package",
    "raw value",
    "open submodule of anything",
    "nixpkgs overlay",
  ])("are not asked for where the type is %s", (typeText) =>
    expect(schemaOf({ kind: "other" }, typeText)).toBeUndefined(),
  );

  it("never carry patterns into a grammar", () => {
    const type: OptionType = { kind: "listOf", element: { kind: "str", pattern: "[a-z]+" } };
    expect(JSON.stringify(schemaOf(type))).not.toContain("pattern");
    expect(typedValue(type, ["abc"])).toEqual(["abc"]);
  });
});

describe("the JSON of a reply", () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['Sure!\n```json\n{"a":1}\n```', { a: 1 }],
    ["true", undefined],
    ['{"a":', undefined],
    ["nothing", undefined],
  ])("%s", (text, wanted) => expect(jsonIn(text)).toEqual(wanted));
});
