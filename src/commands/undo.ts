import { ok } from "../core/result.ts";
import { undo } from "../loop/undo.ts";
import type { Command } from "./invocation.ts";
import { progress } from "./progress.ts";
import { proposedJson, proposedText } from "./propose.ts";
import { wire } from "./wire.ts";

/** `agentix undo ID` */
export const undoCommand: Command = async (invocation) => {
  const { report, done } = progress(invocation, false);
  const wired = await wire(invocation, { nix: true, mends: true, report });
  if (!wired.ok) return wired;
  const made = await undo(wired.value.context, invocation.args[0] ?? "");
  done();
  if (!made.ok) return made;
  const text = await proposedText(invocation, wired.value.git, made.value);
  return text.ok ? ok({ json: proposedJson(made.value), text: text.value }) : text;
};
