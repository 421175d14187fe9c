import { safe } from "../core/text.ts";

/** A goal in one line for a commit's subject: at most 200 characters, and nothing in it stays hidden. */
export function subjectOf(goal: string): string {
  return safe(goal.replaceAll(/\s+/g, " ").trim().slice(0, 200));
}
