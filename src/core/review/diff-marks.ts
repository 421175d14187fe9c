import { type SafeText, safe, wrapSafe } from "../text.ts";
import type { DiffRow, Tone } from "./diff-rows.ts";

/** A line that evaluation adds to the diff; untrusted. */
export interface MarkLine {
  readonly tone: Tone;
  readonly text: string;
}

/** What evaluation says against hunks, by id, and against the whole where no hunk can be blamed. */
export interface Marks {
  readonly hunks: ReadonlyMap<string, readonly MarkLine[]>;
  readonly whole: readonly MarkLine[];
}

export const noMarks: Marks = { hunks: new Map(), whole: [] };

const isMark = ({ kind }: DiffRow) => kind === "mark" || kind === "whole-mark";

/** The rows with these marks in place of those that they had: under hunk headers, and above all. */
export function withMarks(rows: readonly DiffRow[], marks: Marks, width: number): DiffRow[] {
  const result: DiffRow[] = [];
  const wrapped = (lines: readonly MarkLine[], add: (tone: Tone, text: SafeText) => void) => {
    for (const { tone, text } of lines)
      for (const [at, piece] of wrapSafe(safe(text), Math.max(8, width - 8)).entries())
        add(tone, (at === 0 ? piece : `  ${piece}`) as SafeText);
  };
  wrapped(marks.whole, (tone, text) => result.push({ kind: "whole-mark", tone, text }));
  for (const row of rows) {
    if (isMark(row)) continue;
    result.push(row);
    const lines = row.kind === "hunk" ? marks.hunks.get(row.view.hunk.id) : undefined;
    if (row.kind === "hunk" && lines)
      wrapped(lines, (tone, text) => result.push({ kind: "mark", hunk: row.hunk, tone, text }));
  }
  return result;
}
