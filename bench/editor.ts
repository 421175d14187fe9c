import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Edit } from "../src/core/edit.ts";
import { loadParser } from "../src/nix/syntax/parser.ts";
import { loadSyntax } from "../src/nix/syntax/syntax.ts";
import { type Figure, figure, type Group, median } from "./figure.ts";

const fixtures = fileURLToPath(new URL("../fixtures", import.meta.url));

/** `npm run bench -- editor`: edits against parsing alone, on small files and on a very long one. */
export const editor: Group = {
  name: "editor",
  about: "edits of Nix files, against parsing them",
  async measure(): Promise<Figure[]> {
    const folder = process.env.AGENTIX_CORPUS ?? fixtures;
    const files = nixFiles(folder).slice(0, 300);
    return [
      await measured("one edit", files, 8),
      await measured("one edit of a set of 40 000 lines", [longFile(40_000)], 12),
    ];
  },
};

const append: Edit = {
  operation: "append",
  path: ["environment", "systemPackages"],
  value: { $package: "btop" },
};

/** An edit parses the text, its result, and looks through it again to prove that it took. */
async function measured(name: string, files: readonly string[], bar: number): Promise<Figure> {
  const parse = await loadParser();
  const syntax = await loadSyntax();
  // A refusal is quick: only files that the edit changes count.
  const sources = files.filter((source) => {
    const done = syntax.edit(source, append);
    return done.ok && done.value.changed;
  });
  const parsing: number[] = [];
  const editing: number[] = [];
  for (let round = 0; round < 5; round++) {
    // A text that was not parsed before: the parser remembers the last ones.
    const fresh = sources.map((source) => `${source}# round ${round}\n`);
    parsing.push(timed(() => fresh.forEach((source) => void parse(source))));
    editing.push(timed(() => fresh.forEach((source) => void syntax.edit(`${source}#`, append))));
  }
  const floor = median(parsing) / sources.length;
  const value = median(editing) / sources.length / floor;
  const reference = { name: "parsing", value: floor, unit: "ms" };
  return figure({ group: "editor", name, value, unit: "×", reference, bar });
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function nixFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((each) => each.isFile() && each.name.endsWith(".nix"))
    .map((each) => readFileSync(join(each.parentPath, each.name), "utf8"));
}

function longFile(lines: number): string {
  const body = Array.from({ length: lines }, (_, i) => `  programs.p${i}.enable = ${i % 2 === 0};`);
  return `{ pkgs, ... }:\n{\n${body.join("\n")}\n}\n`;
}
