import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { proposed, sampleFiles } from "../support/proposed.ts";
import { bytes, sampleRepository } from "../support/repository.ts";
import { value } from "../support/value.ts";

test("the commit becomes the branch's next one, with tree and index, authored by the user", async () => {
  const repo = sampleRepository(sampleFiles);
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
  const repo = sampleRepository(sampleFiles);
  const other = join(repo.home, "other");
  repo.run("worktree", "add", "-q", "-b", "side", other);
  const { request } = await proposed(repo);
  const git = repo.open(other);
  expect(value(await git.apply({ ...request, branch: "side" }))).toBe("applied");
  expect(readFileSync(join(other, "a.nix"), "utf8")).toContain("a = 2");
  expect(readFileSync(join(repo.root, "a.nix"), "utf8")).toContain("a = 1");
  expect(repo.run("status", "--porcelain")).toBe("");
});

test("works inside a submodule, and on a branch with slashes", async () => {
  const inner = sampleRepository(sampleFiles);
  const outer = sampleRepository();
  outer.run("submodule", "add", "-q", inner.root, "sub");
  outer.run("-C", "sub", "checkout", "-q", "-b", "topic/ü/x");
  const git = outer.open(join(outer.root, "sub"));
  const { request } = await proposed({ ...inner, git });
  expect(value(await git.apply({ ...request, branch: "topic/ü/x" }))).toBe("applied");
  expect(outer.run("-C", "sub", "status", "--porcelain")).toBe("");
  expect(outer.run("-C", "sub", "rev-parse", "topic/ü/x")).toBe(request.commit);
});

test("works with SHA-256 object ids", async () => {
  const repo = sampleRepository({});
  rmSync(join(repo.root, ".git"), { recursive: true });
  repo.run("init", "-q", "-b", "main", "--object-format=sha256");
  for (const [path, content] of Object.entries(sampleFiles)) repo.write(path, content);
  repo.commitAll();
  const { request, base, candidate } = await proposed(repo);
  expect(base).toHaveLength(64);
  expect(value(await repo.git.observe()).head).toBe(base);
  expect(Buffer.from(value(await repo.git.patch(base, candidate))).toString()).toContain(
    "+  a = 2;",
  );
  expect(value(await repo.git.apply(request))).toBe("applied");
  expect(repo.run("status", "--porcelain")).toBe("");
});

test("line ends and ident that attributes ask for are written as git would", async () => {
  const repo = sampleRepository({
    ...sampleFiles,
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

test("a sparse checkout keeps its shape", async () => {
  const repo = sampleRepository(sampleFiles);
  repo.run("sparse-checkout", "set", "--no-cone", "/flake.nix", "/a.nix", "/keep.nix");
  const { request, commit } = await proposed(repo);
  expect(value(await repo.git.apply(request))).toBe("applied");
  expect(repo.run("rev-parse", "HEAD")).toBe(commit);
  expect(repo.run("status", "--porcelain")).toBe("");
  expect(existsSync(join(repo.root, "new"))).toBe(false);
});

test("a submodule stays as it is", async () => {
  const inner = sampleRepository();
  const repo = sampleRepository(sampleFiles);
  repo.run("submodule", "add", "-q", inner.root, "sub");
  repo.commitAll();
  const head = () => readFileSync(join(repo.root, ".git/modules/sub/HEAD"), "utf8");
  const before = head();
  const { request } = await proposed(repo);
  expect(value(await repo.git.apply(request))).toBe("applied");
  expect(head()).toBe(before);
});
