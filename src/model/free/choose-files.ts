import { namesFile, namingWords } from "../../core/free-goal.ts";
import { ok, type Result } from "../../core/result.ts";
import type { PlanContext } from "../../ports.ts";

/** A file as the model sees it: whole, secrets masked. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
}

/** Characters of files in one prompt: with rules and form it stays below 3 000 tokens. */
const room = 6500;
const mostRead = 60;

/** The files that the goal is about, best first: those that it names, then those that speak of its words. */
export async function shownFor(context: PlanContext): Promise<Result<readonly ShownFile[]>> {
  const paths = await context.shownFiles();
  if (!paths.ok) return paths;
  const words = namingWords(context.goal).map((word) => word.toLowerCase());
  const rated: (ShownFile & { score: number })[] = [];
  for (const path of paths.value.slice(0, mostRead)) {
    const shown = await context.showFile(path);
    if (!shown.ok) continue;
    const low = shown.value.toLowerCase();
    const mentioned = words.filter((word) => low.includes(word)).length;
    const score = (namesFile(context.goal, path) ? 10 : 0) + mentioned;
    if (score > 0) rated.push({ path, text: shown.value, score });
  }
  const chosen: ShownFile[] = [];
  let left = room;
  for (const { path, text } of rated.toSorted((a, b) => b.score - a.score)) {
    if (text.length > left) continue;
    left -= text.length;
    chosen.push({ path, text });
  }
  return ok(chosen);
}
