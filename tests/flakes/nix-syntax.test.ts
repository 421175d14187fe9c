import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Edit, NixValue } from "../../src/core/edit.ts";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";
import { editOfAny, moduleText, packageNames } from "../support/nix-module-text.ts";
import { nixOptions, nixProgram, sampleEnv } from "../support/sample-flake.ts";

/**
 * The meaning of edits, by real Nix: generated modules are evaluated before and after an edit, and
 * the difference must be the edit. The module system is stood in for by a few lines of Nix.
 */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-syntax-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const evaluator = `dir: count: let
  merge = a: b:
    if builtins.isAttrs a && builtins.isAttrs b then
      a // builtins.mapAttrs (n: v: if a ? \${n} then merge a.\${n} v else v) b
    else if builtins.isList a && builtins.isList b then a ++ b
    else b;
  lib = {
    mkIf = c: x: if c then x else throw "a condition that is not met";
    mkMerge = builtins.foldl' merge { };
    mkForce = x: x;
    mkDefault = x: x;
    optionals = c: x: if c then x else [ ];
  };
  pkgs = { ${packageNames.map((name) => `${name} = "package ${name}";`).join(" ")} };
  result = path: let
    made = import path;
    body = if builtins.isFunction made then made { inherit lib pkgs; config.on = true; } else made;
  in body.config or body;
  pair = i: {
    before = result (dir + "/\${toString i}-before.nix");
    after = result (dir + "/\${toString i}-after.nix");
  };
in builtins.genList pair count`;

it("evaluates to what was there before, and the edit", async () => {
  const syntax = await loadSyntax();
  const cases: { edit: Edit; source: string; text: string }[] = [];
  for (const [{ source }, edit] of fc.sample(fc.tuple(moduleText, editOfAny), 400)) {
    const done = syntax.edit(source, edit);
    if (done.ok) cases.push({ edit, source, text: done.value.text });
  }
  expect(cases.length).toBeGreaterThan(300);
  await Promise.all(
    cases.flatMap(({ source, text }, i) => [
      writeFile(join(folder, `${i}-before.nix`), source),
      writeFile(join(folder, `${i}-after.nix`), text),
    ]),
  );
  const pairs = await evaluate(cases.length);
  cases.forEach(({ edit, source, text }, i) => {
    const { before, after } = pairs[i] ?? { before: null, after: null };
    const context = `${JSON.stringify(edit)}\n${source}\n--- after\n${text}`;
    expect(prune(after), context).toEqual(prune(expected(before, edit)));
  });
});

async function evaluate(count: number): Promise<{ before: Json; after: Json }[]> {
  const file = join(folder, "evaluate.nix");
  await writeFile(file, evaluator);
  const expression = `import ${file} ${folder} ${count}`;
  const args = [...nixOptions, "eval", "--impure", "--json", "--expr", expression];
  const run = promisify(execFile);
  const { stdout } = await run(nixProgram(), args, { env: sampleEnv(), maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as { before: Json; after: Json }[];
}

/** What a module evaluates to after an edit, worked out on the values alone. */
function expected(before: Json, edit: Edit): Json {
  const result = structuredClone(before) as { [name: string]: Json };
  let at = result;
  for (const name of edit.path.slice(0, -1)) {
    at[name] ??= {};
    at = at[name] as { [name: string]: Json };
  }
  const last = edit.path.at(-1) ?? "";
  const value = edit.value === undefined ? null : jsonOf(edit.value);
  const list = (at[last] ?? []) as Json[];
  if (edit.operation === "unset") delete at[last];
  else if (edit.operation === "set") at[last] = value;
  else if (edit.operation === "append") at[last] = list.includes(value) ? list : [...list, value];
  else if (at[last] !== undefined) at[last] = list.filter((each) => each !== value);
  return result;
}

function jsonOf(value: NixValue): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(jsonOf);
  return "$package" in value ? `package ${value.$package}` : null;
}

/** Without sets that hold nothing, which mean nothing in a module; lists as what they hold. */
function prune(value: Json): Json {
  if (Array.isArray(value))
    return value.map(prune).toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .map(([name, each]) => [name, prune(each)] as const)
    .filter(
      ([, each]) =>
        typeof each !== "object" ||
        each === null ||
        Array.isArray(each) ||
        Object.keys(each).length > 0,
    );
  return Object.fromEntries(kept);
}
