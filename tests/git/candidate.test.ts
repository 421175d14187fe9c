import { chmodSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { proposed, sampleFiles } from "../support/proposed.ts";
import { bytes, codeOf, sampleRepository } from "../support/repository.ts";
import { value } from "../support/value.ts";

test("a candidate touches neither work tree, index, HEAD nor branch, and is the same when made again", async () => {
  const repo = sampleRepository(sampleFiles);
  repo.write("untracked.nix", "x\n");
  const before = value(await repo.git.fingerprint());
  const first = await proposed(repo);
  const second = await proposed(repo);
  expect(second.candidate).toBe(first.candidate);
  expect(value(await repo.git.fingerprint())).toBe(before);
  expect(repo.run("status", "--porcelain")).toBe("?? untracked.nix");
  expect(repo.run("for-each-ref", "--format=%(refname)")).toBe(
    "refs/agentix/proposals/p1\nrefs/heads/main",
  );
  repo.write("a.nix", "{\n  a = 3;\n}\n");
  expect(value(await repo.git.fingerprint())).not.toBe(before);
});

test("T16: a mode is kept, and a symbolic link is neither edited nor written through", async () => {
  const repo = sampleRepository(sampleFiles);
  chmodSync(join(repo.root, "a.nix"), 0o755);
  symlinkSync("a.nix", join(repo.root, "link.nix"));
  symlinkSync("gone", join(repo.root, "linked"));
  const parent = repo.commitAll();
  const commit = (path: string) =>
    repo.git.commit({ parent, files: new Map([[path, bytes("{ }\n")]]), message: "x" });
  expect(codeOf(await commit("link.nix"))).toBe("edit-not-possible");
  expect(codeOf(await commit("linked/x.nix"))).toBe("edit-not-possible");
  expect(codeOf(await commit("../x.nix"))).toBe("edit-not-possible");
  expect(codeOf(await commit(".GIT/config"))).toBe("edit-not-possible");
  expect(codeOf(await commit("gone"))).toBe("edit-not-possible");
  const made = value(await commit("a.nix"));
  expect(value(await repo.git.files(made)).find((file) => file.path === "a.nix")?.mode).toBe(
    "100755",
  );
  value(await repo.git.apply({ proposal: "p1", branch: "main", base: parent, commit: made }));
  expect(statSync(join(repo.root, "a.nix")).mode & 0o111).toBe(0o111);
});

test("no identity is told, with what to type", async () => {
  const repo = sampleRepository(sampleFiles);
  const { base, candidate } = await proposed(repo);
  const tree = value(await repo.git.treeOf(candidate));
  writeFileSync(join(repo.home, ".gitconfig"), "");
  expect(codeOf(await repo.git.finalCommit({ tree, base, message: "x" }))).toBe("no-identity");
  writeFileSync(join(repo.home, "work"), "[user]\n\tname = Grace\n\temail = grace@work.example\n");
  writeFileSync(
    join(repo.home, ".gitconfig"),
    `[includeIf "gitdir:${repo.root}/"]\n\tpath = ${repo.home}/work\n`,
  );
  const commit = value(await repo.git.finalCommit({ tree, base, message: "x" }));
  expect(repo.run("log", "-1", "--format=%ae", commit)).toBe("grace@work.example");
});

test("a proposal follows its branch, and says which files conflict", async () => {
  const repo = sampleRepository(sampleFiles);
  const { base, candidate } = await proposed(repo);
  repo.write("keep.nix", "{ more = 1; }\n");
  const onto = repo.commitAll();
  const rebased = value(await repo.git.rebase({ base, commit: candidate, onto, message: "again" }));
  expect(repo.run("rev-parse", `${rebased}^`)).toBe(onto);
  expect(repo.run("show", `${rebased}:keep.nix`)).toBe("{ more = 1; }");
  expect(repo.run("show", `${rebased}:a.nix`)).toContain("a = 2");
  repo.write("a.nix", "{\n  a = 9;\n}\n");
  const conflicting = repo.commitAll();
  const conflict = await repo.git.rebase({
    base,
    commit: candidate,
    onto: conflicting,
    message: "x",
  });
  expect(conflict).toMatchObject({ problem: { code: "conflict", details: { files: ["a.nix"] } } });
});
