import {
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeOf, type Sample, sampleRepository, temporaryFolder } from "../support/repository.ts";
import { value } from "../support/value.ts";

test("sees branch, head, lock and a clean tree", async () => {
  const lock =
    '{"nodes":{"a":{"locked":{"lastModified":5}},"b":{"locked":{"lastModified":9}},"root":{}}}';
  const repo = sampleRepository({ "flake.nix": "{ }\n", "flake.lock": lock });
  const state = value(await repo.git.observe());
  expect(state).toMatchObject({
    root: repo.root,
    gitDir: join(repo.root, ".git"),
    branch: "main",
    head: repo.run("rev-parse", "HEAD"),
    tree: repo.run("rev-parse", "HEAD^{tree}"),
    dirty: [],
    shallow: false,
    hasSubmodules: false,
    flakeDir: "",
    lockModified: 9,
  });
  expect(state.lockHash).toMatch(/^[0-9a-f]{64}$/);
});

test("works from a sub-folder, through a symbolic link, with spaces and unicode in the path", async () => {
  const repo = sampleRepository(
    { "höst one/flake.nix": "{ }\n", "höst one/mod/a.nix": "{ }\n" },
    "ünter wegs",
  );
  const link = join(repo.home, "link");
  symlinkSync(join(repo.root, "höst one", "mod"), link);
  const state = value(await repo.open(link).observe());
  expect(state.root).toBe(repo.root);
  expect(state.flakeDir).toBe("höst one");
});

test("names every kind of tracked change, and no untracked file", async () => {
  const files = ["staged", "unstaged", "deleted", "mode", "removed", "same"].map((name) => [
    `${name}.nix`,
    "{ }\n",
  ]);
  const repo = sampleRepository({ "flake.nix": "{ }\n", ...Object.fromEntries(files) });
  repo.write("staged.nix", "{ a = 1; }\n");
  repo.run("add", "staged.nix");
  repo.write("unstaged.nix", "{ a = 2; }\n");
  rmSync(join(repo.root, "deleted.nix"));
  chmodSync(join(repo.root, "mode.nix"), 0o755);
  repo.run("rm", "-q", "--cached", "removed.nix");
  repo.write("intent ü.nix", "{ }\n");
  repo.run("add", "-N", "intent ü.nix");
  repo.write("untracked.nix", "{ }\n");
  // Touched, but the same: not a change.
  utimesSync(join(repo.root, "same.nix"), new Date(0), new Date(0));
  const state = value(await repo.git.observe());
  expect([...state.dirty].sort()).toEqual([
    "deleted.nix",
    "intent ü.nix",
    "mode.nix",
    "removed.nix",
    "staged.nix",
    "unstaged.nix",
  ]);
});

test("believes core.fileMode and core.autocrlf of the repository", async () => {
  const repo = sampleRepository({ "flake.nix": "{ }\n", "a.nix": "{\n}\n" });
  repo.run("config", "core.fileMode", "false");
  repo.run("config", "core.autocrlf", "true");
  chmodSync(join(repo.root, "flake.nix"), 0o755);
  checkOutAgain(repo, "a.nix");
  expect(value(await repo.git.observe()).dirty).toEqual([]);
});

test("believes the user's own core.autocrlf", async () => {
  const repo = sampleRepository({ "flake.nix": "{ }\n", "a.nix": "{\n}\n" });
  writeFileSync(join(repo.home, ".gitconfig"), "[core]\n\tautocrlf = true\n");
  checkOutAgain(repo, "a.nix");
  expect(value(await repo.git.observe()).dirty).toEqual([]);
});

/** Written by git with CRLF, and touched, so that only a look at the content tells that it is the same. */
function checkOutAgain(repo: Sample, path: string): void {
  rmSync(join(repo.root, path));
  repo.run("checkout", "--", path);
  expect(readFileSync(join(repo.root, path), "utf8")).toContain("\r\n");
  utimesSync(join(repo.root, path), new Date(0), new Date(0));
}

