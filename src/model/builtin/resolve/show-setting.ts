import { type OptionInfo, showPath } from "../../../core/option.ts";
import { firstSentence } from "../../../core/sentence.ts";
import { saysNothing, words } from "../../../core/words.ts";
import { emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { plainType } from "../fits.ts";
import { wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";

/**
 * "Show hidden files in finder" asks for a setting where exactly one switch says all of these words of itself ("Whether
 * to always show hidden files"). Returns whether one did.
 */
export function setShown(env: Env, item: readonly Token[]): boolean {
  const asked = ["show", ...wordsOf(item)].join(" ");
  const wanted = words(asked).filter((word) => !saysNothing(word));
  const says = ({ path, type, description }: OptionInfo) => {
    const own = new Set(words(`${path.join(" ")} ${firstSentence(description)}`));
    return plainType(type).kind === "bool" && wanted.every((word) => own.has(word));
  };
  const [only, ...others] = wanted.length < 3 ? [] : env.world.search(asked, 10).filter(says);
  if (!only || others.length > 0) return false;
  note(
    env.draft,
    `“${asked}” is read as ${showPath(only.path)}, which says: ${firstSentence(only.description)}`,
  );
  return emit(env.draft, env.world, { path: only.path, operation: "set", value: true });
}
