import { ok } from "../core/result.ts";
import { revise } from "../loop/revise.ts";
import type { Command } from "./invocation.ts";
import { progress } from "./progress.ts";
import { proposedJson, proposedText } from "./propose.ts";
import { wire } from "./wire.ts";

/** `agentix revise ID [WORDS…]` */
export const reviseCommand: Command = async (invocation) => {
  const { report, done } = progress(invocation, false);
  const wired = await wire(invocation, { nix: true, mends: true, report });
  if (!wired.ok) return wired;
  const [id = "", ...words] = invocation.args;
  const revised = await revise(wired.value.context, id, words.join(" "));
  done();
  if (!revised.ok) return revised;
  const text = await proposedText(invocation, wired.value.git, revised.value);
  return text.ok ? ok({ json: proposedJson(revised.value), text: text.value }) : text;
};
