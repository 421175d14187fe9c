import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Highlight, loadHighlight, longestHighlighted } from "../../src/nix/highlight.ts";

let highlight: Highlight;
beforeAll(async () => {
  highlight = await loadHighlight();
});

/** The tokens of each line, as `kind:text`. */
function tokens(source: string): string[][] {
  const spans = highlight(source);
  return source
    .split("\n")
    .map((line, at) =>
      (spans[at] ?? []).map(({ from, to, kind }) => `${kind}:${line.slice(from, to)}`),
    );
}

/** Spans lie inside their lines, in order and apart. */
function expectSound(source: string): void {
  const lines = source.split("\n");
  const spans = highlight(source);
  expect(spans.length).toBeLessThanOrEqual(lines.length);
  for (const [at, line] of spans.entries()) {
    let end = 0;
    for (const { from, to } of line) {
      expect(from).toBeGreaterThanOrEqual(end);
      expect(to).toBeGreaterThan(from);
      end = to;
    }
    expect(end).toBeLessThanOrEqual((lines[at] as string).length);
  }
}

describe("the tokens of a Nix file", () => {
  test("are what a reader takes them for", () => {
    expect(
      tokens(`{ lib, ... }: let a = 1; in rec {
  inherit (lib) mkIf; # why
  x.enable = mkIf true "a\${toString 12}\\n";
  p = [ ./foo <nixpkgs/lib> 1.5 null ];
}`),
    ).toEqual([
      ["keyword:let", "value:1", "keyword:in", "keyword:rec"],
      ["keyword:inherit", "comment:# why"],
      ["value:true", 'string:"a', "value:12", 'string:\\n"'],
      ["value:./foo", "value:<nixpkgs/lib>", "value:1.5", "value:null"],
      [],
    ]);
  });

  test("go on over lines, and count in UTF-16 units", () => {
    expect(tokens("{ a = ''\n  日本 🚀 ${x} b\n\n  '' ; /* c\r\n c2 */ }")).toEqual([
      ["string:''"],
      ["string:  日本 🚀 ", "string: b"],
      [],
      ["string:  ''", "comment:/* c\r"],
      ["comment: c2 */"],
    ]);
  });

  test("an attribute named like a value is none", () => {
    expect(tokens("{ true.null = 1; }")).toEqual([["value:1"]]);
  });

  test("of every fixture lie in their lines, in order and apart", () => {
    const folder = join(import.meta.dirname, "../../fixtures");
    const files = globSync("**/*.nix", { cwd: folder });
    expect(files.length).toBeGreaterThan(20);
    let found = 0;
    for (const file of files) {
      const source = readFileSync(join(folder, file), "utf8");
      expectSound(source);
      found += highlight(source).flat().length;
    }
    expect(found).toBeGreaterThan(files.length);
  });

  test("of a broken file too, and of anything", () => {
    expect(tokens("{ a = if true then 'x ; # note\n b = ")[0]).toContain("comment:# note");
    const piece = fc.constantFrom(
      '"',
      "''",
      "${",
      "}",
      "{",
      "let",
      " ",
      "\n",
      "#",
      "/*",
      "1",
      "🚀",
      "\r",
      "\u0000",
      "a",
      "=",
      ";",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => expectSound(pieces.join(""))),
    );
  });

  test("a huge file stays plain", () => {
    expect(highlight(`# ${"x".repeat(longestHighlighted)}`)).toEqual([]);
  });
});
