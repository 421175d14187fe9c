import { ok, problem, type Result } from "../core/result.ts";
import type { Git } from "../ports/git.ts";
import type { Clock } from "../ports/system.ts";
import { apply, recover } from "./apply.ts";
import { makeCommit } from "./candidate.ts";
import { fingerprint } from "./fingerprint.ts";
import { readIdentity } from "./identity.ts";
import { type GitDeps, locate, type Repo } from "./locate.ts";
import { observe } from "./observe.ts";
import { gitProblem, text } from "./output.ts";
import { makePatch } from "./patch.ts";
import { rebase } from "./rebase.ts";
import { isAncestor, listFiles, notAnId, readFile, treeOf } from "./tree.ts";

export interface OpenGit extends GitDeps {
  readonly clock: Clock;
}

/** The repository that holds `deps.dir`. It is found on first use; nothing happens before. */
export function openGit(deps: OpenGit): Git {
  let found: Promise<Result<Repo>> | undefined;
  let versionKnown = false;
  /** Kept once it succeeds; a failure is tried again, because people mend things. */
  async function within<T>(work: (repo: Repo) => Promise<Result<T>>): Promise<Result<T>> {
    found ??= locate(deps, { versionKnown });
    const repo = await found;
    if (!repo.ok) {
      found = undefined;
      return repo;
    }
    versionKnown = true;
    return work(repo.value);
  }
  /** The same with the configuration read again, for calls that look at or write the work tree. */
  function afresh<T>(work: (repo: Repo) => Promise<Result<T>>): Promise<Result<T>> {
    found = undefined;
    return within(work);
  }
  return {
    observe: () => afresh(observe),
    files: (commit, folder) => within((repo) => listFiles(repo, commit, folder)),
    read: (commit, path) => within((repo) => readFile(repo, commit, path)),
    commit: (request) => within((repo) => makeCommit(repo, request)),
    patch: (base, commit) => within((repo) => makePatch(repo, base, commit)),
    treeOf: (commit) => within((repo) => treeOf(repo, commit)),
    keep: (id, commit, name) => within((repo) => keep(repo, id, commit, name)),
    rebase: (request) => within((repo) => rebase(repo, request)),
    isAncestor: (ancestor, commit) => within((repo) => isAncestor(repo, ancestor, commit)),
    fingerprint: () => within(fingerprint),
    finalCommit: (request) => within((repo) => finalCommit(deps, repo, request)),
    apply: (request) => afresh((repo) => apply(deps, repo, request)),
    recover: () => afresh((repo) => recover(deps, repo)),
  };
}

async function keep(repo: Repo, id: string, commit: string, name?: string): Promise<Result<void>> {
  const bad = notAnId(commit);
  if (bad) return bad;
  if (![id, name ?? "x"].every((part) => /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(part)))
    return problem("git-failed", `${JSON.stringify(`${id}/${name}`)} cannot name a ref.`);
  const ref =
    name === undefined ? `refs/agentix/proposals/${id}` : `refs/agentix/kept/${id}/${name}`;
  const exit = await repo.objects({ args: ["update-ref", ref, commit] });
  return exit.code === 0 ? ok(undefined) : gitProblem(exit, `write ${ref}`);
}

async function finalCommit(
  deps: OpenGit,
  repo: Repo,
  request: { tree: string; base: string; message: string },
): Promise<Result<string>> {
  const bad = notAnId(request.tree) ?? notAnId(request.base);
  if (bad) return bad;
  const identity = await readIdentity(deps, repo);
  if (!identity.ok) return identity;
  const date = gitDate(deps.clock.now());
  const exit = await repo.objects({
    args: ["commit-tree", request.tree, "-p", request.base, "-F", "-"],
    input: request.message.endsWith("\n") ? request.message : `${request.message}\n`,
    env: { ...identity.value, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  });
  return exit.code === 0 ? ok(text(exit.stdout).trim()) : gitProblem(exit, "store the commit");
}

/** Seconds and the local time zone, as git writes dates. */
function gitDate(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
  return `@${Math.floor(date.getTime() / 1000)} ${offset < 0 ? "-" : "+"}${hours}${minutes}`;
}
