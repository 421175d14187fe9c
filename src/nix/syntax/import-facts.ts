import type { SourceFactKind } from "../../core/source-fact.ts";
import { bare, child, childrenIn, eachNode, isSet, type Node, type Tree, textOf } from "./tree.ts";

type Found = readonly [SourceFactKind, Node];

/**
 * Where a list of modules, or a call of `import`, takes something from that is no plain file of the repository.
 * Relative paths are such files: that they stay inside is seen where the file is known. Modules written in place
 * are looked into elsewhere.
 */
export function importFacts(tree: Tree, node: Node): Found[] {
  const value = bare(node);
  if (value.type === "list_expression")
    return childrenIn(value, "element").flatMap((element) => importFacts(tree, element));
  if (value.type === "binary_expression")
    return value.children
      .filter((each) => each.field !== "operator" && each.field !== null)
      .flatMap((each) => importFacts(tree, each));
  if (value.type === "path_expression" || value.type === "hpath_expression")
    return pathFacts(tree, value);
  if (isSet(value) || value.type === "function_expression") return [];
  if (value.type === "apply_expression") return calledFacts(tree, value);
  if (value.type === "select_expression" || value.type === "variable_expression")
    return namesInput(tree, value) ? [["import-input", value]] : [];
  if (value.type === "string_expression" || value.type === "spath_expression")
    return [["import-computed", value]];
  return [];
}

function pathFacts(tree: Tree, value: Node): Found[] {
  if (value.children.some((each) => each.type === "interpolation"))
    return [["import-computed", value]];
  return /^[/~]/.test(textOf(tree, value)) ? [["import-outside", value]] : [];
}

/** `import ./x { … }` and `(import ./x)`; any other call may give any module. */
function calledFacts(tree: Tree, value: Node): Found[] {
  const callee = child(value, "function");
  const given = child(value, "argument");
  if (callee === null || given === null) return [];
  if (textOf(tree, bare(callee)) === "import") {
    const inner = bare(given);
    if (inner.type === "path_expression" || inner.type === "hpath_expression")
      return pathFacts(tree, inner);
    return namesInput(tree, inner) ? [["import-input", value]] : [["import-computed", value]];
  }
  if (callee.type === "apply_expression") return calledFacts(tree, callee);
  return namesInput(tree, value) ? [["import-input", value]] : [];
}

/** Does it go through the flake's inputs by their usual name? */
function namesInput(tree: Tree, node: Node): boolean {
  let found = false;
  eachNode(node, (each) => {
    if (each.type === "variable_expression" && textOf(tree, each) === "inputs") found = true;
  });
  const parts = textOf(tree, node).split(".");
  return (
    found ||
    parts.some((part) => /^(nixos|darwin|home|homeManager)Modules?$|^flakeModules?$/.test(part))
  );
}
