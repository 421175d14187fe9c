import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";
import { corpusEdits, tryEdit } from "../support/corpus-edits.ts";
import { nixFaults } from "../support/nix-parse.ts";
import { projectRoot } from "../support/sample-flake.ts";

/**
 * Edits on real files: all .nix files below AGENTIX_CORPUS (AGENTIX_CORPUS_EVERY=n: each n-th), on each
 * AGENTIX_CORPUS_EDITS random edits by AGENTIX_SEED. Real Nix parses every result. Without that folder it is the
 * project's own fixtures, and real Nix reads those in tests/flakes/syntax-parse.test.ts.
 */
const corpus = process.env.AGENTIX_CORPUS;
const every = Number(process.env.AGENTIX_CORPUS_EVERY ?? 1);
const perFile = Number(process.env.AGENTIX_CORPUS_EDITS ?? 6);
const seed = Number(process.env.AGENTIX_SEED ?? 1);
const skipped = corpus === undefined ? "AGENTIX_CORPUS names no folder: skipped, see there" : "";

it("edits files of the project's fixtures", { timeout: 120_000 }, async () => {
  const report = await editAll(join(projectRoot, "fixtures"), false);
  expect(report.faults).toEqual([]);
  expect(report.counts.get("edited")).toBeGreaterThan(400);
});

it.skipIf(corpus === undefined)(
  `edits the files of AGENTIX_CORPUS ${skipped}`,
  { timeout: 7_200_000 },
  async () => {
    expect(existsSync(corpus ?? ""), `AGENTIX_CORPUS=${corpus} is no folder`).toBe(true);
    const report = await editAll(corpus ?? "", true);
    const lines = [...report.counts].toSorted((a, b) => b[1] - a[1]);
    console.log(lines.map(([name, count]) => `${String(count).padStart(8)}  ${name}`).join("\n"));
    expect(report.counts.get("files") ?? 0, `no .nix file in ${corpus}`).toBeGreaterThan(0);
    expect(report.faults).toEqual([]);
  },
);

/** Edits every file of a folder; `nix`: real Nix parses the files and the results. */
async function editAll(folder: string, nix: boolean) {
  const syntax = await loadSyntax();
  const files = nixFiles(folder).filter((_, i) => i % every === 0);
  const sources = files.map((file) => readFileSync(file, "utf8"));
  const unreadable = nix ? await nixFaults(sources) : new Map<number, string>();
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  const faults: string[] = [];
  const results: { text: string; context: string }[] = [];
  for (const [i, source] of sources.entries()) {
    count("files");
    if (syntax.problems(source).length > 0)
      count("files that the parser does not understand whole");
    if (unreadable.has(i)) count("files that real Nix does not parse");
    const definitions = syntax.definitions(source);
    for (const edit of corpusEdits(definitions, perFile, seed + i)) {
      const context = `${relative(folder, files[i] ?? "")} ${JSON.stringify(edit)}`;
      const done = tryEdit(syntax, source, definitions, edit);
      count(done.outcome);
      if (done.reason !== undefined) count(`  ${done.outcome}: ${done.reason}`);
      faults.push(...done.faults.map((fault) => `${fault}: ${context}`));
      if (done.text !== undefined && !unreadable.has(i)) results.push({ text: done.text, context });
    }
  }
  if (nix) {
    const broken = await nixFaults(results.map(({ text }) => text));
    for (const [i, message] of broken) faults.push(`Nix: ${results[i]?.context}\n${message}`);
    counts.set("results that real Nix parsed", results.length);
  }
  return { counts, faults };
}

function nixFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((each) => each.isFile() && each.name.endsWith(".nix"))
    .map((each) => join(each.parentPath, each.name))
    .toSorted();
}
