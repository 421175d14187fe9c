import { commonLength } from "../../core/option.ts";
import { renderPath } from "./attrpath.ts";
import { gatherSibling, pathOf } from "./gather.ts";
import type { Splice } from "./splice.ts";
import {
  firstOnLine,
  indentAt,
  lineLength,
  lineStart,
  oneLine,
  type Style,
  setIndent,
  tailEnd,
  width,
} from "./style.ts";
import { bindingsOf, type Node, openBrace, type Tree, textOf } from "./tree.ts";

/** Writes the value of a new binding for an indentation and a used column. */
export type WriteValue = (indent: string, column: number) => string;

/**
 * Adds `path = value;` to a set literal: after the binding that shares most of the path, else at
 * the end (before a trailing `stateVersion`), with blank lines as the set has them.
 */
export function insertBinding(
  tree: Tree,
  set: Node,
  path: readonly string[],
  write: WriteValue,
  style: Style,
  own: readonly (readonly string[])[] = [],
): Splice[] {
  const bindings = bindingsOf(set);
  const { source } = tree;
  const key = renderPath(path);
  const binding = (indent: string): string =>
    `${key} = ${write(indent, indent.length + key.length + 4)};`;
  if (bindings.length === 0) return [intoEmptySet(tree, set, binding, style)];
  if (oneLine(source, set.start, set.end))
    return intoOneLine(tree, set, bindings, path, binding, style);
  const inner = setIndent(tree, set, style);
  const { index, shared } = anchor(tree, bindings, path);
  const gathered = gatherSibling(tree, set, bindings, { index, shared }, path, own, write, style);
  if (gathered !== null) return gathered;
  const text = binding(inner);
  const blank = blankBetween(tree, set, bindings, index, shared, path.length, text);
  const gap = style.newline + (blank ? style.newline : "");
  const after = bindings[index];
  if (after === undefined) {
    const first = bindings[0];
    const at = first === undefined ? set.end - 1 : withLeadingComments(source, set, first.start);
    return [{ start: at, end: at, text: `${inner}${text}${gap}` }];
  }
  const last = lastOnLine(source, bindings, index);
  const end = tailEnd(source, last.end);
  const at = end !== null && end < set.end ? end : last.end;
  // A line that follows at once belongs to the same group: a blank line would be on one side only.
  const apart = /^(?:\r?\n)?[ \t]*(?:\r?\n|\}|$)/.test(source.slice(at, set.end));
  return [{ start: at, end: at, text: `${apart ? gap : style.newline}${inner}${text}` }];
}

/** The binding to stand after (-1: before the first), and how many segments it shares. */
function anchor(
  tree: Tree,
  bindings: Node[],
  path: readonly string[],
): { index: number; shared: number } {
  let best = { index: bindings.length - 1, shared: 0 };
  bindings.forEach((binding, index) => {
    const shared = commonLength(pathOf(tree, binding), path);
    if (shared > 0 && shared >= best.shared) best = { index, shared };
  });
  const last = pathOf(tree, bindings.at(-1) ?? null);
  if (best.shared === 0 && last.at(-1) === "stateVersion") best.index--;
  return best;
}

/** Whether a blank line belongs between the anchor and the new binding. */
function blankBetween(
  tree: Tree,
  set: Node,
  bindings: Node[],
  index: number,
  shared: number,
  length: number,
  text: string,
): boolean {
  const { source } = tree;
  const alike = likeGaps(tree, bindings, shared);
  const gaps = bindings
    .slice(1)
    .map((each, i) => hasBlankLine(source.slice(bindings[i]?.end, each.start)));
  const at = bindings[index];
  const multiline = at !== undefined && !oneLine(source, at.start, at.end);
  const sibling = shared > 0 && shared >= length - 1;
  if (sibling && !multiline && !text.includes("\n")) return false;
  if (alike.length > 0) return alike.filter(Boolean).length * 2 > alike.length;
  if (multiline || text.includes("\n")) return gaps.some(Boolean) || gaps.length === 0;
  if (gaps.length === 0) return hasBlankLine(source.slice(set.start, at?.start));
  return gaps.filter(Boolean).length * 2 > gaps.length;
}

