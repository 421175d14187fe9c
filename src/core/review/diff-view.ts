import type { Hunk } from "../hunk.ts";
import type { PatchFile, PatchLine } from "../patch/patch.ts";
import type { Proposal } from "../proposal.ts";
import { type Suspicion, suspicious } from "../suspicious.ts";
import { type SafeText, safe } from "../text.ts";
import { effectsByHunk, type HunkEffect, withoutEffect } from "./hunk-effects.ts";

/*
 * A proposal's diff as a reader meets it: files, hunks, and for each hunk what it does. Bytes of lines
 * are decoded when they are shown, so that a huge diff opens as fast as a small one.
 */

/** A line of a patch. */
export type SourceLine = PatchLine;
/** A file of a patch. */
export type SourceFile = PatchFile;

/** A line with its numbers on both sides; `null` where it is not there. */
export interface DiffLine {
  readonly source: SourceLine;
  readonly old: number | null;
  readonly new: number | null;
}

export interface ViewHunk {
  readonly hunk: Hunk;
  readonly file: number;
  /** 0-based among all hunks. */
  readonly index: number;
  readonly lines: readonly DiffLine[];
  /** Characters in added lines that a reader cannot see or takes for others. */
  readonly hidden: readonly Suspicion[];
  /** What a person said about it. */
  readonly comment?: string;
  /** What the hunk does, by evaluation. */
  readonly effects: readonly HunkEffect[];
  /** What is known of a hunk without effects. */
  readonly idle: string | null;
}

export interface ViewFile {
  readonly path: SafeText;
  readonly status: string;
  readonly hunks: readonly ViewHunk[];
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const shown = new WeakMap<SourceLine, SafeText>();

const tabs = 4;

/** A line's text, ready to show. */
export function textOf(line: SourceLine): SafeText {
  const known = shown.get(line);
  if (known !== undefined) return known;
  const text = safe(decoder.decode(line.text), { tabs });
  shown.set(line, text);
  return text;
}

/** Turns an offset in a line's own text into the one in what is shown of it. */
export function shownOffset(line: SourceLine): (offset: number) => number {
  if (isPlain(line.text)) return (offset) => Math.min(offset, line.text.length);
  const text = decoder.decode(line.text);
  const end = textOf(line).length;
  return (offset) => Math.min(safe(text.slice(0, offset), { tabs }).length, end);
}

/** Whether bytes are visible ASCII, so that a byte is a column. */
export function isPlain(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte < 0x20 || byte > 0x7e) return false;
  return true;
}

function hiddenIn(lines: readonly SourceLine[]): Suspicion[] {
  return lines.flatMap((line) =>
    line.sign === "+" && !isPlain(line.text) ? suspicious(decoder.decode(line.text)) : [],
  );
}

function numbered(hunk: Hunk, lines: readonly SourceLine[]): DiffLine[] {
  let old = hunk.oldStart;
  let fresh = hunk.newStart;
  return lines.map((source) => ({
    source,
    old: source.sign === "+" ? null : old++,
    new: source.sign === "-" ? null : fresh++,
  }));
}

/** Joins a proposal with its patch. Hunks are matched by id; one without lines shows its header only. */
export function viewFiles(proposal: Proposal, patch: readonly SourceFile[]): ViewFile[] {
  const lines = new Map<string, readonly SourceLine[]>();
  for (const file of patch) for (const hunk of file.hunks) lines.set(hunk.id, hunk.lines);
  const effects = effectsByHunk(proposal);
  const comments = new Map(proposal.comments?.map(({ hunk, text }) => [hunk, text]));
  let index = 0;
  return proposal.files.map((file, at) => ({
    path: safe(file.path),
    status: file.status,
    hunks: file.hunks.map((hunk) => {
      const source = lines.get(hunk.id) ?? [];
      const comment = comments.get(hunk.id);
      return {
        hunk,
        file: at,
        index: index++,
        lines: numbered(hunk, source),
        hidden: hiddenIn(source),
        effects: effects.get(hunk.id) ?? [],
        idle: effects.has(hunk.id) ? null : withoutEffect(proposal, hunk),
        ...(comment === undefined ? {} : { comment }),
      };
    }),
  }));
}

/** Why a hunk wants a look of its own: nothing may accept it in bulk. */
export function careOf(view: ViewHunk): "protected" | "hidden" | "high" | null {
  if (view.hunk.tier === "protected") return "protected";
  if (view.hidden.length > 0) return "hidden";
  return view.hunk.tier === "high" ? "high" : null;
}
