import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytes, codeOf, type Sample, sampleRepository } from "../support/repository.ts";
import { value } from "../support/value.ts";

/*
 * Threats T11 and T12: a repository's own configuration, hooks and attributes name programs. Each of them
 * here writes a canary file; the whole adapter runs; no canary may exist.
 */

const files = {
  "flake.nix": "{ }\n",
  "a.nix": "{\n  a = 1;\n}\n",
  "b.nix": "{ }\n",
  "flake.lock": '{"nodes":{}}\n',
};

function withCanary(repo: Sample) {
  const sang = join(repo.home, "canary");
  const program = join(repo.home, "sing.sh");
  writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${sang}\ncat\n`);
  chmodSync(program, 0o755);
  return {
    program,
    silent: () => expect(existsSync(sang) ? "sang" : "silent").toBe("silent"),
    sings: () => existsSync(sang),
    hush: () => rmSync(sang, { force: true }),
  };
}

/** Everything that the adapter can do, with stat data stale, so that git must look at contents. */
async function exerciseAll(repo: Sample) {
  for (const path of Object.keys(files))
    utimesSync(join(repo.root, path), new Date(0), new Date(0));
  const { git } = repo;
  const observed = await git.observe();
  const base = repo.run("-c", "core.fsmonitor=false", "rev-parse", "HEAD");
  const candidate = value(
    await git.commit({
      parent: base,
      files: new Map([["a.nix", bytes("{\n  a = 2;\n}\n")]]),
      message: "x",
    }),
  );
  value(await git.files(candidate));
  value(await git.read(candidate, "a.nix"));
  value(await git.patch(base, candidate));
  value(await git.keep("p1", candidate));
  value(await git.isAncestor(base, candidate));
  value(await git.rebase({ base, commit: candidate, onto: candidate, message: "y" }));
  value(await git.fingerprint());
  const tree = value(await git.treeOf(candidate));
  const commit = value(await git.finalCommit({ tree, base, message: "final" }));
  const applied = await git.apply({ proposal: "p1", branch: "main", base, commit });
  value(await git.recover());
  return { observed, applied };
}

const keys: Record<string, (program: string) => string> = {
  "core.fsmonitor": (program) => program,
  "core.sshCommand": (program) => program,
  "core.gitProxy": (program) => program,
  "core.askPass": (program) => program,
  "core.editor": (program) => program,
  "core.pager": (program) => program,
  "core.alternateRefsCommand": (program) => program,
  "credential.helper": (program) => program,
  "diff.external": (program) => program,
  "diff.evil.command": (program) => program,
  "diff.evil.textconv": (program) => program,
  "merge.evil.driver": (program) => program,
  "gpg.program": (program) => program,
  "alias.status": (program) => `!${program}`,
  "alias.merge": (program) => `!${program}`,
  "pager.status": (program) => program,
  "trailer.x.command": (program) => program,
  "uploadpack.packObjectsHook": (program) => program,
  "submodule.x.update": (program) => `!${program}`,
  "hook.evil.command": (program) => program,
  "sequence.editor": (program) => program,
  "filter.evil=x.clean": (program) => program,
};

test("T11: no program of the repository's configuration runs", { timeout: 30_000 }, async () => {
  const repo = sampleRepository(files);
  const canary = withCanary(repo);
  repo.write(".gitattributes", "*.nix diff=evil merge=evil\n");
  repo.commitAll();
  for (const [key, command] of Object.entries(keys))
    repo.run("config", key, command(canary.program));
  for (const [key, on] of [
    ["commit.gpgSign", "true"],
    ["merge.verifySignatures", "true"],
    ["log.showSignature", "true"],
    ["hook.evil.event", "reference-transaction"],
    ["branch.main.mergeOptions", "--no-ff -S --squash"],
    ["merge.autoStash", "true"],
    ["rerere.enabled", "true"],
    ["gc.auto", "1"],
    ["extensions.worktreeConfig", "true"],
  ] as const)
    repo.run("config", key, on);
  canary.hush();
  const { observed, applied } = await exerciseAll(repo);
  canary.silent();
  value(observed);
  expect(value(applied)).toBe("applied");
  // The canary is alive: the user's own git wakes it.
  repo.run("status");
  expect(canary.sings()).toBe(true);
});

test("no hook runs, wherever the repository keeps its hooks", { timeout: 30_000 }, async () => {
  for (const configured of [false, true]) {
    const repo = sampleRepository(files);
    const canary = withCanary(repo);
    const folder = configured ? join(repo.root, "hooks ü") : join(repo.root, ".git/hooks");
    mkdirSync(folder, { recursive: true });
    const hooks = [
      "post-index-change",
      "reference-transaction",
      "post-merge",
      "pre-merge-commit",
      "post-checkout",
      "pre-commit",
      "commit-msg",
      "post-commit",
      "pre-auto-gc",
      "update",
      "post-rewrite",
      "fsmonitor-watchman",
    ];
    for (const hook of hooks) {
      writeFileSync(join(folder, hook), `#!/bin/sh\nexec ${canary.program}\n`);
      chmodSync(join(folder, hook), 0o755);
    }
    writeFileSync(join(repo.root, ".git/info/exclude"), "hooks*\n");
    if (configured) repo.run("config", "core.hooksPath", folder);
    canary.hush();
    const { applied } = await exerciseAll(repo);
    expect(value(applied)).toBe("applied");
    canary.silent();
  }
});

