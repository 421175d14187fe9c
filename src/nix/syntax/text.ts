import type { NixValue } from "../../core/edit.ts";
import { escapeString, renderPath, staticString } from "./attrpath.ts";
import { indentedText } from "./canonical.ts";
import {
  change,
  circumstanceNotes,
  optionPath,
  type Plan,
  refuse,
  refuseShared,
  type Work,
} from "./plan.ts";
import { escapeIndented, indentedLine } from "./render.ts";
import { sharedName } from "./shared.ts";
import type { Splice } from "./splice.ts";
import { firstOnLine, indentAt, lineStart } from "./style.ts";
import type { Target } from "./targets.ts";
import { type Node, type Tree, textOf } from "./tree.ts";

/** Adds lines to a text. Whether the text ends with a line break stays as it is. */
export function appendToText(work: Work, target: Target, values: NixValue[]): Plan {
  const { node, when } = target.leaf;
  const wanted = linesOf(values);
  if (wanted === null)
    return refuse(
      work,
      `\`${renderPath(optionPath(work))}\` is a text; only text can be added to it`,
      node,
    );
  if (includesRun(textLines(work, node), wanted) || runOf(work.tree, node, wanted) !== null)
    return { kind: "already", offset: node.start };
  const shared = sharedName(work.tree, when);
  if (shared !== null) return refuseShared(work, shared);
  const splice = isIndented(node)
    ? intoIndented(work, node, wanted)
    : intoQuoted(work.tree, node, wanted);
  return change(work, "extended-list", [splice], null, circumstanceNotes(work, when));
}

/** Takes lines out of a text; null when none of these texts has them, one after another. */
export function removeFromText(work: Work, texts: Target[], values: NixValue[]): Plan | null {
  const wanted = linesOf(values);
  for (const { leaf } of wanted === null ? [] : texts) {
    const found = runOf(work.tree, leaf.node, wanted ?? []);
    if (found === null) continue;
    const shared = sharedName(work.tree, leaf.when);
    if (shared !== null) return refuseShared(work, shared);
    const splice = folded(work.tree, leaf.node, found) ?? found;
    return change(work, "removed", [splice], null, circumstanceNotes(work, leaf.when));
  }
  return null;
}

function linesOf(values: NixValue[]): string[] | null {
  if (values.some((value) => typeof value !== "string")) return null;
  return values.flatMap((value) => String(value).replace(/\n$/, "").split("\n"));
}

function isIndented(node: Node): boolean {
  return node.type === "indented_string_expression";
}

function intoQuoted(tree: Tree, node: Node, wanted: string[]): Splice {
  const at = node.end - 1;
  const raw = tree.source.slice(node.start + 1, at);
  const ended = raw === "" || /(?<!\\)(?:\\\\)*\\n$|\n$/.test(raw);
  const lines = wanted.map(escapeString).join("\\n");
  return { start: at, end: at, text: ended ? `${lines}\\n` : `\\n${lines}` };
}

function intoIndented(work: Work, node: Node, wanted: string[]): Splice {
  const { tree, style } = work;
  const { source } = tree;
  const { newline } = style;
  const start = node.start + 2;
  const close = node.end - 2;
  const raw = source.slice(start, close);
  const outer = indentAt(source, node.start);
  const below = /\t/.test(outer + style.unit) ? "" : outer + style.unit;
  const own = raw.split("\n").filter((line) => line.trim() !== "");
  const indents = own.map((line) => /^ */.exec(line)?.[0] ?? "");
  const least = indents.toSorted((a, b) => a.length - b.length)[0] ?? below;
  const inner = own.length > 0 && raw.includes("\n") ? least : below;
  const lines = wanted.map((line) => indentedLine(line, inner));
  if (firstOnLine(source, close) && raw.includes("\n")) {
    const at = lineStart(source, close);
    return { start: at, end: at, text: lines.map((line) => line + newline).join("") };
  }
  const added = `${newline}${lines.join(newline)}`;
  if (own.length === 0) return { start, end: close, text: `${added}${newline}${outer}` };
  if (raw.includes("\n")) return { start: close, end: close, text: added };
  return { start, end: close, text: `${newline}${below}${raw.trimStart()}${added}` };
}

/** The stretch of a text that holds these lines and nothing else. */
function runOf(tree: Tree, node: Node, wanted: string[]): Splice | null {
  const lines = rawLines(tree, node);
  const same = isIndented(node)
    ? (raw: string, line: string) => raw.trim() === escapeIndented(line).trim()
    : (raw: string, line: string) => raw === escapeString(line);
  const first = lines.findLastIndex((_, i) =>
    wanted.every((line, j) => {
      const at = lines[i + j];
      return at !== undefined && same(tree.source.slice(at.start, at.end), line);
    }),
  );
  const from = lines[first];
  const to = lines[first + wanted.length - 1];
  if (from === undefined || to === undefined) return null;
  const computed = node.children.some(
    (each) => each.type === "interpolation" && each.start < to.end && from.start < each.end,
  );
  if (computed) return null;
  if (to.next > to.end) return { start: from.start, end: to.next, text: "" };
  return { start: lines[first - 1]?.end ?? from.start, end: to.end, text: "" };
}

/** The lines of a string as they stand, and where the next one begins. */
function rawLines(tree: Tree, node: Node): { start: number; end: number; next: number }[] {
  const quotes = isIndented(node) ? 2 : 1;
  const close = node.end - quotes;
  const breaks = isIndented(node) ? /\r?\n/g : /\\n|\\[\s\S]|\r?\n/g;
  const found: { start: number; end: number; next: number }[] = [];
  let start = node.start + quotes;
  for (const each of tree.source.slice(start, close).matchAll(breaks)) {
    if (/^\\[^n]/.test(each[0])) continue;
    const end = node.start + quotes + each.index;
    found.push({ start, end, next: end + each[0].length });
    start = end + each[0].length;
  }
  return [...found, { start, end: close, next: close }];
}

/** What is left of `''one line''` that lines were added to, and of an empty text. */
function folded(tree: Tree, node: Node, gone: Splice): Splice | null {
  if (!isIndented(node)) return null;
  const start = node.start + 2;
  const end = node.end - 2;
  const left = tree.source.slice(start, gone.start) + tree.source.slice(gone.end, end);
  const one = /^\r?\n *(\S[^\n]*)$/.exec(left);
  return one === null && left.trim() !== "" ? null : { start, end, text: one?.[1] ?? "" };
}

function textLines(work: Work, node: Node): string[] {
  const text = isIndented(node)
    ? (indentedText(work.tree, node) ?? textOf(work.tree, node))
    : (staticString(work.tree, node) ?? textOf(work.tree, node));
  return text.split("\n").map((line) => line.trim());
}

function includesRun(lines: string[], wanted: string[]): boolean {
  return lines.some((_, i) => wanted.every((line, j) => lines[i + j] === line.trim()));
}
