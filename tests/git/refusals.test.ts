import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { proposed, sampleFiles } from "../support/proposed.ts";
import { codeOf, type Sample, sampleRepository } from "../support/repository.ts";
import { value } from "../support/value.ts";

/** Refused, and nothing at all is different afterwards. */
async function refused(repo: Sample, request: Parameters<Sample["git"]["apply"]>[0], code: string) {
  const before = value(await repo.git.fingerprint());
  const result = await repo.git.apply(request);
  expect(codeOf(result)).toBe(code);
  expect(value(await repo.git.fingerprint())).toBe(before);
  expect(existsSync(join(repo.root, ".git/agentix/journal.json"))).toBe(false);
  return result.ok ? undefined : result.problem;
}

test("a dirty tree is refused, and its files named", async () => {
  const repo = sampleRepository(sampleFiles);
  const { request } = await proposed(repo);
  appendFileSync(join(repo.root, "keep.nix"), "# mine\n");
  expect(await refused(repo, request, "dirty-tree")).toMatchObject({
    details: { dirty: ["keep.nix"] },
  });
  repo.run("add", "keep.nix");
  await refused(repo, request, "dirty-tree");
});

test("edits that git was told not to see are not overwritten", async () => {
  for (const flag of ["--assume-unchanged", "--skip-worktree"]) {
    const repo = sampleRepository(sampleFiles);
    const { request } = await proposed(repo);
    repo.run("update-index", flag, "a.nix");
    appendFileSync(join(repo.root, "a.nix"), "# mine\n");
    const problem = await refused(repo, request, "dirty-tree");
    expect(problem).toMatchObject({ details: { dirty: ["a.nix"] } });
    expect(readFileSync(join(repo.root, "a.nix"), "utf8")).toContain("# mine");
  }
});

test("a branch that moved, another branch and a detached HEAD are refused", async () => {
  const repo = sampleRepository(sampleFiles);
  const { request, base } = await proposed(repo);
  repo.run("checkout", "-q", "-b", "side");
  await refused(repo, request, "moved-branch");
  repo.run("checkout", "-q", "--detach", "main");
  await refused(repo, request, "detached-head");
  repo.run("checkout", "-q", "main");
  repo.write("keep.nix", "{ moved = true; }\n");
  repo.commitAll();
  expect(await refused(repo, request, "moved-branch")).toMatchObject({ details: { base } });
});

test("untracked and ignored files in the way are not overwritten", async () => {
  for (const ignored of [false, true]) {
    const repo = sampleRepository({ ...sampleFiles, ".gitignore": ignored ? "new/\n" : "\n" });
    const { request } = await proposed(repo);
    repo.write("new/folder/ü b.nix", "mine\n");
    const problem = await refused(repo, request, "untracked-collision");
    expect(problem).toMatchObject({ details: { files: ["new/folder/ü b.nix"] } });
    rmSync(join(repo.root, "new"), { recursive: true });
    const elsewhere = join(repo.home, "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(repo.root, "new"));
    await refused(repo, request, "untracked-collision");
    expect(existsSync(join(elsewhere, "folder"))).toBe(false);
  }
});

test("an operation in progress, a foreign index lock and a branch checked out twice are refused", async () => {
  const repo = sampleRepository(sampleFiles);
  const { request } = await proposed(repo);
  writeFileSync(join(repo.root, ".git/MERGE_HEAD"), `${request.commit}\n`);
  await refused(repo, request, "operation-in-progress");
  rmSync(join(repo.root, ".git/MERGE_HEAD"));
  writeFileSync(join(repo.root, ".git/index.lock"), "");
  await refused(repo, request, "operation-in-progress");
  expect(existsSync(join(repo.root, ".git/index.lock"))).toBe(true);
  rmSync(join(repo.root, ".git/index.lock"));
  repo.run("worktree", "add", "-q", "--force", join(repo.home, "twice"), "main");
  await refused(repo, request, "operation-in-progress");
});
