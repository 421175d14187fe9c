import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";
import { corpusEdits, tryEdit } from "../support/corpus-edits.ts";
import { grammarFile } from "../support/nix-grammar.ts";
import { nixFaults } from "../support/nix-parse.ts";
import { projectRoot } from "../support/sample-flake.ts";

/** Real Nix reads the results of edits, hundreds in a call; see tests/nix/syntax-corpus.test.ts for more. */
it("parses what edits of generated files and of the fixtures made", async () => {
  const syntax = await loadSyntax();
  const folder = join(projectRoot, "fixtures");
  const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".nix"))
    .toSorted();
  const sources = [
    ...Array.from({ length: 250 }, (_, i) => grammarFile(i)),
    ...fixtures.map((name) => readFileSync(join(folder, name), "utf8")),
  ];
  const unread = await nixFaults(sources);
  // A file of comments alone is no expression to Nix.
  expect([...unread.values()].filter((fault) => !fault.includes("unexpected end of file"))).toEqual(
    [],
  );
  const results = sources.flatMap((source, i) => {
    const definitions = syntax.definitions(source);
    return corpusEdits(definitions, 3, i).flatMap((edit) => {
      const { text } = tryEdit(syntax, source, definitions, edit);
      return text === undefined || unread.has(i) ? [] : [{ edit, text }];
    });
  });
  expect(results.length).toBeGreaterThan(700);
  const faults = await nixFaults(results.map(({ text }) => text));
  const told = [...faults].map(([i, fault]) => [fault, results[i]?.edit, results[i]?.text]);
  expect(told).toEqual([]);
});
