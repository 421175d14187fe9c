import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";
import type { ApplyOutcome } from "../ports/git.ts";
import type { Exit } from "../ports/system.ts";
import { readIdentity } from "./identity.ts";
import { readJournal, removeJournal, writeJournal } from "./journal.ts";
import { type GitDeps, locate, type Repo } from "./locate.ts";
import { gitProblem } from "./output.ts";
import { type ApplyRequest, checkApply } from "./preconditions.ts";
import { applyMarker, applyRef } from "./running.ts";
import { settle } from "./settle.ts";

/*
 * Guarantees and their reasons: docs/decisions/0003-apply.md.
 * journal → one git process that outlives us → compare what it did → journal removed.
 */

/** Moves the checked-out branch from base to commit, work tree and index with it, or changes nothing. */
export async function apply(
  deps: GitDeps,
  repo: Repo,
  request: ApplyRequest,
): Promise<Result<ApplyOutcome>> {
  const pending = await recover(deps, repo);
  if (!pending.ok) return pending;
  const checked = await checkApply(repo, request);
  if (!checked.ok) return checked;
  if (checked.value.done) return ok("already-applied");

  const id = randomBytes(8).toString("hex");
  const journal = { id, ...request, root: repo.root, startedMs: Date.now() };
  const written = await writeJournal(deps.files, repo, journal);
  if (!written.ok) return written;
  const ready = await repo.objects({ args: ["update-ref", applyRef(id), request.commit] });
  if (ready.code !== 0) {
    await removeJournal(deps.files, repo);
    return gitProblem(ready, "prepare the apply");
  }
  const trace = join(repo.stateDir, "tmp", `apply-${id}`);
  mkdirSync(join(repo.stateDir, "tmp"), { recursive: true, mode: 0o700 });
  const exit = await fastForward(deps, repo, request, id, trace);
  const why = errorsIn(trace);
  rmSync(trace, { force: true });

  const settled = await settle(repo, journal);
  if (!settled.ok) return settled;
  const removed = await removeJournal(deps.files, repo);
  if (!removed.ok) return removed;
  if (settled.value === "applied") return ok("applied");
  // git refused. What it refused is most likely a change between our look and its own: look again.
  const again = await checkApply(repo, request);
  if (!again.ok) return again;
  return gitProblem({ ...exit, stderr: Buffer.from(why) }, "apply the commit; nothing was changed");
}

function fastForward(
  deps: GitDeps,
  repo: Repo,
  request: ApplyRequest,
  id: string,
  trace: string,
): Promise<Exit> {
  return readIdentity(deps, repo).then((identity) =>
    repo.tree({
      args: [
        "merge",
        "--ff-only",
        "--quiet",
        "--no-stat",
        "--no-progress",
        "--no-squash",
        "--no-autostash",
        "--no-overwrite-ignore",
        "--no-verify",
        "--no-verify-signatures",
        "--no-gpg-sign",
        applyRef(id),
      ],
      env: {
        GIT_REFLOG_ACTION: `agentix apply ${request.proposal}`,
        // git's error messages without a pipe: one that broke would kill it half-way.
        GIT_TRACE2_EVENT: trace,
        ...applyMarker(id),
        ...(identity.ok
          ? identity.value
          : { GIT_COMMITTER_NAME: "Agentix", GIT_COMMITTER_EMAIL: "agentix@localhost" }),
      },
      detached: true,
    }),
  );
}

/** Error messages in git's event trace, one a line. */
function errorsIn(trace: string): string {
  try {
    return readFileSync(trace, "utf8")
      .split("\n")
      .filter((line) => line.includes('"event":"error"'))
      .map((line) => (JSON.parse(line) as { msg?: string }).msg ?? "")
      .join("\n");
  } catch {
    return "";
  }
}

/** Finishes or takes back an apply that was killed; null when there was none. */
export async function recover(
  deps: GitDeps,
  repo: Repo,
): Promise<Result<{ proposal: string; commit: string; outcome: ApplyOutcome } | null>> {
  const journal = await readJournal(deps.files, repo);
  if (!journal.ok) return journal;
  if (journal.value === null) return ok(null);
  const { root, proposal, commit } = journal.value;
  // It may have happened in another work tree of this repository.
  const place = root === repo.root ? ok(repo) : await locate({ ...deps, dir: root });
  if (!place.ok)
    return problem(
      "unfinished-apply",
      `Applying ${proposal} was interrupted in ${root}, which is not usable: ${place.problem.message}`,
      {
        hint: `Bring it back, or move ${join(repo.stateDir, "journal.json")} away.`,
        details: { proposal, commit, root },
      },
    );
  const settled = await settle(place.value, journal.value);
  if (!settled.ok) return settled;
  const removed = await removeJournal(deps.files, repo);
  if (!removed.ok) return removed;
  return ok({ proposal, commit, outcome: settled.value });
}
