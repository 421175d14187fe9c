import { ok, problem, type Result } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { comment } from "../loop/comment.ts";
import { revise } from "../loop/revise.ts";
import { openAsker } from "./ask.ts";
import { describeHunks } from "./describe.ts";
import {
  type Draft,
  describeEdit,
  describeUnchanged,
  editHunk,
  type HunkEdit,
} from "./edit-hunk.ts";
import { atTerminal, type Invocation, type Reply, textOption } from "./invocation.ts";
import { painter } from "./print.ts";
import { progress } from "./progress.ts";
import { proposedJson, proposedText } from "./propose.ts";
import { proposalJson } from "./view.ts";
import { type Wired, wire } from "./wire.ts";

/** `agentix review ID --edit HUNK | --comment HUNK=TEXT | --revise`; undefined where none is asked for. */
export async function reviewInWords(invocation: Invocation): Promise<Result<Reply> | undefined> {
  const hunk = textOption(invocation, "edit");
  const said = textOption(invocation, "comment");
  const again = invocation.options.revise === true;
  if (hunk === undefined && said === undefined && !again) return undefined;
  if (hunk !== undefined && (said !== undefined || again))
    return problem("usage", "--edit goes alone.", { hint: "Edit first, then comment." });
  if (hunk !== undefined && (!atTerminal(invocation) || invocation.json))
    return problem("not-a-terminal", "An editor needs a terminal.", {
      hint: "Without one: comment on the hunk (--comment HUNK=TEXT) and plan again (--revise).",
    });
  const { report, done } = progress(invocation, false);
  const wired = await wire(invocation, { nix: hunk !== undefined || again, mends: true, report });
  if (!wired.ok) return wired;
  const result = await (hunk !== undefined
    ? edit(invocation, wired.value, hunk, done)
    : speak(invocation, wired.value, said, again));
  done();
  return result;
}

async function speak(
  invocation: Invocation,
  { context, git }: Wired,
  said: string | undefined,
  again: boolean,
): Promise<Result<Reply>> {
  const id = invocation.args[0] ?? "";
  if (said !== undefined) {
    const at = said.indexOf("=");
    if (at < 0)
      return problem("usage", "A comment is written as HUNK=TEXT.", {
        hint: `For example: agentix review ${safe(id)} --comment 3f2a="use 8443"`,
      });
    const kept = await comment(context, id, said.slice(0, at).trim(), said.slice(at + 1));
    if (!kept.ok) return kept;
    if (!again)
      return ok({
        json: { proposal: proposalJson(kept.value) },
        text: `The comment is kept. Next: agentix review ${kept.value.id} --revise`,
      });
  }
  const revised = await revise(context, id);
  if (!revised.ok) return revised;
  const text = await proposedText(invocation, git, revised.value);
  return text.ok ? ok({ json: proposedJson(revised.value), text: text.value }) : text;
}

async function edit(
  invocation: Invocation,
  { context, process }: Wired,
  hunk: string,
  quiet: () => void,
): Promise<Result<Reply>> {
  const parts = {
    context,
    process,
    env: invocation.env,
    away: <T>(_waiting: string, run: () => Promise<T>) => run(),
  };
  let draft: Draft | undefined;
  for (;;) {
    const done: Result<HunkEdit> = await editHunk(parts, invocation.args[0] ?? "", hunk, draft);
    if (!done.ok) return done;
    if (done.value.kind === "edited") {
      const { proposal } = done.value;
      const hunks = describeHunks(painter(invocation.color), proposal);
      const next = `Next: agentix show ${proposal.id}   or: agentix verify ${proposal.id}`;
      const text = [describeEdit(done.value), hunks, next].join("\n");
      return ok({ json: { proposal: proposalJson(proposal) }, text });
    }
    if (done.value.kind !== "refused")
      return ok({ json: {}, text: describeUnchanged(done.value.kind) });
    draft = done.value.draft;
    const why = draft.problem;
    if (!why) return ok({ json: {}, text: "" });
    quiet();
    invocation.io.error.write(`${safe(why.message, { multiline: true })}\n`);
    const asker = openAsker(invocation);
    const answer = await asker.ask("Edit again, with the text as you left it? [y/N] ");
    asker.close();
    if (!/^y(es)?$/i.test(answer)) return { ok: false, problem: why };
  }
}
