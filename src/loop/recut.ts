import { type Cuts, cutMore, pieceWith } from "../core/patch/cuts.ts";
import { type PatchFile, parsePatch } from "../core/patch/patch.ts";
import { recutComments, recutDecisions } from "../core/patch/pieces.ts";
import { recutEdited } from "../core/patch/recut-edited.ts";
import { splitCuts } from "../core/patch/split.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Context } from "./context.ts";
import { raised } from "./doubts.ts";
import { attachHunks } from "./findings.ts";
import { reviewable } from "./hunks.ts";

/** How hunks are to be cut: all cuts as they should be, or hunks to split further. */
export interface Cutting {
  readonly cuts?: Cuts;
  readonly split?: readonly string[];
}

/**
 * The proposal with its hunks cut that way. Pieces keep the decision on their lines, and each is judged
 * by the options on its own lines. Nothing is stored.
 */
export async function recut(
  context: Context,
  proposal: Proposal,
  { cuts = proposal.cuts ?? {}, split = [] }: Cutting,
): Promise<Result<Proposal>> {
  const before = proposal.cuts ?? {};
  if (split.length === 0 && JSON.stringify(cuts) === JSON.stringify(before)) return ok(proposal);
  const bytes = await context.git.patch(proposal.base, proposal.original);
  if (!bytes.ok) return bytes;
  const patch = parsePatch(bytes.value);
  let wanted = usable(patch, cuts);
  for (const id of split) {
    const piece = pieceWith(patch, wanted, id);
    const places = piece ? splitCuts(piece) : [];
    if (!piece || places.length === 0)
      return problem("usage", `Hunk ${id} cannot be split: it is one change.`);
    wanted = cutMore(wanted, piece.parent, places);
  }
  const decided = Object.fromEntries(hunksOf(proposal).map(({ id, decision }) => [id, decision]));
  const decisions = recutDecisions(patch, before, wanted, decided);
  const { verification, explanation, base, original } = proposal;
  const effects = verification?.effects.length ? verification.effects : explanation.effects;
  const known = new Map(Object.entries(decisions));
  const cut = await reviewable(context, base, original, {
    effects,
    decisions: known,
    cuts: wanted,
    before: proposal.files,
  });
  if (!cut.ok) return cut;
  const review = raised(cut.value, proposal);
  const findings = attachHunks(proposal.findings, review, proposal);
  const { comments } = proposal;
  const kept = comments ? { comments: recutComments(patch, before, wanted, comments) } : {};
  return ok({
    ...proposal,
    ...kept,
    ...recutEdited(proposal, patch, wanted),
    files: review.files,
    findings,
    cuts: wanted,
  });
}

/** The cuts that this patch can have. */
function usable(patch: readonly PatchFile[], cuts: Cuts): Cuts {
  let result: Cuts = {};
  for (const { hunks } of patch)
    for (const hunk of hunks) result = cutMore(result, hunk, cuts[hunk.id] ?? []);
  return result;
}
