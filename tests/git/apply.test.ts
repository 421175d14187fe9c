import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytes, codeOf, type Sample, sampleRepository, value } from "../support/repository.ts";

const files = {
  "flake.nix": "{ }\n",
  "a.nix": "{\n  a = 1;\n}\n",
  "gone/deep/x.nix": "{ }\n",
  "keep.nix": "{ }\n",
};

/** A candidate that edits, adds and deletes, made final as the user. */
async function proposed(repo: Sample) {
  const base = repo.run("rev-parse", "HEAD");
  const candidate = value(
    await repo.git.commit({
      parent: base,
      files: new Map([
        ["a.nix", bytes("{\n  a = 2;\n}\n")],
        ["new/folder/ü b.nix", bytes("{ new = true; }\n")],
        ["gone/deep/x.nix", null],
      ]),
      message: "candidate",
    }),
  );
  const tree = value(await repo.git.treeOf(candidate));
  const commit = value(
    await repo.git.finalCommit({ tree, base, message: "enable a\n\nAgentix-Proposal: p1" }),
  );
  value(await repo.git.keep("p1", candidate));
  return { base, candidate, commit, request: { proposal: "p1", branch: "main", base, commit } };
}

test("a candidate touches neither work tree, index, HEAD nor branch, and is the same when made again", async () => {
  const repo = sampleRepository(files);
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

test("the commit becomes the branch's next one, with tree and index, authored by the user", async () => {
  const repo = sampleRepository(files);
  const { request, commit } = await proposed(repo);
  expect(value(await repo.git.apply(request))).toBe("applied");
  expect(repo.run("rev-parse", "HEAD", "main")).toBe(`${commit}\n${commit}`);
  expect(repo.run("status", "--porcelain")).toBe("");
  expect(readFileSync(join(repo.root, "a.nix"), "utf8")).toBe("{\n  a = 2;\n}\n");
  expect(existsSync(join(repo.root, "gone"))).toBe(false);
  expect(repo.run("log", "-1", "--format=%an <%ae> %cn|%B")).toContain(
    "Ada <ada@example.org> Ada|enable a\n\nAgentix-Proposal: p1",
  );
  expect(repo.run("reflog", "-1", "main")).toContain("agentix apply p1");
  expect(existsSync(join(repo.root, ".git/agentix/journal.json"))).toBe(false);
  expect(value(await repo.git.apply(request))).toBe("already-applied");
  expect(value(await repo.git.recover())).toBeNull();
});

test("works in a linked work tree, and leaves the main one alone", async () => {
  const repo = sampleRepository(files);
  const other = join(repo.home, "other");
  repo.run("worktree", "add", "-q", "-b", "side", other);
  const { request } = await proposed(repo);
  const git = repo.open(other);
  expect(value(await git.apply({ ...request, branch: "side" }))).toBe("applied");
  expect(readFileSync(join(other, "a.nix"), "utf8")).toContain("a = 2");
  expect(readFileSync(join(repo.root, "a.nix"), "utf8")).toContain("a = 1");
  expect(repo.run("status", "--porcelain")).toBe("");
});

test("line ends and ident that attributes ask for are written as git would", async () => {
  const repo = sampleRepository({
    ...files,
    ".gitattributes": "*.nix text eol=crlf\na.nix ident\n",
    "a.nix": "# $Id$\n{\n  a = 1;\n}\n",
  });
  rmSync(join(repo.root, "a.nix"));
  repo.run("checkout", "-q", "--", "a.nix");
  const base = repo.run("rev-parse", "HEAD");
  const next = bytes("# $Id$\n{\n  a = 2;\n}\n");
  const commit = value(
    await repo.git.commit({ parent: base, files: new Map([["a.nix", next]]), message: "x" }),
  );
  expect(value(await repo.git.apply({ proposal: "p1", branch: "main", base, commit }))).toBe(
    "applied",
  );
  expect(readFileSync(join(repo.root, "a.nix"), "utf8")).toMatch(
    /^# \$Id: [0-9a-f]{40} \$\r\n\{\r\n {2}a = 2;\r\n\}\r\n$/,
  );
  expect(repo.run("status", "--porcelain")).toBe("");
});

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
  const repo = sampleRepository(files);
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
    const repo = sampleRepository(files);
    const { request } = await proposed(repo);
    repo.run("update-index", flag, "a.nix");
    appendFileSync(join(repo.root, "a.nix"), "# mine\n");
    const problem = await refused(repo, request, "dirty-tree");
    expect(problem).toMatchObject({ details: { dirty: ["a.nix"] } });
    expect(readFileSync(join(repo.root, "a.nix"), "utf8")).toContain("# mine");
  }
});

test("a branch that moved, another branch and a detached HEAD are refused", async () => {
  const repo = sampleRepository(files);
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
    const repo = sampleRepository({ ...files, ".gitignore": ignored ? "new/\n" : "\n" });
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
  const repo = sampleRepository(files);
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

test("a sparse checkout keeps its shape", async () => {
  const repo = sampleRepository(files);
  repo.run("sparse-checkout", "set", "--no-cone", "/flake.nix", "/a.nix", "/keep.nix");
  const { request, commit } = await proposed(repo);
  expect(value(await repo.git.apply(request))).toBe("applied");
  expect(repo.run("rev-parse", "HEAD")).toBe(commit);
  expect(repo.run("status", "--porcelain")).toBe("");
  expect(existsSync(join(repo.root, "new"))).toBe(false);
});

test("a submodule stays as it is", async () => {
  const inner = sampleRepository();
  const repo = sampleRepository(files);
  repo.run("submodule", "add", "-q", inner.root, "sub");
  repo.commitAll();
  const head = () => readFileSync(join(repo.root, ".git/modules/sub/HEAD"), "utf8");
  const before = head();
  const { request } = await proposed(repo);
  expect(value(await repo.git.apply(request))).toBe("applied");
  expect(head()).toBe(before);
});

test("a mode is kept, and a symbolic link is neither edited nor written through", async () => {
  const repo = sampleRepository(files);
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
  const repo = sampleRepository(files);
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
  const repo = sampleRepository(files);
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
