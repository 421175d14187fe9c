import { ok } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { apply } from "../loop/apply.ts";
import type { Command } from "./invocation.ts";
import { proposalJson } from "./view.ts";
import { wire } from "./wire.ts";

/** `agentix apply ID` */
export const applyCommand: Command = async (invocation) => {
  const wired = await wire(invocation, { nix: true });
  if (!wired.ok) return wired;
  const applied = await apply(wired.value.context, invocation.args[0] ?? "");
  if (!applied.ok) return applied;
  const { id, applied: commit, branch } = applied.value;
  return ok({
    json: { proposal: proposalJson(applied.value), commit },
    text: `Applied ${id}: ${safe(branch)} is at ${commit?.slice(0, 12)}. To take it back: agentix undo ${id}`,
  });
};
