import { hunksOf, type Proposal } from "../proposal.ts";
import type { Cuts } from "./cuts.ts";
import type { PatchFile } from "./patch.ts";
import { recutDecisions } from "./pieces.ts";

/** Which hunks a person wrote, after they were cut another way: a piece with a line of an edited one is edited. */
export function recutEdited(
  proposal: Proposal,
  patch: readonly PatchFile[],
  cuts: Cuts,
): Pick<Proposal, "edited"> {
  const { edited } = proposal;
  if (!edited) return {};
  const marks = hunksOf(proposal).map(
    ({ id }) => [id, edited.includes(id) ? "accepted" : "rejected"] as const,
  );
  const after = recutDecisions(patch, proposal.cuts ?? {}, cuts, Object.fromEntries(marks));
  return { edited: Object.keys(after).filter((id) => after[id] !== "rejected") };
}