test("a filter that tracked files use is refused by name; one that none uses is not run", async () => {
  const repo = sampleRepository(files);
  const canary = withCanary(repo);
  for (const which of ["clean", "smudge", "process"])
    repo.run("config", `filter.evil.${which}`, canary.program);
  repo.run("config", "filter.evil.required", "true");
  value(await repo.git.observe());
  appendFileSync(join(repo.root, ".git/info/attributes"), "b.nix filter=evil\n");
  canary.hush();
  const refused = await repo.git.observe();
  expect(refused).toMatchObject({
    problem: { code: "unsafe-repository", details: { keys: ["filter.evil"], files: ["b.nix"] } },
  });
  utimesSync(join(repo.root, "b.nix"), new Date(0), new Date(0));
  value(await repo.git.fingerprint());
  canary.silent();
});

test("a filter that the user allows by name is used", async () => {
  const repo = sampleRepository({ "flake.nix": "{ }\n", "secret.txt": "stored\n" });
  const flip = join(repo.home, "flip.sh");
  writeFileSync(flip, "#!/bin/sh\ntr a-z A-Z\n");
  chmodSync(flip, 0o755);
  repo.run("config", "filter.crypt.clean", "tr A-Z a-z");
  repo.run("config", "filter.crypt.smudge", flip);
  writeFileSync(join(repo.root, ".git/info/attributes"), "secret.txt filter=crypt\n");
  repo.write("secret.txt", "STORED\n");
  utimesSync(join(repo.root, "secret.txt"), new Date(0), new Date(0));
  expect(codeOf(await repo.git.observe())).toBe("unsafe-repository");
  expect(value(await repo.open(repo.root, { allowFilters: ["crypt"] }).observe()).dirty).toEqual(
    [],
  );
});

test("configuration that is included or belongs to one work tree counts too", async () => {
  const repo = sampleRepository(files);
  const canary = withCanary(repo);
  writeFileSync(
    join(repo.root, ".git/more"),
    `[core]\n\tfsmonitor = ${canary.program}\n[filter "evil"]\n\tclean = ${canary.program}\n`,
  );
  repo.run("config", "include.path", "more");
  writeFileSync(join(repo.root, ".git/info/attributes"), "b.nix filter=evil\n");
  canary.hush();
  expect(codeOf(await repo.git.observe())).toBe("unsafe-repository");
  canary.silent();
});

test("T12: an embedded bare repository is not taken for one", async () => {
  const repo = sampleRepository(files);
  const canary = withCanary(repo);
  const inner = join(repo.root, "inner");
  repo.run("init", "-q", "--bare", inner);
  writeFileSync(
    join(inner, "config"),
    `[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = ${canary.program}\n`,
  );
  canary.hush();
  const result = await repo.open(inner).observe();
  canary.silent();
  expect(result.ok).toBe(false);
});

test("a git that lies in the repository is not run, even with . on PATH", async () => {
  const repo = sampleRepository(files);
  const canary = withCanary(repo);
  repo.write("git", `#!/bin/sh\nexec ${canary.program}\n`, 0o755);
  repo.commitAll();
  canary.hush();
  for (const PATH of [`.:${repo.env.PATH}`, `:${repo.env.PATH}`]) {
    const git = repo.open(repo.root, { env: { ...repo.env, PATH } });
    value(await git.observe());
    await git.finalCommit({ tree: "0".repeat(40), base: "0".repeat(40), message: "x" });
  }
  canary.silent();
});

test("a submodule's configuration is not used", async () => {
  const inner = sampleRepository();
  const repo = sampleRepository(files);
  const canary = withCanary(repo);
  repo.run("submodule", "add", "-q", inner.root, "sub");
  repo.commitAll();
  repo.run("-C", "sub", "config", "core.fsmonitor", canary.program);
  appendFileSync(join(repo.root, "sub/flake.nix"), "# edited\n");
  canary.hush();
  const { observed, applied } = await exerciseAll(repo);
  value(observed);
  expect(value(applied)).toBe("applied");
  canary.silent();
});

test("nothing is fetched for a partial clone", async () => {
  const repo = sampleRepository(files);
  repo.run("config", "uploadpack.allowFilter", "true");
  repo.run("config", "uploadpack.allowAnySHA1InWant", "true");
  const first = repo.run("rev-parse", "HEAD");
  repo.write("a.nix", "{ later = 1; }\n");
  repo.commitAll();
  const clone = join(repo.home, "partial");
  repo.run("clone", "-q", "--filter=blob:none", `file://${repo.root}`, clone);
  const git = repo.open(clone);
  value(await git.observe());
  const packs = () => readdirSync(join(clone, ".git/objects/pack")).length;
  const before = packs();
  const read = await git.read(first, "a.nix");
  expect(read.ok && read.value !== null).toBe(false);
  expect(packs()).toBe(before);
});

test("another user's repository is refused until its folder is trusted", async (context) => {
  if (process.getuid?.() !== 0) return context.skip("only root can give files away");
  const repo = sampleRepository(files);
  const { chownSync } = await import("node:fs");
  chownSync(repo.root, 12345, 12345);
  chownSync(join(repo.root, ".git"), 12345, 12345);
  const refused = await repo.git.observe();
  expect(refused).toMatchObject({
    problem: { code: "unsafe-repository", details: { reason: "owner" } },
  });
  repo.run("config", "--global", "safe.directory", repo.root);
  value(await repo.git.observe());
});
