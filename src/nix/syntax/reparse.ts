import type { Edit, Tree as ParsedTree, Parser, Point } from "web-tree-sitter";
import { eachNode, type Node } from "./tree.ts";

/** A long text that parsed without an error, kept for the next one: an edit changes little of it. */
export interface Long {
  readonly text: string;
  readonly parsed: ParsedTree;
  readonly root: Node;
}

/** Finds the plain form of a binding that an earlier text had in the same words; null where it had none. */
export type Known = (start: number, end: number) => Node | null;

/** Nothing was parsed before. */
export const nothingKnown: Known = () => null;

/** Shorter texts are parsed whole at no cost. */
export const worthKeeping = 8192;

/** Parses a text that is mostly the last one; null where it is another, or where that meets an error. */
export function parsedAgain(
  parser: Parser,
  last: Long,
  text: string,
): { parsed: ParsedTree; known: Known } | null {
  const start = commonStart(last.text, text);
  const tail = commonEnd(last.text, text, start);
  const oldEnd = last.text.length - tail;
  const newEnd = text.length - tail;
  if (Math.max(oldEnd, newEnd) - start > text.length / 2) return null;
  const edited = last.parsed.copy();
  const change: Omit<Edit, "editPoint" | "editRange"> = {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(text, start),
    oldEndPosition: pointAt(last.text, oldEnd),
    newEndPosition: pointAt(text, newEnd),
  };
  // Only these are read; the class around them would be work at import.
  edited.edit(change as Edit);
  const parsed = parser.parse(text, edited);
  edited.delete();
  // What is made of an error depends on how one came there.
  if (!parsed?.rootNode.hasError)
    return parsed && { parsed, known: outside(last.root, start, oldEnd, newEnd) };
  parsed.delete();
  return null;
}

/** The bindings before and after a changed stretch, the latter moved. */
function outside(root: Node, start: number, oldEnd: number, newEnd: number): Known {
  const bindings = new Map<number, Node>();
  eachNode(root, (node) => {
    if (node.type === "binding") bindings.set(node.start, node);
  });
  const shift = newEnd - oldEnd;
  return (from, to) => {
    const before = to < start;
    if (!before && from <= newEnd) return null;
    const old = bindings.get(before ? from : from - shift);
    if (old === undefined || old.end - old.start !== to - from) return null;
    return before || shift === 0 ? old : moved(old, shift);
  };
}

function moved(node: Node, shift: number): Node {
  const { type, start, end, field, broken, children } = node;
  return {
    type,
    start: start + shift,
    end: end + shift,
    field,
    broken,
    children: children.map((each) => moved(each, shift)),
  };
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count))
    count++;
  return count;
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let line = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    row++;
    line = at + 1;
  }
  return { row, column: offset - line };
}
