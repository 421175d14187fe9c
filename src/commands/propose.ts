import { showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { propose } from "../loop/propose.ts";
import type { Proposed } from "../loop/store-proposal.ts";
import type { Git } from "../ports/git.ts";
import { besideText, describePatch, describeProposal } from "./describe.ts";
import type { Command, Invocation } from "./invocation.ts";
import { painter } from "./print.ts";
import { progress } from "./progress.ts";
import { proposalJson } from "./view.ts";
import { wire } from "./wire.ts";

/** `agentix propose GOAL…` */
export const proposeCommand: Command = async (invocation) => {
  const { report, done } = progress(invocation, false);
  const wired = await wire(invocation, { nix: true, mends: true, report });
  if (!wired.ok) return wired;
  const proposed = await propose(wired.value.context, invocation.args.join(" "));
  done();
  if (!proposed.ok) return proposed;
  const text = await proposedText(invocation, wired.value.git, proposed.value);
  return text.ok ? ok({ json: proposedJson(proposed.value), text: text.value }) : text;
};

/** The contract's JSON for what came of a goal. */
export function proposedJson({
  proposal,
  questions,
  notes,
  already,
  answers,
  beside,
}: Proposed): Record<string, unknown> {
  return {
    proposal: proposal ? proposalJson(proposal) : null,
    ...(answers.length > 0 ? { answers } : {}),
    ...(beside ? { beside: { id: beside.id, goal: beside.goal } } : {}),
    ...(questions.length > 0 ? { questions } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    ...(already.length > 0
      ? {
          already: already.map(({ path, targets, file }) => ({
            option: showPath(path),
            targets,
            file,
          })),
        }
      : {}),
  };
}

/** What came of a goal, for a person: diff, explanation, and what to type next. */
export async function proposedText(
  invocation: Invocation,
  git: Git,
  { proposal, questions, notes, already, answers, beside }: Proposed,
): Promise<Result<string>> {
  const paint = painter(invocation.color);
  const parts: string[] = answers.map(({ text }) => safe(text, { multiline: true }));
  for (const { question, choices } of questions) {
    parts.push(`? ${safe(question, { multiline: true })}`);
    for (const choice of choices ?? []) parts.push(`    ${safe(choice)}`);
  }
  for (const { path, targets, file } of already)
    parts.push(
      `Already so on ${targets.map((target) => safe(target)).join(", ")}: ${safe(showPath(path))}${file ? ` (${safe(file)})` : ""}`,
    );
  if (!proposal) {
    for (const note of notes) parts.push(safe(note));
    if (already.length + questions.length + answers.length === 0) parts.push("Nothing to change.");
    return ok(parts.join("\n"));
  }
  const patch = await git.patch(proposal.base, proposal.candidate);
  if (!patch.ok) return patch;
  parts.push(
    describePatch(paint, proposal, patch.value),
    "",
    describeProposal(paint, proposal, proposal.state),
    "",
    ...(beside ? [`${besideText(beside)}: agentix review ${beside.id}`, ""] : []),
    `Next: agentix verify ${proposal.id}   or: agentix review ${proposal.id}`,
  );
  return ok(parts.join("\n"));
}
