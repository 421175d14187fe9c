import { ok } from "../core/result.ts";
import { askQuestion } from "../loop/ask.ts";
import type { Command } from "./invocation.ts";
import { progress } from "./progress.ts";
import { proposedJson, proposedText } from "./propose.ts";
import { wire } from "./wire.ts";

/** `agentix ask QUESTION…` */
export const askCommand: Command = async (invocation) => {
  const { report, done } = progress(invocation, false);
  const wired = await wire(invocation, { nix: true, mends: true, report });
  if (!wired.ok) return wired;
  const asked = await askQuestion(wired.value.context, invocation.args.join(" "));
  done();
  if (!asked.ok) return asked;
  const said = { proposal: null, already: [], ...asked.value };
  const { proposal: _, ...json } = proposedJson(said);
  const text = await proposedText(invocation, wired.value.git, said);
  return text.ok ? ok({ json, text: text.value }) : text;
};
