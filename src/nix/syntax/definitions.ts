import type { Definition, ModuleScope } from "../../core/edit.ts";
import { findPlace, modulePlaces } from "./modules.ts";
import { isSet, lineAt, type Node, type Tree, textOf } from "./tree.ts";
import { type Leaf, unwrap } from "./unwrap.ts";
import { type Entry, survey } from "./walk.ts";

/** Everything that the modules of a source text define, or one of them, sets and their attributes alike. */
export function definitionsOf(tree: Tree, scope?: ModuleScope): Definition[] {
  const all = modulePlaces(tree);
  const one = scope && findPlace(tree, scope);
  const places = one === undefined ? all : one === null ? [] : [one];
  const nested = all.filter((each) => each.scope.kind !== "file").map((each) => each.boundary.node);
  return places.flatMap(({ scope, start, base, boundary }) => {
    const { entries } = survey(tree, start, () => true);
    const mine = entries.filter(
      (each) =>
        each.path.length > base.length &&
        base.every((name, i) => each.path[i] === name) &&
        !(
          scope.kind === "file" &&
          nested.some((node) => node !== boundary.node && covers(node, each))
        ),
    );
    return mine.map((each) => definition(tree, each, scope, base.length));
  });
}

function covers(node: Node, entry: Entry): boolean {
  const at = entry.value ?? entry.binding;
  return node.start <= at.start && at.end <= node.end;
}

function definition(tree: Tree, entry: Entry, scope: ModuleScope, skip: number): Definition {
  const leaves = entry.value === null ? [] : unwrap(tree, entry.value, entry.scope, entry.when);
  const conditional =
    entry.when.conditions.length > 0 ||
    (leaves.length > 0 && leaves.every((leaf) => leaf.when.conditions.length > 0));
  const priority = leaves[0]?.when.priority ?? entry.when.priority;
  return {
    path: entry.path.slice(skip),
    line: lineAt(tree.source, entry.binding.start),
    endLine: lineAt(tree.source, entry.binding.end),
    conditional,
    scope,
    valueKind: kindOf(tree, leaves),
    ...(priority === undefined ? {} : { priority }),
    ...(entry.dynamic ? { dynamic: true } : {}),
  };
}

function kindOf(tree: Tree, leaves: Leaf[]): Definition["valueKind"] {
  const kinds = new Set(leaves.map((leaf) => leafKind(tree, leaf.node)));
  if (kinds.size === 1) return [...kinds][0] ?? "expression";
  return "expression";
}

function leafKind(tree: Tree, node: Node): Definition["valueKind"] {
  if (isSet(node)) return "set";
  if (node.type === "list_expression") return "list";
  if (/^(true|false|null)$/.test(textOf(tree, node))) return "literal";
  const literal = /^(integer|float|string|indented_string|path|hpath|spath|uri)_expression$/;
  const computed = node.children.some((each) => each.type === "interpolation");
  return literal.test(node.type) && !computed ? "literal" : "expression";
}
