import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { isOpen } from "./life.ts";
import { resolve } from "./review.ts";

const longest = 2000;

/**
 * Keeps a person's words about a hunk on the proposal, in the place of what they said about it before; no
 * words take the comment away. Nothing else changes.
 */
export async function comment(
  context: Context,
  reference: string,
  wanted: string,
  words: string,
): Promise<Result<Proposal>> {
  const text = words.trim();
  if (text.length > longest)
    return problem("usage", `The comment has ${text.length} characters; ${longest} are kept.`, {
      hint: "Say it shorter, or edit the hunk.",
    });
  const done = await context.store.withLock(async (): Promise<Result<Proposal>> => {
    const found = await context.store.find(reference);
    if (!found.ok) return found;
    const open = isOpen(found.value, "commented on");
    if (!open.ok) return open;
    const hunk = resolve(found.value, wanted);
    if (!hunk.ok) return hunk;
    const { comments = [] } = found.value;
    const others = comments.filter((one) => one.hunk !== hunk.value);
    if (text === "" && others.length === comments.length)
      return problem("usage", "The comment is empty.", { hint: "Say what should be different." });
    const at = context.clock.now().toISOString();
    const proposal: Proposal = {
      ...found.value,
      comments: text === "" ? others : [...others, { hunk: hunk.value, text, at }],
      updatedAt: at,
    };
    const details = { hunk: hunk.value, text };
    const recorded = await record(
      context,
      "comment",
      text === "" ? "taken back" : "kept",
      details,
      proposal,
    );
    if (!recorded.ok) return recorded;
    const saved = await context.store.save(proposal);
    return saved.ok ? ok(proposal) : saved;
  });
  return done.ok ? done : refuse(context, "comment", done.problem);
}
