import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ok, problem, type Result } from "../core/result.ts";
import { type Change, changesBetween } from "./changes.ts";
import type { Journal } from "./journal.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, text } from "./output.ts";
import { applyMarker, applyRef, gitAtWork, lockFiles } from "./running.ts";
import { isAncestor } from "./tree.ts";
import { indexSides, pathStates } from "./worktree-files.ts";

/**
 * Brings an apply that may have stopped anywhere to one of its two ends. The branch decides: it has the
 * new commit → index and files get it too; it has the old one → they get that back. Content that is neither
 * the old nor the new one is never overwritten; then everything is left alone and named.
 * Doing this again, or being killed in it, does no harm.
 */
export async function settle(
  repo: Repo,
  journal: Journal,
): Promise<Result<"applied" | "untouched">> {
  const quiet = await untilQuiet(repo, journal);
  if (!quiet.ok) return quiet;
  const side = await branchSide(repo, journal);
  if (!side.ok) return side;
  if (side.value.gone) return ok(side.value.outcome);
  const { outcome } = side.value;
  const changes = await changesBetween(repo, journal.base, journal.commit);
  if (!changes.ok) return changes;
  const done = outcome === "applied" ? "after" : "before";
  const first = await compareAll(repo, changes.value, done);
  if (!first.ok) return first;
  if (first.value.foreign.length > 0) return foreign(journal, first.value.foreign);
  if (first.value.open.length > 0) {
    const mended = await mend(repo, journal, first.value.open, done);
    if (!mended.ok) return mended;
    const second = await compareAll(repo, changes.value, done);
    if (!second.ok) return second;
    if (second.value.open.length > 0 || second.value.foreign.length > 0)
      return foreign(journal, [
        ...second.value.open.map((each) => each.path),
        ...second.value.foreign,
      ]);
  }
  flush(repo, changes.value);
  return ok(outcome);
}

/** Keeps the git process of this apply from beginning, waits for it if it has, and removes the locks that a killed one left. */
async function untilQuiet(repo: Repo, journal: Journal): Promise<Result<void>> {
  const stopped = await repo.objects({ args: ["update-ref", "-d", applyRef(journal.id)] });
  if (stopped.code !== 0) return gitProblem(stopped, "end the apply");
  for (let tries = 0; ; tries += 1) {
    const working = gitAtWork(repo, journal.id);
    const locks = lockFiles(repo, journal.branch).filter((file) => existsSync(file));
    if (working === "none" && locks.length === 0) return ok(undefined);
    // There was no lock when the journal was written, so one that is newer and has no owner is ours.
    if (working === "none" && locks.every((file) => isNewer(file, journal))) {
      const left = locks.find((file) => !removed(file));
      if (left === undefined) return ok(undefined);
      return problem("read-only-repository", `${left} cannot be removed.`);
    }
    if (tries >= 100)
      return problem("unfinished-apply", `Another git process is at work in ${repo.root}.`, {
        hint: `Wait for it, then run this again.${locks[0] ? ` If none runs, a crashed one left ${locks[0]}: remove it.` : ""}`,
        details: { proposal: journal.proposal, locks },
      });
    await sleep(100);
  }
}

function isNewer(file: string, journal: Journal): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  // Two seconds for file systems with coarse times.
  return stat === undefined || stat.ctimeMs >= journal.startedMs - 2000;
}

function removed(file: string): boolean {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
}

async function branchSide(
  repo: Repo,
  journal: Journal,
): Promise<Result<{ outcome: "applied" | "untouched"; gone: boolean }>> {
  const [tip, head] = await Promise.all([
    repo.tree({ args: ["rev-parse", "--verify", "--quiet", `refs/heads/${journal.branch}`] }),
    repo.tree({ args: ["symbolic-ref", "-q", "HEAD"] }),
  ]);
  const at = text(tip.stdout).trim();
  const here = text(head.stdout).trim() === `refs/heads/${journal.branch}`;
  if (at === "") return ok({ outcome: "untouched", gone: true });
  if (at === journal.base) return ok({ outcome: "untouched", gone: !here });
  if (at === journal.commit) return ok({ outcome: "applied", gone: !here });
  // The branch went on after the crash: whoever did that has dealt with the tree.
  const contained = await isAncestor(repo, journal.commit, at);
  if (!contained.ok) return contained;
  return ok({ outcome: contained.value ? "applied" : "untouched", gone: true });
}

