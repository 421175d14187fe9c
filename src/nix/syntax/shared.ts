import {
  child,
  childrenIn,
  eachNode,
  lineAt,
  mentions,
  type Node,
  type Tree,
  textOf,
} from "./tree.ts";
import type { Circumstances, Via } from "./unwrap.ts";

/** The outermost name on the way to a value that something else uses too; null: the value is its own. */
export function sharedName(tree: Tree, when: Circumstances): Via | null {
  let found: Via | null = null;
  for (let at = when.via; at !== undefined; at = at.up)
    if (at.attribute || usesOf(tree, at.name).length > 1) found = at;
  return found;
}

/** The lines where a name is used, `inherit name;` among them. */
export function linesOfUses(tree: Tree, name: string): number[] {
  const lines = usesOf(tree, name).map((node) => lineAt(tree.source, node.start));
  return [...new Set(lines)].toSorted((a, b) => a - b);
}

function usesOf(tree: Tree, name: string): Node[] {
  const found = mentions(tree, tree.root, name);
  eachNode(tree.root, (node) => {
    if (node.type !== "inherit") return;
    const attrs = child(node, "attrs");
    for (const attr of attrs === null ? [] : childrenIn(attrs, "attr"))
      if (textOf(tree, attr) === name) found.push(attr);
  });
  return found;
}
