import type { Proposal } from "../core/proposal.ts";
import { ok } from "../core/result.ts";
import { run } from "../loop/run.ts";
import { askPerson } from "./approve.ts";
import type { Command } from "./invocation.ts";
import { progress } from "./progress.ts";
import { proposedJson, proposedText } from "./propose.ts";
import { proposalJson } from "./view.ts";
import { wire } from "./wire.ts";

/** `agentix run GOAL… [--yes]` */
export const runCommand: Command = async (invocation) => {
  const { report, done } = progress(invocation, true);
  const wired = await wire(invocation, { nix: true, mends: true, report });
  if (!wired.ok) return wired;
  const { context, git } = wired.value;
  const askAtTerminal = (proposal: Proposal) => {
    done();
    return askPerson(invocation, context, proposal);
  };
  const ask = invocation.options.yes === true ? "rule" : askAtTerminal;
  const ran = await run(context, invocation.args.join(" "), ask);
  done();
  if (!ran.ok) return ran;
  const { proposed, verified, applied } = ran.value;
  if (!applied) {
    const text = await proposedText(invocation, git, proposed);
    return text.ok ? ok({ json: proposedJson(proposed), text: text.value }) : text;
  }
  return ok({
    json: {
      proposal: proposalJson(applied),
      verification: verified?.verification ?? null,
      commit: applied.applied,
    },
    text: `Applied ${applied.id} as ${applied.applied?.slice(0, 12)}. To take it back: agentix undo ${applied.id}`,
  });
};
