import { byChange } from "../delta.ts";
import { showOffered } from "../plan-parts.ts";
import type { Proposal } from "../proposal.ts";
import { breakSafe, type SafeText, safe, wrapSafe } from "../text.ts";
import type { Effect } from "../verification.ts";
import { type DiffLine, isPlain, textOf, type ViewFile, type ViewHunk } from "./diff-view.ts";
import { type Gap, gapLines, gapsOf } from "./gap.ts";
import { effects, type HunkEffect } from "./hunk-effects.ts";
import { showChange } from "./show-value.ts";
import type { FileSource } from "./source.ts";

export type Tone = "plain" | "dim" | "good" | "bad" | "warn" | "accent";
export type DiffLayout = "split" | "unified";

/** One row of the diff pane, whatever its width. `hunk` is the index of the hunk it belongs to. */
export type DiffRow =
  | { kind: "note"; tone: Tone; text: SafeText }
  | { kind: "blank" }
  /** An unchanged region between hunks or below the last; `near` is the hunk above it. */
  | { kind: "gap"; gap: Gap; open: boolean; near: number }
  /** `gap`: the unchanged region above the first hunk. */
  | { kind: "file"; file: ViewFile; gap: Gap | null; open: boolean }
  | { kind: "hunk"; hunk: number; view: ViewHunk }
  | { kind: "effect"; hunk: number; tone: Tone; text: SafeText }
  /** What evaluation says against the hunk as things are decided; see diff-marks.ts. */
  | { kind: "mark"; hunk: number; tone: Tone; text: SafeText }
  | { kind: "whole-mark"; tone: Tone; text: SafeText }
  /** `part` counts the rows of a line that is too long for one; `hunk` is null for unfolded unchanged lines. */
  | ({ kind: "line"; line: DiffLine; part: number } & LinePlace)
  | ({ kind: "pair"; left: DiffLine | null; right: DiffLine | null; part: number } & LinePlace);

/** A line of a hunk, or of an unfolded region near one. */
export type LinePlace = { hunk: number } | { hunk: null; gap: Gap; near: number };

/** Where things stand on a diff row of `width` columns. */
export interface DiffColumns {
  /** Of a line number. */
  readonly digits: number;
  /** Of one side of a split; of the whole in a unified diff. */
  readonly side: number;
  /** Of a line's text. */
  readonly text: number;
}

/** Columns of a diff that is `width` wide: a bar, then number(s), sign and text. */
export function diffColumns(
  files: readonly ViewFile[],
  layout: DiffLayout,
  width: number,
): DiffColumns {
  let most = 0;
  for (const { hunks } of files)
    for (const { hunk } of hunks)
      most = Math.max(most, hunk.oldStart + hunk.oldLines, hunk.newStart + hunk.newLines);
  const digits = Math.max(4, String(most).length);
  const numbers = layout === "split" ? digits + 1 : 2 * (digits + 1);
  const side = layout === "split" ? Math.floor((width - 2) / 2) : width - 1;
  return { digits, side, text: Math.max(8, side - numbers - 2) };
}

/** The rows that a line's text takes. */
export function partsOf(line: DiffLine, columns: number): readonly SafeText[] {
  return breakSafe(textOf(line.source), columns);
}

function partCount(line: DiffLine | null, columns: number): number {
  if (!line) return 0;
  // A byte is at most one column, but for tabs and marks.
  const { text } = line.source;
  if (text.length <= columns && isPlain(text)) return 1;
  return partsOf(line, columns).length;
}

/** The hunk that a row belongs to; null for what stands outside hunks. */
export function hunkOfRow(row: DiffRow | undefined): number | null {
  return row && "hunk" in row ? row.hunk : null;
}

/** The hunk that a row is about: its own, or the nearest in the file for unchanged lines. */
export function hunkNear(row: DiffRow | undefined): number | null {
  return row && "near" in row ? row.near : hunkOfRow(row);
}

/** The unchanged region that a row stands for or lies in. */
export function gapOfRow(row: DiffRow | undefined): Gap | null {
  return row && "gap" in row ? row.gap : null;
}

/** `web1: networking.firewall.allowedTCPPorts  22 → 22 443  opens 443/tcp`; no meaning that says it again. */
export function effectText(effect: HunkEffect): SafeText {
  const { target, option, before, after, meaning = "", together } = effect;
  const change = showChange(before, after);
  const isClear = typeof after === "boolean" || change.includes(" items:  ");
  const repeats = isClear && /^(turns|adds|removes) /.test(meaning);
  const more = [repeats ? "" : meaning, together && `(${together})`].filter(Boolean);
  return safe([`${target}: ${option}`, change, ...more].join("  "));
}

function lineRows(
  lines: readonly DiffLine[],
  place: LinePlace,
  layout: DiffLayout,
  columns: number,
): DiffRow[] {
  const rows: DiffRow[] = [];
  if (layout === "unified") {
    for (const line of lines)
      for (let part = 0; part < partCount(line, columns); part += 1)
        rows.push({ kind: "line", ...place, line, part });
    return rows;
  }
  const pair = (left: DiffLine | null, right: DiffLine | null) => {
    const parts = Math.max(partCount(left, columns), partCount(right, columns));
    for (let part = 0; part < parts; part += 1)
      rows.push({ kind: "pair", ...place, left, right, part });
  };
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1)
      pair(removed[at] ?? null, added[at] ?? null);
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.source.sign === "-") {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line.source.sign === "+") added.push(line);
    else {
      flush();
      pair(line, line);
    }
  }
  flush();
  return rows;
}

