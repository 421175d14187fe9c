import type { Approval } from "../core/approval.ts";
import { ok } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { currentState } from "../loop/life.ts";
import {
  describeHunks,
  describePatch,
  describeProposal,
  describeVerification,
} from "./describe.ts";
import type { Command } from "./invocation.ts";
import { painter } from "./print.ts";
import { proposalJson } from "./view.ts";
import { wire } from "./wire.ts";

/** `agentix show ID [--patch]` */
export const showCommand: Command = async (invocation) => {
  const wired = await wire(invocation, { nix: false });
  if (!wired.ok) return wired;
  const { git, store } = wired.value;
  const found = await store.find(invocation.args[0] ?? "");
  if (!found.ok) return found;
  const proposal = found.value;
  const repo = await git.observe();
  if (!repo.ok) return repo;
  const bare = invocation.options.patch === true;
  const patch = await git.patch(proposal.base, bare ? proposal.candidate : proposal.original);
  if (!patch.ok) return patch;
  const json = {
    proposal: proposalJson(proposal, repo.value),
    ...(bare ? { patch: new TextDecoder().decode(patch.value) } : {}),
  };
  if (bare) return ok({ json, text: "", bytes: patch.value });
  const paint = painter(invocation.color);
  const { approval, verification, why } = proposal;
  return ok({
    json,
    text: [
      describeProposal(paint, proposal, currentState(proposal, repo.value)),
      "",
      describePatch(paint, proposal, patch.value),
      "",
      "Hunks",
      describeHunks(paint, proposal),
      ...(verification ? ["", describeVerification(paint, verification)] : []),
      ...(approval
        ? [
            "",
            `Approved by ${approverOf(approval)} at ${approval.at}, valid until ${approval.expiresAt}.`,
          ]
        : []),
      ...(why === undefined ? [] : ["", `Rejected: ${safe(why)}`]),
    ].join("\n"),
  });
};

/** Whose word an approval is: a person's, or a rule's of the configuration that delegates this. */
function approverOf({ by }: Approval): string {
  return by.rule === undefined
    ? safe(by.user)
    : `the rule ${safe(by.rule)} (run by ${safe(by.user)})`;
}
