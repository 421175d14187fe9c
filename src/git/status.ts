import { existsSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "../core/result.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, pathOf, records, text } from "./output.ts";

/** What `git status` says, without untracked files. */
export interface Status {
  /** null on an unborn branch. */
  readonly head: string | null;
  /** Short name of the branch; null on a detached HEAD. */
  readonly branch: string | null;
  /** Tracked paths whose index or work tree differs from HEAD. */
  readonly dirty: readonly string[];
  readonly unmerged: readonly string[];
}

/** Compares HEAD, index and work tree; refreshes nothing on disk and looks into no submodule. */
export async function readStatus(repo: Repo): Promise<Result<Status>> {
  const status = await repo.tree({
    args: [
      "status",
      "--porcelain=v2",
      "--branch",
      "-z",
      "--untracked-files=no",
      "--ignore-submodules=dirty",
      "--no-renames",
      "--no-ahead-behind",
    ],
  });
  if (status.code !== 0) return gitProblem(status, "compare the work tree with HEAD");
  const parsed = parseStatus(status.stdout);
  if (parsed.branch !== "(detached)") return ok(parsed);
  // That is what git prints without a branch, and a name that a branch can have.
  const symbolic = await repo.tree({ args: ["symbolic-ref", "-q", "HEAD"] });
  return ok({ ...parsed, branch: symbolic.code === 0 ? parsed.branch : null });
}

/** Reads `status --porcelain=v2 --branch -z`; the branch as git prints it. */
function parseStatus(bytes: Uint8Array): Status {
  let branch: string | null = null;
  let head: string | null = null;
  const dirty: string[] = [];
  const unmerged: string[] = [];
  for (const record of records(bytes)) {
    const kind = String.fromCharCode(record[0] ?? 0);
    if (kind === "#") {
      const oid = /^# branch\.oid ([0-9a-f]+)$/.exec(text(record));
      if (oid?.[1]) head = oid[1];
      const name = /^# branch\.head (.*)$/s.exec(text(record));
      if (name?.[1]) branch = name[1];
    }
    if (kind === "1") dirty.push(pathOf(afterFields(record, 8)));
    if (kind === "u") {
      const path = pathOf(afterFields(record, 10));
      dirty.push(path);
      unmerged.push(path);
    }
  }
  return { head, branch, dirty, unmerged };
}

/** The rest of a record after `count` fields that end with one space each. */
function afterFields(record: Uint8Array, count: number): Uint8Array {
  let at = 0;
  for (let field = 0; field < count; field += 1) at = record.indexOf(0x20, at) + 1;
  return record.subarray(at);
}

const operations: readonly (readonly [file: string, name: string])[] = [
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["MERGE_HEAD", "merge"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
  ["sequencer", "cherry-pick"],
  ["BISECT_LOG", "bisect"],
];

/** The git operation that was begun in this work tree and not ended; undefined when there is none. */
export function operationInProgress(repo: Repo): string | undefined {
  return operations.find(([file]) => existsSync(join(repo.gitDir, file)))?.[1];
}
