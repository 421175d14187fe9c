import { randomBytes } from "node:crypto";
import type { Approval } from "../core/approval.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { delegatedTo } from "./delegate.ts";
import { approvalInputs, digestOf } from "./digest.ts";
import { currentState, isOpen } from "./life.ts";

/** A proposal that may be shown to a person for approval; otherwise what is missing. */
export async function approvable(context: Context, reference: string): Promise<Result<Proposal>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const proposal = found.value;
  const open = isOpen(proposal, "approved");
  if (!open.ok) return open;
  const repo = await context.git.observe();
  if (!repo.ok) return repo;
  if (repo.value.branch === null)
    return problem("detached-head", "HEAD is detached, so there is no branch to apply to.", {
      hint: "Check out a branch: git switch BRANCH",
    });
  if (currentState(proposal, repo.value) === "stale")
    return problem(
      "stale-proposal",
      `${repo.value.branch} has moved since ${proposal.id} was made.`,
      {
        hint: `Put it on top and test it again: agentix verify ${proposal.id}`,
        details: { base: proposal.base, head: repo.value.head },
      },
    );
  if (hunksOf(proposal).every(({ decision }) => decision === "rejected"))
    return problem("wrong-state", `Every hunk of ${proposal.id} is rejected.`, {
      hint: `Reject the proposal: agentix reject ${proposal.id}`,
    });
  const verification = proposal.verification;
  if (!verification || verification.candidate !== proposal.candidate)
    return problem("verification-failed", `${proposal.id} is not verified as it stands now.`, {
      hint: `Verify it first: agentix verify ${proposal.id}`,
    });
  if (!verification.ok)
    return problem("verification-failed", `${proposal.id} did not pass verification.`, {
      hint: `See why: agentix show ${proposal.id}`,
    });
  return ok(proposal);
}

/**
 * Mints a person's approval for exactly what was shown. `shown` is the proposal as the person saw
 * it; anything that changed since makes this fail. Undecided hunks count as accepted from here on:
 * the person saw them in the summary that they confirmed.
 */
export async function approve(context: Context, shown: Proposal): Promise<Result<Proposal>> {
  return mint(context, shown, async () => ok({ kind: "human", user: context.actor.user }));
}

/**
 * Mints an approval for a proposal that a rule delegates, in that rule's name; `apply` asks the rule again. Without such
 * a rule the problem says why none covers it.
 */
export async function approveByRule(
  context: Context,
  reference: string,
): Promise<Result<Proposal>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  return mint(context, found.value, async (proposal) => {
    const rule = await delegatedTo(context, proposal, "apply");
    if (!rule.ok) return rule;
    return ok({ kind: "policy", user: context.actor.user, rule: rule.value.name });
  });
}

async function mint(
  context: Context,
  shown: Proposal,
  inWhoseName: (proposal: Proposal) => Promise<Result<Approval["by"]>>,
): Promise<Result<Proposal>> {
  const done = await context.store.withLock(async (): Promise<Result<Proposal>> => {
    const current = await approvable(context, shown.id);
    if (!current.ok) return current;
    if (
      current.value.candidate !== shown.candidate ||
      current.value.verification?.at !== shown.verification?.at
    )
      return problem("approval-invalid", `${shown.id} changed while it was shown.`, {
        hint: "Look at it again, then approve.",
      });
    const by = await inWhoseName(current.value);
    if (!by.ok) return by;
    const decided: Proposal = {
      ...current.value,
      files: current.value.files.map((file) => ({
        ...file,
        hunks: file.hunks.map((hunk) =>
          hunk.decision === "undecided" ? { ...hunk, decision: "accepted" as const } : hunk,
        ),
      })),
    };
    const inputs = await approvalInputs(context, decided, decided.verification?.nix ?? "");
    if (!inputs.ok) return inputs;
    const now = context.clock.now();
    const minted = {
      id: randomBytes(8).toString("hex"),
      proposal: decided.id,
      candidate: decided.candidate,
      inputs: inputs.value,
      by: by.value,
      at: now.toISOString(),
      expiresAt: new Date(now.getTime() + context.approvalMinutes * 60_000).toISOString(),
    };
    const approval: Approval = { ...minted, digest: digestOf(minted) };
    const approved: Proposal = {
      ...decided,
      state: "approved",
      approval,
      updatedAt: now.toISOString(),
    };
    const recorded = await record(
      context,
      "approve",
      "approved",
      {
        approval: approval.id,
        digest: approval.digest,
        expiresAt: approval.expiresAt,
        ...(by.value.rule === undefined ? {} : { rule: by.value.rule }),
      },
      approved,
    );
    if (!recorded.ok) return recorded;
    const saved = await context.store.save(approved);
    return saved.ok ? ok(approved) : saved;
  });
  return done.ok ? done : refuse(context, "approve", done.problem, shown);
}
