import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Definition, Edit, NixValue } from "../../src/core/edit.ts";
import { loadSyntax, type Syntax } from "../../src/nix/syntax/syntax.ts";

/**
 * Edits on real files: every .nix file below AGENTIX_CORPUS, a few edits each (AGENTIX_CORPUS_EVERY=n
 * takes each n-th file). The generated modules of syntax-properties.test.ts stand in for it in CI.
 */
const corpus = process.env.AGENTIX_CORPUS;
const every = Number(process.env.AGENTIX_CORPUS_EVERY ?? 1);
const usable = corpus !== undefined && existsSync(corpus);

describe.skipIf(!usable)(
  "edits on the files of AGENTIX_CORPUS (skipped without that folder)",
  () => {
    it("never break a file, never touch another definition, and are idempotent", {
      timeout: 3_600_000,
    }, async () => {
      const syntax = await loadSyntax();
      const files = nixFiles(corpus ?? "").filter((_, i) => i % every === 0);
      expect(files.length).toBeGreaterThan(0);
      let edits = 0;
      for (const [i, file] of files.entries()) {
        const source = readFileSync(file, "utf8");
        const definitions = syntax.definitions(source);
        for (const edit of editsFor(definitions, i)) {
          edits++;
          checkEdit(syntax, file, source, definitions, edit);
        }
      }
      console.log(`${edits} edits on ${files.length} files`);
    });
  },
);

function checkEdit(
  syntax: Syntax,
  file: string,
  source: string,
  definitions: Definition[],
  edit: Edit,
): void {
  const context = `${file} ${JSON.stringify(edit)}`;
  const done = syntax.edit(source, edit);
  if (!done.ok) {
    expect(done.problem.code, context).toBe("edit-not-possible");
    return;
  }
  const { text } = done.value;
  expect(syntax.problems(text).length, context).toBeLessThanOrEqual(syntax.problems(source).length);
  const again = syntax.edit(text, edit);
  if (edit.operation === "set" || edit.operation === "append")
    expect(again, context).toMatchObject({ ok: true, value: { changed: false, text } });
  if (done.value.note?.includes("the value comes from") !== true)
    expect(others(syntax.definitions(text), edit), context).toEqual(others(definitions, edit));
}

/** Paths of all definitions that the edit is not about. */
function others(definitions: Definition[], edit: Edit): string[] {
  return definitions
    .filter((each) => each.valueKind !== "set")
    .map((each) => each.path)
    .filter((path) => !edit.path.every((name, i) => i >= path.length || path[i] === name))
    .map((path) => JSON.stringify(path));
}

/** A few edits of what a file defines, different ones for different files. */
function editsFor(definitions: Definition[], salt: number): Edit[] {
  const known = definitions.filter((each) => each.dynamic !== true);
  const pick = (kind: Definition["valueKind"]): Definition | undefined => {
    const some = known.filter((each) => each.valueKind === kind);
    return some[(salt * 7919) % Math.max(1, some.length)];
  };
  const values: NixValue[] = ["a ${b}", -7, true, ["x", -1], { $attrs: { a: 1 } }, "l1\nl2\n"];
  const edits: Edit[] = [
    { operation: "set", path: ["services", "tailscale", "enable"], value: true },
    { operation: "append", path: ["environment", "systemPackages"], value: { $package: "btop" } },
  ];
  const [literal, list, set] = [pick("literal"), pick("list"), pick("set")];
  if (literal !== undefined) {
    const value = values[salt % values.length] ?? null;
    edits.push({ operation: "set", path: literal.path, scope: literal.scope, value });
    edits.push({ operation: "unset", path: literal.path, scope: literal.scope });
  }
  if (list !== undefined)
    edits.push({ operation: "append", path: list.path, scope: list.scope, value: "zzz" });
  if (set !== undefined)
    edits.push({ operation: "set", path: [...set.path, "zz new"], scope: set.scope, value: 1 });
  return edits;
}

function nixFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((each) => each.isFile() && each.name.endsWith(".nix"))
    .map((each) => join(each.parentPath, each.name))
    .toSorted();
}
