import { ok, type Result } from "../core/result.ts";
import { review } from "../loop/review.ts";
import { describeHunks } from "./describe.ts";
import { type Command, type Invocation, type Reply, textOption } from "./invocation.ts";
import { painter } from "./print.ts";
import { reviewInWords } from "./review-words.ts";
import { proposalJson } from "./view.ts";
import { wire } from "./wire.ts";

function ids(invocation: Invocation, name: string): string[] {
  return (textOption(invocation, name) ?? "").split(/[\s,]+/).filter((id) => id !== "");
}

/** `agentix review ID [--accept H,…] [--reject H,…] [--accept-all] [--split H,…]`; without flags, the UI. */
export const reviewCommand: Command = async (invocation): Promise<Result<Reply>> => {
  const words = await reviewInWords(invocation);
  if (words) return words;
  const accept = ids(invocation, "accept");
  const reject = ids(invocation, "reject");
  const acceptAll = invocation.options.acceptAll === true;
  const flags = ["accept", "reject", "acceptAll", "split"].some(
    (name) => invocation.options[name] !== undefined,
  );
  if (!flags) return (await import("./tui.ts")).tui(invocation);
  const wired = await wire(invocation, { nix: false, mends: true });
  if (!wired.ok) return wired;
  const reviewed = await review(wired.value.context, invocation.args[0] ?? "", {
    accept,
    reject,
    acceptAll,
    split: ids(invocation, "split"),
  });
  if (!reviewed.ok) return reviewed;
  const proposal = reviewed.value;
  const left = proposal.files
    .flatMap(({ hunks }) => hunks)
    .filter(({ decision }) => decision === "undecided");
  const high = left.filter(({ tier }) => tier === "high").length;
  return ok({
    json: { proposal: proposalJson(proposal) },
    text: [
      describeHunks(painter(invocation.color), proposal),
      ...(acceptAll && high > 0
        ? [`${high} of tier high left undecided: accept those one by one.`]
        : []),
      proposal.verification === null
        ? `Next: agentix verify ${proposal.id}`
        : `Next: agentix approve ${proposal.id}`,
    ].join("\n"),
  });
};
