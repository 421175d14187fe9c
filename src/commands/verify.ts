import { exitCodes } from "../core/errors.ts";
import { ok, problem } from "../core/result.ts";
import { verify } from "../loop/verify.ts";
import { describeVerification } from "./describe.ts";
import { type Command, textOption } from "./invocation.ts";
import { painter } from "./print.ts";
import { progress } from "./progress.ts";
import { wire } from "./wire.ts";

/** `agentix verify ID [--until evaluate|build]` */
export const verifyCommand: Command = async (invocation) => {
  const until = textOption(invocation, "until") ?? "build";
  if (until !== "evaluate" && until !== "build")
    return problem("usage", `--until takes evaluate or build, not ${JSON.stringify(until)}.`);
  const { report, done } = progress(invocation, true);
  const wired = await wire(invocation, { nix: true, mends: true, report });
  if (!wired.ok) return wired;
  const verified = await verify(wired.value.context, invocation.args[0] ?? "", until);
  done();
  if (!verified.ok) return verified;
  const { proposal, verification, rebased } = verified.value;
  return ok({
    json: { verification, ...(rebased ? { rebased } : {}) },
    text: [
      ...(rebased
        ? [`The branch had moved: ${proposal.id} is now based on ${proposal.base.slice(0, 12)}.`]
        : []),
      describeVerification(painter(invocation.color), verification),
      verification.ok
        ? `Next: agentix approve ${proposal.id}`
        : `Next: change the goal, or reject it: agentix reject ${proposal.id}`,
    ].join("\n"),
    exit: verification.ok ? exitCodes.done : exitCodes.verification,
  });
};
