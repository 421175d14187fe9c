import { indentedText } from "../canonical.ts";
import { type Node, type Tree, textOf } from "../tree.ts";

/** A node's tokens without blanks and comments: equal for texts that differ in layout only. */
export function sameText(tree: Tree, node: Node): string {
  const parts: string[] = [];
  add(node);
  return parts.join("\u0001");

  function add(at: Node): void {
    if (at.type === "comment") return;
    if (at.type === "indented_string_expression") {
      const text = indentedText(tree, at);
      // With something computed inside, its indentation counts as it is written.
      parts.push(text === null ? textOf(tree, at) : JSON.stringify(text));
    } else if (at.type === "string_expression") parts.push(textOf(tree, at));
    else if (at.children.length === 0) parts.push(textOf(tree, at));
    else for (const each of at.children) add(each);
  }
}
