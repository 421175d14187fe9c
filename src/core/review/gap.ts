import type { DiffLine, ViewFile } from "./diff-view.ts";
import type { FileSource } from "./source.ts";

/*
 * Unchanged regions of a changed file: before, between and after its hunks.
 */

/** A region that the diff leaves out. Line numbers count from 1. */
export interface Gap {
  /** Names the region as long as the file's base stays: path and first old line. */
  readonly id: string;
  readonly file: number;
  readonly oldStart: number;
  readonly newStart: number;
  /** null for the end of a file whose text is not read yet. */
  readonly lines: number | null;
}

/** The first line of a side of a hunk; with no lines there, `start` names the line before. */
function first(start: number, lines: number): number {
  return lines === 0 ? start + 1 : start;
}

/** The region above each hunk of a file, and at the end the one below the last; null where there is none. */
export function gapsOf(
  path: string,
  file: ViewFile,
  source: FileSource | undefined,
): (Gap | null)[] {
  if (file.status !== "modified" && file.status !== "renamed") return [];
  let [oldStart, newStart] = [1, 1];
  const gap = (lines: number | null) =>
    lines === null || lines > 0
      ? { id: `${path}\0${oldStart}`, file: file.hunks[0]?.file ?? 0, oldStart, newStart, lines }
      : null;
  const gaps: (Gap | null)[] = [];
  for (const { hunk } of file.hunks) {
    // Modes and binary files have no place in the text.
    if (hunk.oldLines === 0 && hunk.newLines === 0) {
      gaps.push(null);
      continue;
    }
    gaps.push(gap(first(hunk.oldStart, hunk.oldLines) - oldStart));
    oldStart = first(hunk.oldStart, hunk.oldLines) + hunk.oldLines;
    newStart = first(hunk.newStart, hunk.newLines) + hunk.newLines;
  }
  const whole = source?.before?.lines.length;
  const isText = file.hunks.some(({ hunk }) => hunk.oldLines + hunk.newLines > 0);
  gaps.push(isText ? gap(whole === undefined ? null : whole - oldStart + 1) : null);
  return gaps;
}

/** The lines of a region, or none where they are not read yet. */
export function gapLines(gap: Gap, source: FileSource | undefined): DiffLine[] {
  const lines = source?.before?.lines.slice(gap.oldStart - 1, gap.oldStart - 1 + (gap.lines ?? 0));
  return (lines ?? []).map((text, at) => ({
    source: { sign: " ", text, newline: true },
    old: gap.oldStart + at,
    new: gap.newStart + at,
  }));
}
