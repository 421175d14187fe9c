import { tierOfProposal } from "../core/change-kind.ts";
import type { Observation } from "../core/observation.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Verification } from "../core/verification.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { verificationDigest } from "./digest.ts";
import { raised } from "./doubts.ts";
import { summarise } from "./explain.ts";
import { attachHunks } from "./findings.ts";
import { reviewable } from "./hunks.ts";
import { isOpen } from "./life.ts";
import { observe } from "./observe.ts";
import { onCurrentBase } from "./rebase.ts";

export interface Verified {
  readonly proposal: Proposal;
  readonly verification: Verification;
  /** True when the base had moved and the proposal was put on top of the new one. */
  readonly rebased: boolean;
}

/** Runs the ladder on a proposal's candidate and stores the result. Re-bases it first when needed. */
export async function verify(
  context: Context,
  reference: string,
  until: "evaluate" | "build" = "build",
): Promise<Result<Verified>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const open = isOpen(found.value, "verified");
  if (!open.ok) return refuse(context, "verify", open.problem, found.value);
  const observation = await observe(context);
  if (!observation.ok) return refuse(context, "verify", observation.problem, found.value);
  const based = await onCurrentBase(context, observation.value.repo, found.value);
  if (!based.ok) return refuse(context, "verify", based.problem, found.value);
  const { proposal } = based.value;
  if (
    proposal.candidate === proposal.base ||
    hunksOf(proposal).every((h) => h.decision === "rejected")
  )
    return refuse(
      context,
      "verify",
      {
        code: "wrong-state",
        message: `Every hunk of ${proposal.id} is rejected, so there is nothing to verify.`,
        hint: `Accept a hunk, or reject the proposal: agentix reject ${proposal.id}`,
      },
      proposal,
    );
  const { test } = await import("./test.ts");
  const tested = await test(context, observation.value, proposal, until);
  if (!tested.ok) return refuse(context, "verify", tested.problem, proposal);
  const touched = await lockWritten(context, observation.value);
  if (!touched.ok) return refuse(context, "verify", touched.problem, proposal);
  if (context.signal?.aborted)
    return refuse(context, "verify", { code: "interrupted", message: "Interrupted." }, proposal);
  return settle(context, proposal, tested.value, based.value.rebased);
}

/** Files of which at least one hunk is not rejected. */
function keptPaths(files: Proposal["files"]): string[] {
  return files
    .filter(({ hunks }) => hunks.some(({ decision }) => decision !== "rejected"))
    .map(({ path }) => path);
}

/** Nix must never write the lock of the work tree; if it did, nothing that it said counts. */
async function lockWritten(context: Context, before: Observation): Promise<Result<void>> {
  const now = await context.git.observe();
  if (!now.ok) return now;
  const written = now.value.dirty.filter(
    (path) => /(^|\/)flake\.lock$/.test(path) && !before.repo.dirty.includes(path),
  );
  if (written.length === 0) return ok(undefined);
  return problem("tree-changed", `${written.join(", ")} changed while the proposal was verified.`, {
    hint: "If you did not change it, look at it: git diff. Then verify again.",
  });
}

async function settle(
  context: Context,
  tested: Proposal,
  verification: Verification,
  rebased: boolean,
): Promise<Result<Verified>> {
  return context.store.withLock(async () => {
    const now = await context.store.find(tested.id);
    if (!now.ok) return now;
    const still = isOpen(now.value, "verified");
    if (!still.ok) return still;
    if (now.value.candidate !== tested.candidate)
      return problem(
        "stale-proposal",
        `${tested.id} was reviewed while it was verified, so this result is not about it any more.`,
        { hint: `Verify it again: agentix verify ${tested.id}` },
      );
    const decisions = new Map(hunksOf(now.value).map((h) => [h.id, h.decision]));
    const { original, base, cuts } = now.value;
    const effects =
      verification.effects.length > 0 ? verification.effects : now.value.explanation.effects;
    const review = await reviewable(context, base, original, {
      effects,
      decisions,
      cuts,
      before: now.value.files,
    });
    if (!review.ok) return review;
    const { files, ...about } = raised(review.value, now.value);
    const findings = attachHunks(verification.findings, { files, ...about }, now.value);
    const result = { ...verification, findings };
    const isJudged = verification.ok || verification.effects.length > 0;
    const proposal: Proposal = {
      ...now.value,
      state: verification.ok ? "verified" : "failed",
      updatedAt: context.clock.now().toISOString(),
      files,
      // A ladder that stopped before it compared options has nothing to say against them.
      findings: isJudged ? findings : now.value.findings,
      verification: result,
      approval: null,
      explanation: {
        ...now.value.explanation,
        summary: summarise(effects, keptPaths(files)),
        effects: [...effects],
      },
    };
    const recorded = await record(
      context,
      "verify",
      verification.ok ? "passed" : "failed",
      {
        until: verification.until,
        steps: verification.steps.map(({ name, target, status }) => ({ name, target, status })),
        toplevels: verification.toplevels,
        tier: tierOfProposal(proposal),
        digest: verificationDigest(result),
      },
      proposal,
    );
    if (!recorded.ok) return recorded;
    const saved = await context.store.save(proposal);
    return saved.ok ? ok({ proposal, verification: result, rebased }) : saved;
  });
}
