import { safe } from "../../../core/text.ts";
import { ask } from "../draft.ts";
import type { Env } from "../env.ts";

/** Characters of a description that a question quotes. */
const quoted = 70;

/** Asks which package some words mean that name none, each with what it says of itself; false where nothing fits. */
export async function suggestPackages(env: Env, words: string): Promise<boolean> {
  const found = words === "" ? [] : await env.world.searchPackages(words, 5);
  if (found.length === 0) return false;
  const lines = found.map(({ name, description, flags }) => {
    const marks = flags.length > 0 ? ` (${flags.join(", ")})` : "";
    const cut = description.length > quoted ? `${description.slice(0, quoted)}…` : description;
    return `${name}${marks}${cut === "" ? "" : `: ${safe(cut)}`}`;
  });
  ask(
    env.draft,
    `There is no package ${JSON.stringify(words)}. Is one of these meant? ${lines.join("; ")}`,
    found.map(({ name }) => `install ${name}`),
  );
  return true;
}
