import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename, join } from "node:path";
import type { Repo } from "./locate.ts";

/** A variable in the environment of the git that applies, so that a later agentix finds it. */
export function applyMarker(id: string): Record<string, string> {
  return { AGENTIX_APPLY: id };
}

/**
 * The name under which the git of an apply finds its commit. Once this is deleted, a git that was started but
 * has not begun cannot begin any more; one that has begun is seen by `gitAtWork`.
 */
export function applyRef(id: string): string {
  return `refs/agentix/applying/${id}`;
}

/** Lock files that a git killed while applying can leave. */
export function lockFiles(repo: Repo, branch: string): string[] {
  return [
    join(repo.gitDir, "index.lock"),
    join(repo.gitDir, "HEAD.lock"),
    join(repo.gitDir, "ORIG_HEAD.lock"),
    join(repo.commonDir, "refs", "heads", `${branch}.lock`),
    join(repo.commonDir, "reftable", "tables.list.lock"),
  ];
}

/**
 * Is a git process at work in this repository: the one of apply `id`, or any
 * writing one whose folder lies in the work tree? `unknown` where the system has no /proc.
 */
export function gitAtWork(repo: Repo, id: string): "none" | "some" | "unknown" {
  let pids: string[];
  try {
    pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return "unknown";
  }
  if (pids.length === 0) return "unknown";
  return pids.some((pid) => pid !== String(process.pid) && concerns(pid, repo, id))
    ? "some"
    : "none";
}

function concerns(pid: string, repo: Repo, id: string): boolean {
  const folder = `/proc/${pid}`;
  try {
    if (!basename(readlinkSync(join(folder, "exe"))).startsWith("git")) return false;
    if (readFileSync(join(folder, "environ"), "latin1").includes(`AGENTIX_APPLY=${id}\0`))
      return true;
    const cwd = readlinkSync(join(folder, "cwd"));
    return (
      writes(readFileSync(join(folder, "cmdline"), "utf8")) &&
      (cwd === repo.root || cwd.startsWith(`${repo.root}/`))
    );
  } catch {
    // Ended meanwhile, or another user's, whose index lock would not be ours either.
    return false;
  }
}

/** Reading commands take no lock. */
function writes(commandLine: string): boolean {
  return !/\0(status|diff|log|show|rev-parse|cat-file|ls-files|ls-tree|config|for-each-ref)\0/.test(
    commandLine,
  );
}
