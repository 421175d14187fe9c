import type { Hunk } from "./hunk.ts";
import type { PlacedIntent } from "./intent.ts";
import type { Proposal } from "./proposal.ts";

/** The intents that were written inside the new lines of a hunk of this file. */
export function landedIn(
  { intents }: Pick<Proposal, "intents">,
  path: string,
  { newStart, newLines }: Pick<Hunk, "newStart" | "newLines">,
): readonly PlacedIntent[] {
  return intents.filter(
    ({ file, line }) =>
      file === path && line !== null && line >= newStart && line < newStart + Math.max(1, newLines),
  );
}