interface Compared {
  /** Paths that are not yet as they should be. */
  readonly open: readonly Change[];
  readonly foreign: readonly string[];
}

async function compareAll(
  repo: Repo,
  changes: readonly Change[],
  done: "before" | "after",
): Promise<Result<Compared>> {
  const states = await pathStates(repo, changes);
  if (!states.ok) return states;
  const index = await indexSides(
    repo,
    changes.map((change) => change.path),
  );
  if (!index.ok) return index;
  const open: Change[] = [];
  const foreignPaths: string[] = [];
  for (const change of changes) {
    const entry = index.value.get(change.path) ?? null;
    const staged = (["before", "after"] as const).filter((name) => sameSide(entry, change[name]));
    let state = states.value.get(change.path) ?? "foreign";
    // Outside a sparse checkout the file is rightly absent.
    const onDisk = state === "torn" || state === "foreign" || (state !== "absent" && change[state]);
    if (!onDisk && entry?.skipped) state = done;
    if (state === "foreign" || staged.length === 0) foreignPaths.push(change.path);
    else if (state !== done || !staged.includes(done)) open.push(change);
  }
  return ok({ open, foreign: foreignPaths });
}

function sameSide(
  entry: { mode: string; blob: string } | null,
  side: { mode: string; blob: string } | null,
): boolean {
  if (entry === null || side === null) return entry === side;
  return entry.mode === side.mode && entry.blob === side.blob;
}

function foreign(journal: Journal, files: readonly string[]): Result<never> {
  return problem(
    "unfinished-apply",
    `Applying ${journal.proposal} was interrupted, and these files are neither as before nor as after it: ${files.join(", ")}.`,
    {
      hint: "Save your version of them, run git restore --source=HEAD --staged --worktree on them, then run this again.",
      details: { proposal: journal.proposal, commit: journal.commit, files },
    },
  );
}

/** Writes index and files of these paths as the `done` side has them. All were compared before. */
async function mend(
  repo: Repo,
  journal: Journal,
  open: readonly Change[],
  done: "before" | "after",
): Promise<Result<void>> {
  const env = applyMarker(journal.id);
  const kept = open.filter((change) => change[done] !== null).map((change) => change.path);
  const gone = open.filter((change) => change[done] === null).map((change) => change.path);
  if (gone.length > 0) {
    const removed = await repo.tree({
      args: ["update-index", "-z", "--force-remove", "--stdin"],
      input: gone.map((path) => `${path}\0`).join(""),
      env,
    });
    if (removed.code !== 0) return gitProblem(removed, "take files out of the index");
    for (const path of gone) removeFile(repo.root, path);
  }
  if (kept.length > 0) {
    const source = done === "after" ? journal.commit : journal.base;
    const restored = await repo.tree({
      args: [
        "restore",
        `--source=${source}`,
        "--staged",
        "--worktree",
        "--no-progress",
        "--no-recurse-submodules",
        "--pathspec-from-file=-",
        "--pathspec-file-nul",
      ],
      input: kept.map((path) => `${path}\0`).join(""),
      env,
    });
    if (restored.code !== 0) return gitProblem(restored, "write the files");
  }
  return ok(undefined);
}

/** Removes a file and the folders that it leaves empty. */
function removeFile(root: string, path: string): void {
  try {
    unlinkSync(join(root, path));
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder))
      rmdirSync(join(root, folder));
  } catch {
    // Absent, or a folder that holds something: what is left is compared again.
  }
}

/** Makes the written files durable before the journal goes. Best effort: some file systems cannot. */
function flush(repo: Repo, changes: readonly Change[]): void {
  for (const { path } of changes) {
    try {
      const file = openSync(join(repo.root, path), "r");
      try {
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch {
      // Deleted by the change.
    }
  }
}
