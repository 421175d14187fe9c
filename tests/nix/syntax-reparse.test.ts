import { expect, it } from "vitest";
import { loadParser } from "../../src/nix/syntax/parser.ts";
import { worthKeeping } from "../../src/nix/syntax/reparse.ts";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";
import { corpusEdits } from "../support/corpus-edits.ts";
import { grammarFile } from "../support/nix-grammar.ts";

/** A long file: many generated ones as attributes of a set. */
function longFile(seed: number): string {
  let body = "";
  for (let i = 0; body.length < worthKeeping * 2; i++) {
    const part = grammarFile(seed * 1000 + i).trim();
    const isOne = !part.startsWith("#") && part !== "";
    if (isOne) body += `  part${i}.module = ${part}\n;\n  option${i}.list = [ ${i} ];\n`;
  }
  return `{ config, lib, pkgs, ... }:\n{\n${body}}\n`;
}

it("gives for a text that was edited the tree that parsing it whole gives", async () => {
  const syntax = await loadSyntax();
  const following = await loadParser();
  let compared = 0;
  for (let seed = 0; seed < 12; seed++) {
    const source = longFile(seed);
    for (const edit of corpusEdits(syntax.definitions(source), 6, seed)) {
      const done = syntax.edit(source, edit);
      if (!done.ok || !done.value.changed) continue;
      following(source);
      const whole = await loadParser();
      expect(following(done.value.text)).toEqual(whole(done.value.text));
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(20);
});
