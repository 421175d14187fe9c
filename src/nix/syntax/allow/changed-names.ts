import { segmentsOf } from "../attrpath.ts";
import { bindingsOf, child, childrenIn, eachNode, type Node, type Tree, textOf } from "../tree.ts";
import { argumentsOf, namesUsed } from "./bound.ts";
import { moduleArguments } from "./names.ts";
import { sameText } from "./same-text.ts";

/** A name that a text binds, what it is bound to, and the names in that. */
type Binding = { name: string; text: string; uses: ReadonlySet<string> };

/**
 * Names that `let`, `rec` or a function's head bind otherwise than before somewhere, and those made from them.
 * Scopes are not told apart: a name that is changed anywhere counts as changed everywhere.
 */
export function changedNames(before: readonly Tree[], after: readonly Tree[]): Set<string> {
  const known = new Set(before.flatMap(bindingsIn).map(({ name, text }) => `${name}\u0000${text}`));
  const fresh = after.flatMap(bindingsIn);
  const changed = new Set(
    fresh.filter(({ name, text }) => !known.has(`${name}\u0000${text}`)).map(({ name }) => name),
  );
  for (let size = -1; size < changed.size; ) {
    size = changed.size;
    for (const { name, uses } of fresh)
      if (!changed.has(name) && [...uses].some((used) => changed.has(used))) changed.add(name);
  }
  return changed;
}

function bindingsIn(tree: Tree): Binding[] {
  const found: Binding[] = [];
  eachNode(tree.root, (node) => {
    if (node.type === "let_expression" || node.type === "rec_attrset_expression")
      for (const binding of bindingsOf(node)) found.push(...boundBy(tree, binding));
    if (node.type === "function_expression") {
      // A module's own arguments are the same for every module.
      const isModule = child(node, "formals") !== null;
      for (const name of argumentsOf(tree, node))
        if (!(isModule && moduleArguments.has(name)))
          found.push({ name, text: "argument", uses: new Set() });
    }
  });
  return found;
}

function boundBy(tree: Tree, binding: Node): Binding[] {
  const value = child(binding, "expression");
  const uses = value === null ? new Set<string>() : namesUsed(tree, value);
  const attrs = child(binding, "attrs");
  if (attrs !== null) {
    const text = value === null ? "inherit" : `inherit ${sameText(tree, value)}`;
    return childrenIn(attrs, "attr").map((attr) => ({ name: textOf(tree, attr), text, uses }));
  }
  const attrpath = child(binding, "attrpath");
  const [head] = attrpath === null ? [] : segmentsOf(tree, attrpath);
  return head ? [{ name: head.name, text: sameText(tree, binding), uses }] : [];
}
