import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { notBuilt } from "../core/verification.ts";
import { approvable, approve, approveByRule } from "../loop/approve.ts";
import { refuse } from "../loop/audit.ts";
import type { Context } from "../loop/context.ts";
import { review } from "../loop/review.ts";
import { verify } from "../loop/verify.ts";
import { openAsker } from "./ask.ts";
import { describeHunks, describePatch, describeProposal } from "./describe.ts";
import { atTerminal, type Command, type Invocation, type Reply } from "./invocation.ts";
import { painter } from "./print.ts";
import { progress } from "./progress.ts";
import { proposalJson } from "./view.ts";
import { wire } from "./wire.ts";

/** `agentix approve ID`: shows what is approved and asks; the default is no. */
export const approveCommand: Command = async (invocation) => {
  const wired = await wire(invocation, { nix: false, mends: true });
  if (!wired.ok) return wired;
  const { context } = wired.value;
  if (invocation.options.yes === true) return byRule(context, invocation.args[0] ?? "");
  const ready = await readyToShow(invocation, context, invocation.args[0] ?? "");
  if (!ready.ok) return refuse(context, "approve", ready.problem);
  const shown = await askPerson(invocation, context, ready.value);
  if (!shown.ok) return shown;
  const approved = await approve(context, shown.value);
  if (!approved.ok) return approved;
  const { id, approval } = approved.value;
  return ok({
    json: { proposal: proposalJson(approved.value) },
    text: `Approved until ${approval?.expiresAt}. Next: agentix apply ${id}`,
  });
};

/** `--yes`: a script asks, and a rule of the configuration answers. */
async function byRule(context: Context, reference: string): Promise<Result<Reply>> {
  const approved = await approveByRule(context, reference);
  if (!approved.ok) return approved;
  const { id, approval } = approved.value;
  return ok({
    json: { proposal: proposalJson(approved.value) },
    text: `Approved by the rule ${approval?.by.rule} until ${approval?.expiresAt}. Next: agentix apply ${id}`,
  });
}

/**
 * What may be shown for approval. A person at a terminal need not type `verify` after rejecting a hunk:
 * a candidate that nobody has verified is verified here first.
 */
async function readyToShow(
  invocation: Invocation,
  context: Context,
  reference: string,
): Promise<Result<Proposal>> {
  const now = await approvable(context, reference);
  const scripted = !atTerminal(invocation) || invocation.json;
  if (now.ok || scripted || now.problem.code !== "verification-failed") return now;
  const found = await context.store.find(reference);
  if (!found.ok || found.value.verification?.candidate === found.value.candidate) return now;
  invocation.io.output.write(
    `${found.value.id} is not verified as it stands now, so that comes first.\n`,
  );
  const { report, done } = progress(invocation, true);
  const wired = await wire(invocation, { nix: true, report });
  if (!wired.ok) return wired;
  const verified = await verify(wired.value.context, reference);
  done();
  return verified.ok ? approvable(context, reference) : verified;
}

/**
 * Shows a verified proposal and takes the person's word. Hunks of tier high that are undecided are
 * asked one at a time. A rejected hunk makes another candidate, which must be verified first.
 */
export async function askPerson(
  invocation: Invocation,
  context: Context,
  proposal: Proposal,
): Promise<Result<Proposal>> {
  if (!atTerminal(invocation) || invocation.json)
    return refuse(
      context,
      "approve",
      {
        code: "approval-missing",
        message: `${proposal.id} waits for a person: approval needs a terminal.`,
        hint: `At a terminal, without --json: agentix approve ${proposal.id}`,
      },
      proposal,
    );
  const paint = painter(invocation.color);
  const write = (text: string) => invocation.io.output.write(`${text}\n`);
  const patch = await context.git.patch(proposal.base, proposal.candidate);
  if (!patch.ok) return patch;
  const wanted = hunksOf(proposal).filter(({ decision }) => decision !== "rejected");
  const visible = {
    ...proposal,
    files: proposal.files.map((file) => ({
      ...file,
      hunks: file.hunks.filter(({ decision }) => decision !== "rejected"),
    })),
  };
  write(describePatch(paint, visible, patch.value));
  write("");
  write(describeProposal(paint, proposal, proposal.state));
  write("");
  write(describeHunks(paint, proposal));
  if (proposal.verification?.until === "evaluate")
    write("\nVerified by evaluation only: nothing was built.");
  else
    for (const id of proposal.verification ? notBuilt(proposal.verification) : [])
      write(`\n${safe(id)} was evaluated, not built: it is for another platform.`);
  const asker = openAsker(invocation);
  try {
    const undecided = wanted.filter(
      ({ decision, tier }) => decision === "undecided" && tier === "high",
    );
    const accepted: string[] = [];
    for (const hunk of undecided) {
      const answer = await asker.ask(`Hunk ${hunk.id} is of tier high. Accept it? [y/N] `);
      if (!/^y(es)?$/i.test(answer)) return declined(context, proposal, hunk.id);
      accepted.push(hunk.id);
    }
    const total = hunksOf(proposal).length;
    const answer = await asker.ask(
      `Approve ${wanted.length} of ${total} hunks as the next commit on ${safe(proposal.branch)}? [y/N] `,
    );
    if (!/^y(es)?$/i.test(answer)) return declined(context, proposal);
    if (accepted.length === 0) return ok(proposal);
    return await review(context, proposal.id, { accept: accepted, reject: [] });
  } finally {
    asker.close();
  }
}

async function declined(
  context: Context,
  proposal: Proposal,
  hunk?: string,
): Promise<Result<never>> {
  const refusal = problem("approval-declined", `${proposal.id} is not approved.`, {
    hint: hunk
      ? `To go on without this hunk: agentix review ${proposal.id} --reject ${hunk}, then verify.`
      : `To turn it down for good: agentix reject ${proposal.id}`,
  });
  return refuse(context, "approve", refusal.problem, proposal);
}
