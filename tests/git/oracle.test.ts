import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { simpleGit } from "simple-git";
import { expect, test } from "vitest";
import { type Sample, sampleRepository } from "../support/repository.ts";
import { value } from "../support/value.ts";

/*
 * A second opinion: after random changes, simple-git (its own calls, its own parser) and the adapter must name
 * the same tracked files.
 */

const paths = ["flake.nix", "a b.nix", "ü/c.nix", 'ü/d"e.nix', "new.nix"];
const verbs = ["write", "delete", "chmod", "add", "intend", "unstage"] as const;
type Step = readonly [verb: (typeof verbs)[number], path: string];

function act(repo: Sample, [verb, path]: Step, round: number): void {
  const quietly = (work: () => unknown) => {
    try {
      work();
    } catch {
      // Not possible in this state, which is as good a state as any.
    }
  };
  if (verb === "write") repo.write(path, `{ r = ${round}; }\n`);
  if (verb === "delete") rmSync(join(repo.root, path), { force: true });
  if (verb === "chmod") quietly(() => chmodSync(join(repo.root, path), 0o755));
  if (verb === "add") quietly(() => repo.run("add", "--", path));
  if (verb === "intend") quietly(() => repo.run("add", "-N", "--", path));
  if (verb === "unstage") quietly(() => repo.run("reset", "-q", "--", path));
}

test("names the same changed files as simple-git", { timeout: 60_000 }, async () => {
  const repo = sampleRepository(
    Object.fromEntries(paths.slice(0, 4).map((path) => [path, "{ }\n"])),
  );
  const other = simpleGit({ baseDir: repo.root }).env({
    PATH: process.env.PATH ?? "",
    HOME: repo.home,
  });
  const step = fc.tuple(fc.constantFrom(...verbs), fc.constantFrom(...paths));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      repo.run("reset", "-q", "--hard");
      repo.run("clean", "-qfd");
      for (const [round, each] of steps.entries()) act(repo, each, round);
      const ours = value(await repo.git.observe()).dirty;
      const theirs = (await other.status(["--no-renames"])).files.filter(
        (file) => file.index !== "?",
      );
      expect([...ours].sort()).toEqual(theirs.map((file) => file.path).sort());
    }),
    { numRuns: 25 },
  );
});
