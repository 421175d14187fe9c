import type { NixValue } from "../../core/edit.ts";
import { emptyList, removeElement } from "./list.ts";
import type { Parse } from "./parser.ts";
import { renderValue } from "./render.ts";
import { applySplices } from "./splice.ts";
import { indentAt, lineStart, styleOf } from "./style.ts";
import { bare, brokenNodes, childrenIn, eachNode, type Node, type Tree, textOf } from "./tree.ts";

/** Plain data in place of a literal; null where the place holds none, or the text would not parse. */
export function rewriteLiteral(
  parse: Parse,
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
  change: { readonly operation: "set" | "remove"; readonly value: NixValue },
): string | null {
  const tree = parse(source);
  const node = nodeAt(tree, start, end);
  if (node === undefined) return null;
  const text =
    change.operation === "set"
      ? replaced(tree, node, change.value)
      : without(tree, node, change.value);
  if (text === null || brokenNodes(parse(text).root).length > brokenNodes(tree.root).length)
    return null;
  return text;
}

function nodeAt(tree: Tree, start: number, end: number): Node | undefined {
  let found: Node | undefined;
  eachNode(tree.root, (node) => {
    if (node.start === start && node.end === end && node.type.endsWith("_expression")) found = node;
  });
  return found && bare(found);
}

function render(tree: Tree, node: Node, value: NixValue): string {
  const style = styleOf(tree.source);
  const indent = indentAt(tree.source, node.start);
  const column = node.start - lineStart(tree.source, node.start);
  return renderValue(value, {
    style,
    indent,
    column,
    packageName: (path) => `pkgs.${path}`,
    compound: () => true,
  });
}

function replaced(tree: Tree, node: Node, value: NixValue): string {
  const { start, end } = node;
  return applySplices(tree.source, [{ start, end, text: render(tree, node, value) }]);
}

function without(tree: Tree, node: Node, value: NixValue): string | null {
  if (node.type !== "list_expression") return null;
  const gone = Array.isArray(value) ? value : [value];
  const texts = gone.map((one) => render(tree, node, one));
  const items = childrenIn(node, "element").filter((item) => texts.includes(textOf(tree, item)));
  if (items.length === 0) return null;
  const all = emptyList(tree, node, items);
  const splices = all ? [all] : items.map((item) => removeElement(tree, node, item, items));
  const sorted = splices.toSorted((a, b) => a.start - b.start);
  const apart = sorted.map((each, i) => {
    const previous = sorted[i - 1];
    return previous ? { ...each, start: Math.max(each.start, previous.end) } : each;
  });
  return applySplices(tree.source, apart);
}
