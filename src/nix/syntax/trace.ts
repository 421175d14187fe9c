import type { ModuleScope } from "../../core/edit.ts";
import type { Step, TraceStart, ValueOrigin, ValuePart } from "../../core/value-origin.ts";
import { segmentsOf } from "./attrpath.ts";
import { findPlace, within } from "./modules.ts";
import { resolve, resolveName } from "./resolve.ts";
import { insideFunction, insideLet, insideRec, insideWith, type Scope } from "./scope.ts";
import {
  bindingsOf,
  child,
  childrenIn,
  lineAt,
  type Node,
  rootExpression,
  type Tree,
  textOf,
} from "./tree.ts";
import { unwrap, type Via } from "./unwrap.ts";
import { survey } from "./walk.ts";

/** What of a source text is made of what, and where that comes from, as far as the text tells. */
export function traced(tree: Tree, start: TraceStart): ValuePart[] {
  const root = rootExpression(tree);
  if (root === null) return [];
  switch (start.kind) {
    case "option":
      return partsOf(tree, start.path, start.scope);
    case "attribute":
      return [whole(tree, root, resolve(tree, root, null, start.at, { steps: [] }))];
    case "handed":
      return handed(tree, root, start.name, start.at);
  }
}

function whole(tree: Tree, node: Node, origin: ValueOrigin, element = false): ValuePart {
  const line = lineAt(tree.source, node.start);
  return { origin, element, expression: textOf(tree, node), line };
}

function partsOf(tree: Tree, path: readonly string[], scope?: ModuleScope): ValuePart[] {
  const place = findPlace(tree, scope);
  if (place === null) return [];
  const full = [...place.base, ...path];
  const { entries } = survey(tree, place.start, (each) => within(each, full));
  const exact = entries.filter(
    (each) =>
      !each.dynamic && each.path.length === full.length && each.path.every((s, i) => s === full[i]),
  );
  return exact.flatMap((entry) => {
    if (entry.value === null) {
      const steps = stepsOf(tree, entry.when.via);
      const from = child(entry.binding, "expression");
      const name = entry.path.at(-1) ?? "";
      const origin = from
        ? resolve(tree, from, entry.scope, [name], { steps })
        : resolveName(tree, entry.binding, name, entry.scope, [], { steps });
      return [whole(tree, entry.binding, origin)];
    }
    return unwrap(tree, entry.value, entry.scope, entry.when).flatMap((leaf) => {
      const steps = stepsOf(tree, leaf.when.via);
      const one = (node: Node, element: boolean) =>
        whole(tree, node, resolve(tree, node, leaf.scope, [], { steps }), element);
      return leaf.node.type === "list_expression"
        ? childrenIn(leaf.node, "element").map((item) => one(item, true))
        : [one(leaf.node, false)];
    });
  });
}

function stepsOf(tree: Tree, via: Via | undefined): Step[] {
  if (via === undefined) return [];
  const line = lineAt(tree.source, via.value.start);
  return [...stepsOf(tree, via.up), { name: via.name, line }];
}

/** What is handed to modules under a name: `specialArgs`, `extraSpecialArgs`, `_module.args`. */
function handed(tree: Tree, root: Node, name: string, at: readonly string[]): ValuePart[] {
  const found: ValuePart[] = [];
  visit(root, null);
  return found;

  function visit(node: Node, scope: Scope): void {
    const inner = scopeInside(tree, node, scope);
    for (const binding of node.type === "binding_set" ? [] : bindingsOf(node)) {
      const attrpath = child(binding, "attrpath");
      const value = child(binding, "expression");
      if (attrpath === null || value === null) continue;
      const names = segmentsOf(tree, attrpath).map((each) => each.name);
      const rest = afterArguments(names);
      if (rest === undefined) continue;
      const [own, ...more] = rest;
      if (own !== undefined && own !== name) continue;
      // What follows the name on the left is a part of it that is set alone.
      if (more.some((segment, i) => segment !== at[i])) continue;
      const path = own === undefined ? [name, ...at] : at.slice(more.length);
      const origins = unwrap(tree, value, inner, { conditions: [] }).map((leaf) =>
        resolve(tree, leaf.node, leaf.scope, path, { steps: [] }),
      );
      for (const origin of origins)
        if (origin.kind !== "unknown") found.push(whole(tree, value, origin));
    }
    for (const each of node.children) visit(each, inner);
  }
}

/** What follows `specialArgs` or `_module.args` in a path; undefined where it is about something else. */
function afterArguments(names: readonly string[]): string[] | undefined {
  const at = names.findIndex((one) => /^(specialArgs|extraSpecialArgs)$/.test(one));
  if (at >= 0) return names.slice(at + 1);
  const args = names.findIndex((one, i) => one === "args" && names[i - 1] === "_module");
  return args >= 0 ? names.slice(args + 1) : undefined;
}

function scopeInside(tree: Tree, node: Node, scope: Scope): Scope {
  switch (node.type) {
    case "let_expression":
      return insideLet(tree, node, scope);
    case "rec_attrset_expression":
      return insideRec(tree, node, scope);
    case "with_expression":
      return insideWith(tree, node, scope);
    case "function_expression":
      return insideFunction(tree, node, scope);
    default:
      return scope;
  }
}
