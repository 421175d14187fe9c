import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A goal as a person would type it, and the options that an expert would take for it. */
export interface Goal {
  readonly area: string;
  readonly text: string;
  readonly accepted: ReadonlySet<string>;
}

export const goalSets = ["tuning", "hold-out", "independent", "unseen"] as const;
type GoalSet = (typeof goalSets)[number];

/**
 * `tuning`: goals that the ranking was improved with. `hold-out`, by the topics' own author, and `independent`, from
 * modules drawn by chance, were only measured at first and read later. `unseen`: written last and only measured.
 */
export function goalsOf(part: GoalSet): readonly Goal[] {
  return readFileSync(join(import.meta.dirname, `${part}.txt`), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [area = "", text = "", options = ""] = line.split(" | ");
      return { area, text, accepted: new Set(options.split(" ")) };
    });
}
