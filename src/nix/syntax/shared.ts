import { lineAt, mentions, type Tree } from "./tree.ts";
import type { Circumstances, Via } from "./unwrap.ts";

/** The outermost name on the way to a value that something else uses too; null: the value is its own. */
export function sharedName(tree: Tree, when: Circumstances): Via | null {
  let found: Via | null = null;
  for (let at = when.via; at !== undefined; at = at.up)
    if (at.attribute || mentions(tree, tree.root, at.name).length > 1) found = at;
  return found;
}

/** The lines where a name is used, `inherit name;` among them. */
export function linesOfUses(tree: Tree, name: string): number[] {
  const lines = mentions(tree, tree.root, name).map((node) => lineAt(tree.source, node.start));
  return [...new Set(lines)].toSorted((a, b) => a - b);
}