/** Whether blank lines stand between neighbours that are as far apart as the new one will be. */
function likeGaps(tree: Tree, bindings: Node[], shared: number): boolean[] {
  const gaps = bindings.slice(1).map((each, i) => {
    const left = bindings[i] ?? each;
    const common = commonLength(pathOf(tree, left), pathOf(tree, each));
    return { common, blank: hasBlankLine(tree.source.slice(left.end, each.start)) };
  });
  const same = gaps.filter((each) => each.common === shared);
  const used = same.length > 0 ? same : gaps.filter((each) => each.common <= shared);
  return used.map((each) => each.blank);
}

function hasBlankLine(gap: string): boolean {
  return /\n[ \t]*\r?\n/.test(gap);
}

/** Several bindings may share a line; the new one comes after the last of them. */
function lastOnLine(source: string, bindings: Node[], index: number): Node {
  let at = index;
  for (let next = bindings[at + 1]; next !== undefined; next = bindings[at + 1]) {
    if (!oneLine(source, bindings[at]?.end ?? 0, next.start)) break;
    at++;
  }
  return bindings[at] as Node;
}

/** The start of the line where the comments directly above a binding begin. */
function withLeadingComments(source: string, set: Node, offset: number): number {
  let start = firstOnLine(source, offset) ? lineStart(source, offset) : offset;
  while (start > set.start + 1) {
    const previous = lineStart(source, start - 1);
    if (previous <= set.start || !/^[ \t]*#/.test(source.slice(previous, start))) break;
    start = previous;
  }
  return start;
}

function intoEmptySet(
  tree: Tree,
  set: Node,
  binding: (indent: string) => string,
  style: Style,
): Splice {
  const { source } = tree;
  const close = set.end - 1;
  const open = openBrace(set);
  const outer = indentAt(source, set.start);
  const inner = outer + style.unit;
  const inside = source.slice(open + 1, close);
  if (/^\s*$/.test(inside) && !inside.includes("\n"))
    return {
      start: open + 1,
      end: close,
      text: `${style.newline}${inner}${binding(inner)}${style.newline}${outer}`,
    };
  if (firstOnLine(source, close)) {
    const start = lineStart(source, close);
    return { start, end: start, text: `${inner}${binding(inner)}${style.newline}` };
  }
  const text = `${style.newline}${inner}${binding(inner)}${style.newline}${outer}`;
  return { start: close, end: close, text };
}

function intoOneLine(
  tree: Tree,
  set: Node,
  bindings: Node[],
  path: readonly string[],
  binding: (indent: string) => string,
  style: Style,
): Splice[] {
  const { source } = tree;
  const outer = indentAt(source, set.start);
  const flat = binding(outer);
  const { index } = anchor(tree, bindings, path);
  const last = bindings[index] ?? null;
  const fits = lineLength(source, set.start) + flat.length + 1 <= width;
  if (fits && !flat.includes("\n"))
    return last === null
      ? [{ start: bindings[0]?.start ?? 0, end: bindings[0]?.start ?? 0, text: `${flat} ` }]
      : [{ start: last.end, end: last.end, text: ` ${flat}` }];
  const inner = outer + style.unit;
  const lines = bindings.map((each) => textOf(tree, each));
  lines.splice(index + 1, 0, binding(inner));
  const first = bindings[0];
  const end = bindings.at(-1);
  if (first === undefined || end === undefined) return [];
  const open = openBrace(set);
  const plain = bindings.every((each, i) => {
    const from = i === 0 ? open + 1 : (bindings[i - 1]?.end ?? 0);
    return /^\s*$/.test(source.slice(from, each.start));
  });
  if (!plain || !/^\s*$/.test(source.slice(end.end, set.end - 1)))
    return [{ start: end.end, end: end.end, text: ` ${flat}` }];
  const body = lines.map((line) => `${style.newline}${inner}${line}`).join("");
  return [{ start: open + 1, end: set.end - 1, text: `${body}${style.newline}${outer}` }];
}
