import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename, join } from "node:path";
import type { Repo } from "./locate.ts";

/** A variable in the environment of the git that applies, so that a later agentix finds it. */
export function applyMarker(id: string): Record<string, string> {
  return { AGENTIX_APPLY: id };
}

/**
 * Is a git process at work in this repository: the one of apply `id`, one that has the index lock open,
 * or any git whose folder is the work tree? `unknown` where the system has no /proc.
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
