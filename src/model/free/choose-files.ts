import { namesFile, namingWords } from "../../core/free-goal.ts";
import { ok, type Result } from "../../core/result.ts";
import type { PlanContext } from "../../ports/planner.ts";
import { tokensOf } from "../meter.ts";
import { framed } from "./prompt.ts";

/** A file as the model sees it: whole, secrets masked. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
}

const mostRead = 60;

/** The files that the goal is about, best first, as far as they fit: those that it names, then those that speak of its words. */
export async function shownFor(
  context: PlanContext,
  room: number,
): Promise<Result<readonly ShownFile[]>> {
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
    const cost = tokensOf(framed({ path, text }, 99));
    if (cost > left) continue;
    left -= cost;
    chosen.push({ path, text });
  }
  return ok(chosen);
}
