import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";
import { type Change, changesBetween } from "./changes.ts";
import { filteredFiles, type Repo } from "./locate.ts";
import { gitProblem, records, text } from "./output.ts";
import { lockFiles } from "./running.ts";
import { operationInProgress, readStatus } from "./status.ts";
import { isAncestor, notAnId } from "./tree.ts";
import { pathStates } from "./worktree-files.ts";

/** Which commit should become the next one of which branch. */
export interface ApplyRequest {
  readonly proposal: string;
  readonly branch: string;
  readonly base: string;
  readonly commit: string;
}

/** Everything that must hold before anything is written. `done` when the branch has the commit already. */
export async function checkApply(
  repo: Repo,
  request: ApplyRequest,
): Promise<Result<{ done: boolean; changes: readonly Change[] }>> {
  const { base, commit, branch } = request;
  const bad = notAnId(base) ?? notAnId(commit);
  if (bad) return bad;
  const operation = operationInProgress(repo);
  if (operation)
    return problem("operation-in-progress", `A ${operation} is in progress in ${repo.root}.`, {
      hint: `Finish it, or end it with git ${operation} ${operation === "bisect" ? "reset" : "--abort"}.`,
      details: { operation },
    });
  const status = await readStatus(repo);
  if (!status.ok) return status;
  const { head } = status.value;
  if (status.value.branch === null)
    return problem("detached-head", "HEAD is detached: no branch is checked out to apply to.", {
      hint: `git switch ${branch}`,
    });
  if (head === null) return problem("unborn-branch", "The branch has no commit yet.");
  if (status.value.branch !== branch)
    return problem(
      "moved-branch",
      `The proposal was made on ${branch}, but ${status.value.branch} is checked out.`,
      { hint: `git switch ${branch}, or propose again here.`, details: { branch, head } },
    );
  if (head !== base) {
    const contained = await isAncestor(repo, commit, head);
    if (!contained.ok) return contained;
    if (contained.value) return ok({ done: true, changes: [] });
    return problem(
      "moved-branch",
      `${branch} moved since the proposal was verified: it is at ${head.slice(0, 12)}, not at ${base.slice(0, 12)}.`,
      {
        hint: "Run verify: it re-bases the proposal on the branch and tests it again.",
        details: { branch, base, head },
      },
    );
  }
  const descends = await isAncestor(repo, base, commit);
  if (!descends.ok) return descends;
  if (!descends.value)
    return problem("stale-proposal", "The commit to apply does not follow the branch's commit.");
  const lock = lockFiles(repo, branch).find((file) => existsSync(file));
  if (lock !== undefined)
    return problem("operation-in-progress", "Another git process is changing this work tree.", {
      hint: `Wait for it. If none runs, a crashed one left ${lock}: remove that file.`,
      details: { operation: "lock", file: lock },
    });
  const { dirty } = status.value;
  if (dirty.length > 0) return dirtyTree(dirty);
  const filtered = await filteredFiles(repo);
  if (!filtered.ok) return filtered;
  const changes = await changesBetween(repo, base, commit);
  if (!changes.ok) return changes;
  const refusal =
    (await hiddenEdits(repo, changes.value)) ??
    collisions(repo, changes.value) ??
    filterOn(changes.value, filtered.value) ??
    oddFiles(changes.value) ??
    (await otherWorkTrees(repo, branch));
  return refusal ?? ok({ done: false, changes: changes.value });
}

function dirtyTree(dirty: readonly string[]): Result<never> {
  const shown = dirty.slice(0, 5).join(", ");
  const more = dirty.length > 5 ? ` and ${dirty.length - 5} more` : "";
  return problem("dirty-tree", `The tree has changes that are not committed: ${shown}${more}.`, {
    hint: "Commit or stash them, then apply again.",
    details: { dirty: dirty.slice(0, 200) },
  });
}