function effectRows(view: ViewHunk, width: number): DiffRow[] {
  const rows: DiffRow[] = [];
  const add = (tone: Tone, text: SafeText) => {
    for (const piece of wrapSafe(text, width))
      rows.push({ kind: "effect", hunk: view.index, tone, text: piece });
  };
  if (view.comment !== undefined) add("accent", safe(`you: ${view.comment}`, { multiline: true }));
  for (const effect of byChange(view.effects)) add("plain", effectText(effect));
  if (view.idle !== null) add("dim", safe(view.idle));
  if (view.hidden.length > 0) {
    const names = [...new Set(view.hidden.map(({ name }) => name))].join(", ");
    add("warn", safe(`! holds what cannot be seen or is taken for something else: ${names}`));
  }
  return rows;
}

/** What stands above the diff: findings, failures, and what the whole does. */
function noteRows(proposal: Proposal, files: readonly ViewFile[], width: number): DiffRow[] {
  const rows: DiffRow[] = [];
  const add = (tone: Tone, text: string, indent = "") => {
    for (const [at, piece] of wrapSafe(safe(text, { multiline: true }), width - 4).entries())
      rows.push({
        kind: "note",
        tone,
        text: (at === 0 ? indent : `${indent}  `).concat(piece) as SafeText,
      });
  };
  const failed = proposal.verification?.steps.filter(({ status }) => status === "failed") ?? [];
  for (const step of failed) {
    const where = step.target ? ` on ${step.target}` : "";
    add("bad", `✗ ${step.name}${where} failed`);
    for (const { message, file, line, hint } of step.diagnostics) {
      add("plain", `${file ? `${file}${line ? `:${line}` : ""}: ` : ""}${message}`, "  ");
      if (hint) add("dim", hint, "  ");
    }
  }
  if (proposal.explanation.summary) add("plain", proposal.explanation.summary);
  const key = ({ target, option }: Effect) => `${target} ${option}`;
  const told = files.flatMap(({ hunks }) => hunks.flatMap((view) => view.effects.map(key)));
  const claimed = new Set(told);
  const others = effects(proposal).filter((effect) => !claimed.has(key(effect)));
  for (const effect of byChange(others)) add("plain", `→ ${effectText(effect)}`);
  for (const note of proposal.explanation.notes) add("dim", `· ${note}`);
  for (const { tier, message } of proposal.findings)
    add(tier === "low" ? "dim" : "warn", `! ${tier}: ${message}`);
  if (proposal.offered?.length)
    add("dim", `offered to the model: ${showOffered(proposal.offered)}`);
  if (proposal.explanation.model)
    add("dim", `the model says: “${proposal.explanation.model.trim()}”`);
  if (proposal.why) add("plain", `rejected: ${proposal.why}`);
  if (rows.length > 0) rows.push({ kind: "blank" });
  return rows;
}

/** What the rows are made of. */
export interface DiffContent {
  readonly proposal: Proposal;
  readonly files: readonly ViewFile[];
  /** Texts of changed files by path, as far as they are read. */
  readonly sources: ReadonlyMap<string, FileSource>;
  /** Ids of the unchanged regions that are shown. */
  readonly unfolded: ReadonlySet<string>;
}

/** Every row of the diff pane, in order. `width` is what notes are wrapped to. */
export function diffRows(content: DiffContent, layout: DiffLayout, width: number): DiffRow[] {
  const { proposal, files, sources, unfolded } = content;
  const rows = noteRows(proposal, files, width);
  const columns = diffColumns(files, layout, width);
  for (const [at, file] of files.entries()) {
    const path = proposal.files[at]?.path ?? "";
    const source = sources.get(path);
    const gaps = gapsOf(path, file, source);
    const isOpen = (gap: Gap | null) =>
      gap !== null && source !== undefined && unfolded.has(gap.id);
    const unchanged = (gap: Gap | null, near: number) => {
      if (!gap || !isOpen(gap)) return;
      const place = { hunk: null, gap, near } as const;
      for (const row of lineRows(gapLines(gap, source), place, layout, columns.text))
        rows.push(row);
    };
    const above = gaps[0] ?? null;
    rows.push({ kind: "file", file, gap: above, open: isOpen(above) });
    unchanged(above, file.hunks[0]?.index ?? 0);
    for (const [place, view] of file.hunks.entries()) {
      const gap = place > 0 ? (gaps[place] ?? null) : null;
      if (gap) rows.push({ kind: "gap", gap, open: isOpen(gap), near: view.index - 1 });
      else if (place > 0) rows.push({ kind: "blank" });
      unchanged(gap, view.index - 1);
      rows.push({ kind: "hunk", hunk: view.index, view });
      rows.push(...effectRows(view, width - 8));
      for (const row of lineRows(view.lines, { hunk: view.index }, layout, columns.text))
        rows.push(row);
    }
    const below = gaps[file.hunks.length] ?? null;
    const last = file.hunks.at(-1)?.index ?? 0;
    if (below?.lines) rows.push({ kind: "gap", gap: below, open: isOpen(below), near: last });
    unchanged(below, last);
    rows.push({ kind: "blank" });
  }
  return rows;
}
