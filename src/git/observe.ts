import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import type { RepoState } from "../core/observation.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { filteredFiles, type Repo } from "./locate.ts";
import { operationInProgress, readStatus } from "./status.ts";
import { listFiles, readFile, treeOf } from "./tree.ts";

/** The repository as it is now. Changes nothing, runs nothing that the repository brings. */
export async function observe(repo: Repo): Promise<Result<RepoState>> {
  const filtered = await filteredFiles(repo);
  if (!filtered.ok) return filtered;
  const first = filtered.value[0];
  if (first)
    return problem(
      "unsafe-repository",
      `The repository's configuration runs programs on tracked files: filter ${repo.filters.join(", ")} (${first.path}${filtered.value.length > 1 ? ` and ${filtered.value.length - 1} more` : ""}).`,
      {
        hint: `Agentix runs nothing that a repository configures. If you trust it, allow the filter by name in your own configuration: [git] allow_filters = ["${first.filter}"].`,
        details: {
          keys: repo.filters.map((name) => `filter.${name}`),
          files: filtered.value.slice(0, 20).map((each) => each.path),
        },
      },
    );

  const status = await readStatus(repo);
  if (!status.ok) return status;
  const { head, branch, dirty } = status.value;
  if (head === null)
    return problem("unborn-branch", `The branch ${branch ?? "HEAD"} has no commit yet.`, {
      hint: "Commit your flake first: git add -A && git commit.",
    });
  const [tree, files] = await Promise.all([treeOf(repo, head), listFiles(repo, head)]);
  if (!tree.ok) return tree;
  if (!files.ok) return files;
  const paths = new Set(files.value.map((file) => file.path));
  const flake = findFlake(repo, paths);
  if (!flake.ok) return flake;
  const lockPath = posix.join(flake.value, "flake.lock");
  const lock = paths.has(lockPath) ? await readFile(repo, head, lockPath) : ok(null);
  if (!lock.ok) return lock;
  const operation = operationInProgress(repo);
  return ok({
    root: repo.root,
    gitDir: repo.commonDir,
    branch,
    head,
    tree: tree.value,
    dirty,
    ...(operation ? { operation } : {}),
    shallow: repo.shallow,
    hasSubmodules: files.value.some((file) => file.mode === "160000"),
    flakeDir: flake.value,
    lockHash: lock.value ? createHash("sha256").update(lock.value).digest("hex") : null,
    lockModified: lock.value ? newestInput(lock.value) : null,
  });
}

/** The nearest folder, from the one asked for up to the root, whose flake.nix is committed. */
function findFlake(repo: Repo, paths: ReadonlySet<string>): Result<string> {
  const folders: string[] = [];
  for (let folder = repo.within.split("\\").join("/"); ; folder = posix.dirname(folder)) {
    if (folder === ".") folder = "";
    folders.push(folder);
    if (paths.has(posix.join(folder, "flake.nix"))) return ok(folder);
    if (folder === "") break;
  }
  const uncommitted = folders.find((each) => existsSync(join(repo.root, each, "flake.nix")));
  if (uncommitted !== undefined) {
    const file = posix.join(uncommitted, "flake.nix");
    return problem("no-flake", `${file} is not committed, so Nix cannot see it in any commit.`, {
      hint: `git add ${file} && git commit`,
      details: { uncommitted: file },
    });
  }
  const elsewhere = [...paths]
    .filter((path) => path.endsWith("/flake.nix"))
    .map((path) => posix.dirname(path))
    .slice(0, 20);
  return problem(
    "no-flake",
    "There is no flake.nix here or in a folder above, up to the repository's root.",
    {
      hint:
        elsewhere.length > 0
          ? `This repository has flakes in: ${elsewhere.join(", ")}. Name one with -C.`
          : "Agentix changes NixOS configurations that are flakes; `nix flake init` makes one.",
      details: { flakes: elsewhere },
    },
  );
}

/** Epoch seconds of the input that was updated last; null when the lock says nothing. */
function newestInput(lock: Uint8Array): number | null {
  try {
    const parsed = JSON.parse(new TextDecoder().decode(lock)) as {
      nodes?: Record<string, { locked?: { lastModified?: unknown } }>;
    };
    let newest: number | null = null;
    for (const node of Object.values(parsed.nodes ?? {})) {
      const at = node.locked?.lastModified;
      if (typeof at === "number" && (newest === null || at > newest)) newest = at;
    }
    return newest;
  } catch {
    // A broken lock is Nix's to report.
    return null;
  }
}
