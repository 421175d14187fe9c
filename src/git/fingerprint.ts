import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "../core/result.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, records, text } from "./output.ts";

/**
 * A digest of all that proposing must leave alone: HEAD and its branch, the index file byte by byte,
 * and kind, size and times of every tracked file (flake.lock among them).
 */
export async function fingerprint(repo: Repo): Promise<Result<string>> {
  const [head, symbolic, listed] = await Promise.all([
    repo.tree({ args: ["rev-parse", "--verify", "--quiet", "HEAD"] }),
    repo.tree({ args: ["symbolic-ref", "-q", "HEAD"] }),
    repo.tree({ args: ["ls-files", "-z"] }),
  ]);
  if (listed.code !== 0) return gitProblem(listed, "list tracked files");
  const digest = createHash("sha256");
  digest.update(`${text(head.stdout)}\0${text(symbolic.stdout)}\0`);
  digest.update(readOrNothing(join(repo.gitDir, "index")));
  for (const path of records(listed.stdout)) {
    digest.update(path);
    digest.update(statLine(Buffer.concat([Buffer.from(`${repo.root}/`), path])));
  }
  return ok(digest.digest("hex"));
}

function statLine(path: Buffer): string {
  try {
    const stat = lstatSync(path, { bigint: true });
    return `\0${stat.mode} ${stat.size} ${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs}\n`;
  } catch {
    return "\0absent\n";
  }
}

function readOrNothing(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}
