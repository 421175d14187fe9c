import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A goal as a person would type it, and the options that an expert would take for it. */
export interface Goal {
  readonly area: string;
  readonly text: string;
  readonly accepted: ReadonlySet<string>;
}

/** `tuning`: goals that the ranking was improved with. `hold-out`, `independent`: only measured, the last by another author. */
export function goalsOf(part: "tuning" | "hold-out" | "independent" | "fresh"): readonly Goal[] {
  return readFileSync(join(import.meta.dirname, `${part}.txt`), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [area = "", text = "", options = ""] = line.split(" | ");
      return { area, text, accepted: new Set(options.split(" ")) };
    });
}