/** Edits that `git update-index --assume-unchanged` or `--skip-worktree` hides from status; git would overwrite them. */
async function hiddenEdits(
  repo: Repo,
  changes: readonly Change[],
): Promise<Result<never> | undefined> {
  const tracked = changes.filter((change) => change.before !== null).map((change) => change.path);
  if (tracked.length === 0) return undefined;
  const exit = await repo.tree({ args: ["ls-files", "-v", "-z", "--", ...tracked] });
  if (exit.code !== 0) return gitProblem(exit, "list tracked files");
  const hidden = new Set<string>();
  for (const record of records(exit.stdout).map(text))
    if (/^[a-zS] /.test(record)) hidden.add(record.slice(2));
  const concerned = changes.filter((change) => hidden.has(change.path));
  if (concerned.length === 0) return undefined;
  const sides = await pathStates(repo, concerned);
  if (!sides.ok) return sides;
  const edited = concerned.filter((change) => {
    const state = sides.value.get(change.path);
    return state !== "before" && state !== "after" && !(repo.sparse && state === "absent");
  });
  if (edited.length === 0) return undefined;
  const files = edited.map((change) => change.path);
  return problem(
    "dirty-tree",
    `Edits hidden from git (assume-unchanged or skip-worktree) would be overwritten: ${files.join(", ")}.`,
    {
      hint: "git update-index --no-assume-unchanged --no-skip-worktree FILE shows them again; commit or stash them.",
      details: { dirty: files },
    },
  );
}

/** Files, ignored ones included, that lie where the commit puts a new one. */
function collisions(repo: Repo, changes: readonly Change[]): Result<never> | undefined {
  const leaving = new Set(changes.filter((each) => each.after === null).map((each) => each.path));
  const files: string[] = [];
  for (const { path } of changes.filter((each) => each.before === null)) {
    const parts = path.split("/");
    for (let count = 1; count <= parts.length; count += 1) {
      const part = parts.slice(0, count).join("/");
      const stat = lstatSync(join(repo.root, part), { throwIfNoEntry: false });
      if (!stat) break;
      if ((count === parts.length || !stat.isDirectory()) && !leaving.has(part)) {
        files.push(part);
        break;
      }
    }
  }
  if (files.length === 0) return undefined;
  return problem(
    "untracked-collision",
    `Files that git does not track are in the way: ${files.join(", ")}.`,
    {
      hint: "Move them away or commit them, then apply again.",
      details: { files },
    },
  );
}

function filterOn(
  changes: readonly Change[],
  filtered: readonly { path: string; filter: string }[],
): Result<never> | undefined {
  const hit = filtered.find((each) => changes.some((change) => change.path === each.path));
  if (!hit) return undefined;
  return problem(
    "unsafe-repository",
    `${hit.path} passes through the filter program ${hit.filter}.`,
    {
      hint: "Agentix does not run it, so it cannot write this file.",
      details: { keys: [`filter.${hit.filter}`], files: [hit.path] },
    },
  );
}

function oddFiles(changes: readonly Change[]): Result<never> | undefined {
  const odd = changes.find((change) =>
    [change.before, change.after].some((side) => side && !/^100(644|755)$/.test(side.mode)),
  );
  if (!odd) return undefined;
  return problem(
    "unsafe-repository",
    `${odd.path} is a symbolic link or submodule; Agentix changes neither.`,
    {
      details: { files: [odd.path] },
    },
  );
}

async function otherWorkTrees(repo: Repo, branch: string): Promise<Result<never> | undefined> {
  const exit = await repo.tree({ args: ["worktree", "list", "--porcelain", "-z"] });
  if (exit.code !== 0) return gitProblem(exit, "list the work trees");
  let folder = "";
  let count = 0;
  for (const line of records(exit.stdout).map(text)) {
    if (line.startsWith("worktree ")) {
      folder = line.slice("worktree ".length);
      count += 1;
    }
    // The main one comes first; in a submodule git prints its git folder, not where it is.
    const ours = count === 1 ? repo.gitDir === repo.commonDir : folder === repo.root;
    if (line === `branch refs/heads/${branch}` && !ours)
      return problem("operation-in-progress", `${branch} is checked out in ${folder} too.`, {
        hint: "Moving the branch would make that work tree look changed. Switch one of them to another branch.",
        details: { operation: "worktree", folder },
      });
  }
  return undefined;
}
