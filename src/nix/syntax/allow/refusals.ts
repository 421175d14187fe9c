import type { FreeText, Refusal } from "../../../core/plan-parts.ts";
import type { Parse } from "../parser.ts";

/** What free edits hold that only a person may write. */
export function refusalsOf(
  _parse: Parse,
  files: readonly FreeText[],
  _importable: (path: string) => boolean,
): Refusal[] {
  return files.map(({ file }) => ({ file, line: 1, message: "free edits are not possible yet" }));
}
