import { matchesIn } from "../panes/search.ts";
import type { DiffRow } from "./diff-rows.ts";
import { textOf } from "./diff-view.ts";

function textsOf(row: DiffRow): readonly string[] {
  switch (row.kind) {
    case "note":
    case "effect":
      return [row.text];
    case "file":
      return [row.file.path];
    case "line":
      return row.part === 0 ? [textOf(row.line.source)] : [];
    case "pair":
      return row.part === 0
        ? [row.left, row.right].flatMap((line) => (line ? [textOf(line.source)] : []))
        : [];
    default:
      return [];
  }
}

/** Rows of the diff that hold a query; an unfolded region is searched, a folded one is not. */
export function rowsWith(rows: readonly DiffRow[], query: string): number[] {
  if (query === "") return [];
  const found: number[] = [];
  for (const [at, row] of rows.entries())
    if (textsOf(row).some((text) => matchesIn(text, query).length > 0)) found.push(at);
  return found;
}
