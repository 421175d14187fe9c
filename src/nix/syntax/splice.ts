import { lineAt } from "./tree.ts";

/** A replacement of a stretch of source (UTF-16 offsets, end exclusive). */
export type Splice = { start: number; end: number; text: string };

/** Applies splices that do not overlap. `line` is where the first one that counts landed. */
export function applySplices(source: string, splices: readonly Splice[]): string {
  const sorted = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let text = "";
  let at = 0;
  for (const splice of sorted) {
    if (splice.start < at) throw new Error("edits of one file overlap");
    text += source.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return text + source.slice(at);
}

/** 1-based line, in the new text, of the first thing that a splice writes. */
export function splicedLine(source: string, splices: readonly Splice[], main: Splice): number {
  const before = splices.filter((each) => each !== main && each.start <= main.start);
  const shift = before.reduce(
    (sum, each) => sum + breaks(each.text) - breaks(source.slice(each.start, each.end)),
    0,
  );
  const lead = /^\s*/.exec(main.text)?.[0] ?? "";
  const skipped = lead.length === main.text.length ? 0 : breaks(lead);
  return Math.max(1, lineAt(source, main.start) + shift + skipped);
}

function breaks(text: string): number {
  return text.split("\n").length - 1;
}
