import type { Approval } from "../core/approval.ts";
import type { RepoState } from "../core/observation.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { isOpen } from "./life.ts";
import { finishApplied, recover } from "./recover.ts";
import { stillValid } from "./still-valid.ts";

/**
 * Makes the approved candidate the branch's next commit. Everything that the approval is bound to
 * is computed again first; a killed run is finished by the next one (see recover.ts).
 */
export async function apply(context: Context, reference: string): Promise<Result<Proposal>> {
  const recovered = await recover(context);
  if (!recovered.ok) return recovered;
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  if (recovered.value?.id === found.value.id && found.value.state === "applied")
    return ok(found.value);
  const done = await context.store.withLock(() => applyLocked(context, found.value.id));
  return done.ok ? done : refuse(context, "apply", done.problem, found.value);
}

async function applyLocked(context: Context, id: string): Promise<Result<Proposal>> {
  const found = await context.store.find(id);
  if (!found.ok) return found;
  const open = isOpen(found.value, "applied");
  if (!open.ok) return open;
  const proposal = found.value;
  const { approval } = proposal;
  if (!approval)
    return problem("approval-missing", `${id} is not approved.`, {
      hint: `A person approves at a terminal: agentix approve ${id}`,
    });
  const repo = await context.git.observe();
  if (!repo.ok) return repo;
  const place = fits(proposal, repo.value);
  if (!place.ok) return place;
  const valid = await stillValid(context, proposal, approval);
  if (!valid.ok) return valid;

  const started = await record(context, "apply", "started", { approval: approval.id }, proposal);
  if (!started.ok) return started;
  const commit = await context.git.finalCommit({
    tree: valid.value,
    base: proposal.base,
    message: messageOf(proposal, approval, started.value),
  });
  if (!commit.ok) return commit;
  const marked = await context.store.save({ ...proposal, applying: commit.value });
  if (!marked.ok) return marked;
  const applied = await context.git.apply({
    proposal: id,
    branch: proposal.branch,
    base: proposal.base,
    commit: commit.value,
  });
  if (!applied.ok || applied.value === "untouched") {
    // Still under way, or stopped by files that are neither old nor new: the mark lets a later run finish it.
    if (!applied.ok && applied.problem.code === "unfinished-apply") return applied;
    await context.store.save(proposal);
    return applied.ok
      ? problem(
          "moved-branch",
          `${proposal.branch} moved while ${id} was applied; nothing was changed.`,
          {
            hint: `Verify it on the new base: agentix verify ${id}`,
          },
        )
      : applied;
  }
  return finishApplied(context, proposal, commit.value, "applied");
}

/** The repository must stand exactly where the proposal was verified. */
function fits(proposal: Proposal, repo: RepoState): Result<void> {
  if (repo.branch === null)
    return problem("detached-head", "HEAD is detached, so there is no branch to apply to.", {
      hint: `Check out the branch: git switch ${proposal.branch}`,
    });
  if (repo.branch !== proposal.branch)
    return problem(
      "moved-branch",
      `${proposal.id} was made on ${proposal.branch}, but ${repo.branch} is checked out.`,
      { hint: `git switch ${proposal.branch}, or verify it here: agentix verify ${proposal.id}` },
    );
  if (repo.head !== proposal.base)
    return problem("moved-branch", `${repo.branch} has moved since ${proposal.id} was approved.`, {
      hint: `Put it on top and test it again: agentix verify ${proposal.id}`,
      details: { base: proposal.base, head: repo.head },
    });
  if (repo.dirty.length > 0)
    return problem(
      "dirty-tree",
      `The tree has changes that are not committed (${listSome(repo.dirty)}).`,
      {
        hint: `Commit or stash them, then apply again: agentix apply ${proposal.id}`,
        details: { dirty: repo.dirty },
      },
    );
  return ok(undefined);
}

function listSome(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).join(", ");
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}

function messageOf(
  proposal: Proposal,
  approval: Approval,
  audit: { seq: number; hash: string },
): string {
  const goal = safe(proposal.goal.replaceAll(/\s+/g, " ").trim());
  const subject = goal.length > 72 ? `${goal.slice(0, 71)}…` : goal;
  const { rule } = approval.by;
  const byRule = rule === undefined ? "" : ` by the rule ${rule}`;
  const body = goal.length > 72 ? `${goal}\n\n` : "";
  return `${subject}

${body}${proposal.explanation.summary}.

Agentix-Proposal: ${proposal.id}
Agentix-Approval: ${approval.id} ${approval.by.user}${byRule}
Agentix-Audit: ${audit.seq} ${audit.hash}
`;
}
