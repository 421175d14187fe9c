import { commonLength } from "../../core/option.ts";
import { renderPath, segmentsOf } from "./attrpath.ts";
import type { WriteValue } from "./insert.ts";
import type { Splice } from "./splice.ts";
import { firstOnLine, indentAt, oneLine, type Style, tailEnd } from "./style.ts";
import { bindingsOf, child, isSet, type Node, type Tree, textOf } from "./tree.ts";

/**
 * Where a set is written in blocks (`services.a = { … };`) and the new path has one lone dotted
 * sibling that came with the same change, both go into a block of their own; null otherwise.
 * @param own paths within the set that the same change has set before: lines that were there stay as they are
 */
export function gatherSibling(
  tree: Tree,
  set: Node,
  bindings: Node[],
  anchor: { index: number; shared: number },
  path: readonly string[],
  own: readonly (readonly string[])[],
  write: WriteValue,
  style: Style,
): Splice[] | null {
  const sibling = bindings[anchor.index];
  const attrpath = sibling === undefined ? null : child(sibling, "attrpath");
  if (sibling === undefined || attrpath === null || anchor.shared < 2) return null;
  if (!own.some((one) => renderPath(one) === renderPath(pathOf(tree, sibling)))) return null;
  const { source } = tree;
  const group = bindings.filter((each) => commonLength(pathOf(tree, each), path) >= anchor.shared);
  const end = tailEnd(source, sibling.end);
  const lone = group.length === 1 && oneLine(source, sibling.start, sibling.end);
  if (!lone || !firstOnLine(source, sibling.start) || end === null || end >= set.end) return null;
  const segments = segmentsOf(tree, attrpath);
  if (segments.some((each) => each.dynamic) || !inBlocks(tree, bindings)) return null;
  const outer = indentAt(source, sibling.start);
  const inner = outer + style.unit;
  const { newline } = style;
  const names = attrpath.children
    .filter((each) => each.field === "attr")
    .map((each) => textOf(tree, each));
  const head = names.slice(0, anchor.shared).join(".");
  const tail = names.slice(anchor.shared).join(".");
  const key = renderPath(path.slice(anchor.shared));
  const value = write(inner, inner.length + key.length + 4);
  return [
    { start: end, end, text: `${newline}${inner}${key} = ${value};${newline}${outer}};` },
    { start: attrpath.start, end: attrpath.end, text: `${head} = {${newline}${inner}${tail}` },
  ];
}

/** The static view of a binding's path; empty for `inherit`. */
export function pathOf(tree: Tree, binding: Node | null): string[] {
  const attrpath = binding === null ? null : child(binding, "attrpath");
  return attrpath === null ? [] : segmentsOf(tree, attrpath).map((each) => each.name);
}

/** Whether bindings with a common parent are written as blocks here, never as dotted lines. */
function inBlocks(tree: Tree, bindings: Node[]): boolean {
  const isBlock = (each: Node): boolean => {
    const value = child(each, "expression");
    const deep = pathOf(tree, each).length >= 2;
    return deep && value !== null && isSet(value) && bindingsOf(value).length >= 2;
  };
  const blocks = bindings.filter(isBlock);
  const dotted = bindings.filter((each, i) => {
    const next = bindings[i + 1];
    if (next === undefined || isBlock(each) || isBlock(next)) return false;
    return commonLength(pathOf(tree, each), pathOf(tree, next)) >= 2;
  });
  return blocks.length > dotted.length;
}
