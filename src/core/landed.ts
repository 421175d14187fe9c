import type { Hunk } from "./hunk.ts";
import type { PlacedIntent } from "./intent.ts";
import { showPath } from "./option.ts";
import type { Proposal } from "./proposal.ts";

/**
 * The intents that were written inside the new lines of a hunk of this file; where a person moved them, those
 * on the options that the hunk touches.
 */
export function landedIn(
  { intents }: Pick<Proposal, "intents">,
  path: string,
  { newStart, newLines, options = [] }: Pick<Hunk, "newStart" | "newLines" | "options">,
): readonly PlacedIntent[] {
  const own = intents.filter(({ file }) => file === path);
  const inside = own.filter(
    ({ line }) => line !== null && line >= newStart && line < newStart + Math.max(1, newLines),
  );
  return inside.length > 0 ? inside : own.filter((one) => options.includes(showPath(one.path)));
}
