import type { SyntaxProblem } from "../../core/edit.ts";
import { lineStart } from "./style.ts";
import { brokenNodes, lineAt, type Node, type Tree, textOf } from "./tree.ts";

/** The places that the parser could not understand, outermost first, one per stretch. */
export function problemsOf(tree: Tree): SyntaxProblem[] {
  const broken = brokenNodes(tree.root);
  const outer = broken.filter(
    (each) => !broken.some((other) => other !== each && contains(other, each)),
  );
  return outer.map((node) => ({
    line: lineAt(tree.source, node.start),
    column: node.start - lineStart(tree.source, node.start) + 1,
    message: describe(tree, node),
  }));
}

function contains(outer: Node, inner: Node): boolean {
  return outer.children.some((each) => each === inner || contains(each, inner));
}

function describe(tree: Tree, node: Node): string {
  const text = textOf(tree, node).replace(/\s+/g, " ").trim();
  if (text === "") return `something is missing here (${node.type.replaceAll("_", " ")})`;
  return `not understood: ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`;
}
