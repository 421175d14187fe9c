import { ok } from "../core/result.ts";
import { reject } from "../loop/reject.ts";
import { type Command, textOption } from "./invocation.ts";
import { proposalJson } from "./view.ts";
import { wire } from "./wire.ts";

/** `agentix reject ID [--why TEXT]` */
export const rejectCommand: Command = async (invocation) => {
  const wired = await wire(invocation, { nix: false, mends: true });
  if (!wired.ok) return wired;
  const why = textOption(invocation, "why");
  const rejected = await reject(wired.value.context, invocation.args[0] ?? "", why);
  if (!rejected.ok) return rejected;
  return ok({
    json: { proposal: proposalJson(rejected.value) },
    text: `Rejected ${rejected.value.id}.`,
  });
};
