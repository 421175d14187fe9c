import { expect, it } from "vitest";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";

const edit = { operation: "set", path: ["a", "b"], value: false, force: true } as const;

it.each([
  [
    "{ lib, ... }:\n{\n  x = 1;\n}\n",
    "{ lib, ... }:\n{\n  x = 1;\n  a.b = lib.mkForce false;\n}\n",
  ],
  ["{ ... }:\n{\n  x = 1;\n}\n", "{ lib, ... }:\n{\n  x = 1;\n  a.b = lib.mkForce false;\n}\n"],
  [
    "{ pkgs, ... }:\n{\n  a.b = true;\n}\n",
    "{ pkgs, lib, ... }:\n{\n  a.b = lib.mkForce false;\n}\n",
  ],
  ["{\n  x = 1;\n}\n", "{ lib, ... }:\n{\n  x = 1;\n  a.b = lib.mkForce false;\n}\n"],
  ["args: {\n  x = 1;\n}\n", "args: {\n  x = 1;\n  a.b = args.lib.mkForce false;\n}\n"],
])("forces a value in %j", async (source, text) => {
  const syntax = await loadSyntax();
  expect(syntax.edit(source, edit)).toMatchObject({ ok: true, value: { text } });
  expect(syntax.edit(text, edit)).toMatchObject({ ok: true, value: { text, changed: false } });
});
