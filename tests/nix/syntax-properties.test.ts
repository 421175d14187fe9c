import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Definition, Edit, ModuleScope } from "../../src/core/edit.ts";
import { loadSyntax, type Syntax } from "../../src/nix/syntax/syntax.ts";
import { editOfAny, moduleText } from "../support/nix-module-text.ts";

let syntax: Syntax;
beforeAll(async () => {
  syntax = await loadSyntax();
});

/** Five properties, 5 000 edits in all; AGENTIX_EDITS=n asks for more of each, AGENTIX_SEED for others. */
const runs = {
  numRuns: Number(process.env.AGENTIX_EDITS ?? 1000),
  seed: Number(process.env.AGENTIX_SEED ?? 20261123),
};

describe("any edit of any generated module", { timeout: 60_000 }, () => {
  it("parses, and is already so the second time", () => {
    fc.assert(
      fc.property(moduleText, editOfAny, ({ source }, edit) => {
        expect(syntax.problems(source)).toEqual([]);
        const done = syntax.edit(source, edit);
        if (!done.ok) {
          expect(done.problem.code).toBe("edit-not-possible");
          return;
        }
        expect(syntax.problems(done.value.text)).toEqual([]);
        expect(done.value.changed).toBe(done.value.text !== source);
        const again = syntax.edit(done.value.text, edit);
        expect(again).toMatchObject({ ok: true, value: { changed: false, text: done.value.text } });
      }),
      runs,
    );
  });

  it("keeps every other definition, and every line that it does not touch", () => {
    fc.assert(
      fc.property(moduleText, editOfAny, ({ source }, edit) => {
        const done = syntax.edit(source, edit);
        if (!done.ok || !done.value.changed) return;
        const { text } = done.value;
        expect(others(text, edit)).toEqual(others(source, edit));
        const lost = lostLines(source, text);
        const mine = syntax.definitions(source).filter((each) => touches(each.path, edit.path));
        const allowed = mine.reduce((sum, each) => sum + each.endLine - each.line + 1, 2);
        expect(lost).toBeLessThanOrEqual(Math.max(allowed, 3));
      }),
      runs,
    );
  });

  it("keeps the file's line ending", () => {
    fc.assert(
      fc.property(moduleText, editOfAny, ({ source }, edit) => {
        const done = syntax.edit(source, edit);
        if (!done.ok || !source.includes("\r\n")) return;
        expect(done.value.text.replaceAll("\r\n", "")).not.toContain("\n");
      }),
      runs,
    );
  });

  it("is undone byte for byte by removing what was appended", () => {
    fc.assert(
      fc.property(moduleText, editOfAny, ({ source }, edit) => {
        if (edit.operation !== "append") return;
        const done = syntax.edit(source, edit);
        if (!done.ok || done.value.form !== "extended-list") return;
        const { text } = done.value;
        const back = syntax.edit(text, { ...edit, operation: "remove" });
        const brought = JSON.stringify(edit.value).includes("$package") && !/\bpkgs\b/.test(source);
        if (brought) return;
        expect(back).toMatchObject({ ok: true, value: { text: source } });
      }),
      runs,
    );
  });
});

describe("a module inside a file", () => {
  it("is edited as it would be in a file of its own", { timeout: 60_000 }, () => {
    const scopes: { around: [string, string]; scope: ModuleScope }[] = [
      {
        around: ["{ inputs, ... }: {\n  flake.modules.nixos.x = ", ";\n}\n"],
        scope: { kind: "attribute", path: ["flake", "modules", "nixos", "x"] },
      },
      {
        around: ["{\n  outputs = { self, ... }: {\n    nixosModules = { x = ", "; };\n  };\n}\n"],
        scope: { kind: "attribute", path: ["outputs", "nixosModules", "x"] },
      },
      {
        around: ["{ outputs = i: i.f { modules = [ ./a.nix { } (", ") ]; }; }"],
        scope: { kind: "inline", index: 1 },
      },
    ];
    fc.assert(
      fc.property(
        moduleText,
        editOfAny,
        fc.constantFrom(...scopes),
        ({ source }, edit, { around, scope }) => {
          const inside = source.replace(/^# .*\r?\n/, "");
          const alone = syntax.edit(inside, edit);
          const wrapped = syntax.edit(around[0] + inside + around[1], { ...edit, scope });
          expect(wrapped.ok).toBe(alone.ok);
          if (!alone.ok || !wrapped.ok) return;
          expect(wrapped.value.changed).toBe(alone.value.changed);
          expect(wrapped.value.text.startsWith(around[0])).toBe(true);
          expect(wrapped.value.text.endsWith(around[1])).toBe(true);
          const found = syntax
            .definitions(wrapped.value.text)
            .filter((each) => sameScope(each.scope, scope));
          const facts = (each: Definition): string =>
            JSON.stringify([each.path, each.conditional, each.valueKind]);
          expect(found.map(facts)).toEqual(syntax.definitions(alone.value.text).map(facts));
        },
      ),
      runs,
    );
  });
});

function sameScope(a: ModuleScope, b: ModuleScope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function touches(path: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(path.length, other.length);
  return path.slice(0, length).every((name, i) => name === other[i]);
}

/** All definitions beside the edited path, without their lines. */
function others(source: string, edit: Edit): string[] {
  return syntax
    .definitions(source)
    .filter((each) => !touches(each.path, edit.path) && each.valueKind !== "set")
    .map(({ path, conditional, priority, valueKind }) =>
      JSON.stringify({ path, conditional, priority, valueKind }),
    );
}

/** How many lines of the old text are not in the new one, in order (a longest common subsequence). */
function lostLines(before: string, after: string): number {
  const a = before.split("\n");
  const b = after.split("\n");
  let row: number[] = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(line === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    });
    row = next;
  }
  return a.length - (row.at(-1) ?? 0);
}
