import { beforeAll, expect, it } from "vitest";
import { forGrammar, loadGrammar } from "../../src/nix/syntax/parser.ts";
import { loadSyntax, type Syntax } from "../../src/nix/syntax/syntax.ts";
import { corpusEdits, tryEdit } from "../support/corpus-edits.ts";
import { grammarFile } from "../support/nix-grammar.ts";
import { operators } from "../support/nix-grammar-words.ts";

/** Edits of files in every shape of the grammar; AGENTIX_EDITS=n asks for more, AGENTIX_SEED for others. */
const files = Number(process.env.AGENTIX_EDITS ?? 1000);
const seed = Number(process.env.AGENTIX_SEED ?? 20261124);
const sources = Array.from({ length: files }, (_, i) => grammarFile(seed + i));

let syntax: Syntax;
beforeAll(async () => {
  syntax = await loadSyntax();
});

it("parses the files", () => {
  const unread = sources.filter((source) => syntax.problems(source).length > 0);
  // About one in 1 500 the grammar misreads, with comments in odd places; real Nix reads it.
  expect(unread.length).toBeLessThanOrEqual(Math.ceil(files / 500));
});

it("takes edits in every shape of the grammar, and changes nothing outside them", {
  timeout: 120_000,
}, () => {
  const faults: string[] = [];
  let edited = 0;
  for (const [i, source] of sources.entries()) {
    const definitions = syntax.definitions(source);
    for (const edit of corpusEdits(definitions, 5, seed + i)) {
      const done = tryEdit(syntax, source, definitions, edit);
      if (done.outcome === "edited") edited++;
      for (const fault of done.faults)
        faults.push(`seed ${seed + i}: ${fault}: ${JSON.stringify(edit)}\n${source}`);
    }
  }
  expect(faults.slice(0, 3)).toEqual([]);
  expect(edited).toBeGreaterThan(files * 3);
});

/** Every named kind of the grammar, but what no file can hold. */
it("meets every kind of node and every operator", async () => {
  const parser = await loadGrammar();
  const { language } = parser;
  const met = new Set<string>();
  for (const source of sources) {
    const tree = parser.parse(forGrammar(source));
    const cursor = tree?.walk();
    if (!tree || !cursor) throw new Error("no tree");
    for (let down = true; ; ) {
      if (down) met.add(cursor.nodeType);
      if (down && cursor.gotoFirstChild()) continue;
      down = cursor.gotoNextSibling();
      if (!down && !cursor.gotoParent()) break;
    }
    cursor.delete();
    tree.delete();
  }
  const kinds = Array.from({ length: language?.nodeTypeCount ?? 0 }, (_, id) => id)
    .filter((id) => language?.nodeTypeIsNamed(id))
    .flatMap((id) => language?.nodeTypeForId(id) ?? []);
  expect(kinds.length).toBeGreaterThan(30);
  // `keyword` is the grammar's own word for its reserved words; it makes no node.
  const wanted = [...kinds.filter((kind) => kind !== "keyword"), ...operators, "!", "?", "or"];
  expect(wanted.filter((kind) => !met.has(kind))).toEqual([]);
});
