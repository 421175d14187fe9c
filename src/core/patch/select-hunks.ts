import type { PatchFile, PatchHunk, PatchLine } from "./patch.ts";

/** What to put into a new commit so that it holds exactly the accepted hunks. */
export interface Selection {
  /** Path → bytes, or null to delete. Only paths that change. */
  readonly files: Map<string, Uint8Array | null>;
  /** Modes where they are part of what was accepted. */
  readonly modes: Map<string, string>;
}

/**
 * Applies the hunks named in `accepted` to the base. `before` and `after` give a path's bytes in the base
 * and in the full candidate. Throws where the base does not hold what the patch says: a bug, not a choice.
 */
export function selectHunks(
  patch: readonly PatchFile[],
  accepted: ReadonlySet<string>,
  before: (path: string) => Uint8Array | null,
  after: (path: string) => Uint8Array | null,
): Selection {
  const files = new Map<string, Uint8Array | null>();
  const modes = new Map<string, string>();
  for (const file of patch) {
    const chosen = file.hunks.filter((hunk) => accepted.has(hunk.id));
    if (chosen.length === 0) continue;
    if (file.newMode !== null && (file.status === "added" || chosen.some((h) => h.kind === "mode")))
      modes.set(file.path, file.newMode);
    // Of a deleted file that was cut into pieces, the lines that are not deleted stay.
    if (file.status === "deleted" && chosen.length === file.hunks.length) {
      files.set(file.path, null);
      continue;
    }
    if (chosen.some((hunk) => hunk.kind === "whole")) {
      files.set(file.path, after(file.path) ?? new Uint8Array());
      continue;
    }
    const text = chosen.filter((hunk) => hunk.kind === "text");
    if (text.length > 0) files.set(file.path, splice(before(file.path), text, file.path));
  }
  return { files, modes };
}

/** Replaces the old side of each hunk by its new side, byte for byte; everything between stays. */
function splice(before: Uint8Array | null, hunks: readonly PatchHunk[], path: string): Uint8Array {
  const old = before ?? new Uint8Array();
  const starts = lineStarts(old);
  const pieces: Uint8Array[] = [];
  let line = 0;
  for (const hunk of hunks) {
    // With no old lines the start names the line after which the new ones go.
    const from = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    if (from < line || from + hunk.oldLines > starts.length - 1)
      throw new Error(`hunk ${hunk.id} does not fit ${path}`);
    pieces.push(old.subarray(starts[line], starts[from]));
    let at = from;
    for (const each of hunk.lines) {
      if (each.sign !== "+") {
        if (!sameLine(old.subarray(starts[at], starts[at + 1]), each))
          throw new Error(`hunk ${hunk.id} does not match line ${at + 1} of ${path}`);
        at += 1;
      }
      if (each.sign !== "-") pieces.push(each.text, each.newline ? newline : none);
    }
    line = at;
  }
  pieces.push(old.subarray(starts[line]));
  return concat(pieces);
}

const newline = Uint8Array.of(0x0a);
const none = new Uint8Array();

/** Offsets at which lines begin, and the length of the whole at the end. */
function lineStarts(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  return starts;
}

function sameLine(bytes: Uint8Array, line: PatchLine): boolean {
  const length = line.text.length + (line.newline ? 1 : 0);
  if (bytes.length !== length) return false;
  if (line.newline && bytes.at(-1) !== 0x0a) return false;
  return line.text.every((byte, at) => bytes[at] === byte);
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}