test("a detached HEAD has no branch, and is no error", async () => {
  const repo = sampleRepository();
  repo.run("checkout", "-q", "--detach");
  expect(value(await repo.git.observe()).branch).toBeNull();
});

test("a branch called (detached) is a branch", async () => {
  const repo = sampleRepository();
  repo.run("checkout", "-q", "-b", "(detached)");
  expect(value(await repo.git.observe()).branch).toBe("(detached)");
});

test("a linked work tree shares the common git folder", async () => {
  const repo = sampleRepository();
  const other = join(repo.home, "other tree");
  repo.run("worktree", "add", "-q", "-b", "side", other);
  const state = value(await repo.open(other).observe());
  expect(state).toMatchObject({ root: other, gitDir: join(repo.root, ".git"), branch: "side" });
});

test("inside a submodule, the submodule is the repository; outside, it is told", async () => {
  const inner = sampleRepository();
  const repo = sampleRepository();
  repo.run("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.root, "sub");
  repo.commitAll();
  expect(value(await repo.git.observe())).toMatchObject({ hasSubmodules: true, dirty: [] });
  const state = value(await repo.open(join(repo.root, "sub")).observe());
  expect(state.root).toBe(join(repo.root, "sub"));
  expect(state.gitDir).toBe(join(repo.root, ".git/modules/sub"));
});

test("a merge in progress is told, and its conflicts are dirty", async () => {
  const repo = sampleRepository({ "flake.nix": "{ }\n" });
  repo.run("checkout", "-q", "-b", "side");
  repo.write("flake.nix", "{ a = 1; }\n");
  repo.commitAll();
  repo.run("checkout", "-q", "main");
  repo.write("flake.nix", "{ b = 1; }\n");
  repo.commitAll();
  expect(() => repo.run("merge", "-q", "side")).toThrow();
  const state = value(await repo.git.observe());
  expect(state.operation).toBe("merge");
  expect(state.dirty).toEqual(["flake.nix"]);
});

test("shallow clones are told", async () => {
  const repo = sampleRepository();
  repo.write("a.nix", "{ }\n");
  repo.commitAll();
  const clone = join(repo.home, "clone");
  repo.run("clone", "-q", "--depth=1", `file://${repo.root}`, clone);
  expect(value(await repo.open(clone).observe()).shallow).toBe(true);
});

test("what is no usable repository has a code of its own", async () => {
  const folder = temporaryFolder();
  const repo = sampleRepository({});
  expect(codeOf(await repo.open(folder).observe())).toBe("not-a-repository");
  expect(codeOf(await repo.open(join(folder, "nowhere")).observe())).toBe("not-a-repository");
  expect(codeOf(await repo.git.observe())).toBe("unborn-branch");
  expect(codeOf(await repo.open(join(repo.root, ".git")).observe())).toBe("not-a-repository");
  const bare = join(folder, "bare.git");
  repo.run("init", "-q", "--bare", bare);
  expect(codeOf(await repo.open(bare).observe())).toBe("bare-repository");
  const noGit = repo.open(repo.root, { env: { PATH: folder, HOME: repo.home } });
  expect(codeOf(await noGit.observe())).toBe("no-git");
});

test("without a flake it names those that are elsewhere, and one that is not committed", async () => {
  const repo = sampleRepository({ "nix/flake.nix": "{ }\n", "docs/a.md": "x\n" });
  const missing = await repo.git.observe();
  expect(missing).toMatchObject({ problem: { code: "no-flake", details: { flakes: ["nix"] } } });
  repo.write("flake.nix", "{ }\n");
  mkdirSync(join(repo.root, "docs"), { recursive: true });
  const uncommitted = await repo.open(join(repo.root, "docs")).observe();
  expect(uncommitted).toMatchObject({
    problem: { code: "no-flake", details: { uncommitted: "flake.nix" } },
  });
});

test("a work tree that core.worktree moved elsewhere is refused", async () => {
  const repo = sampleRepository();
  repo.run("config", "core.worktree", repo.home);
  expect(codeOf(await repo.git.observe())).toBe("unsafe-repository");
});
