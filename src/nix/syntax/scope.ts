import { segmentsOf } from "./attrpath.ts";
import { bare, bindingsOf, child, childrenIn, type Node, type Tree, textOf } from "./tree.ts";

/** What a name can mean at a place, innermost frame first. */
export type Scope = { frame: Frame; up: Scope } | null;

type Frame =
  /** `let`, `rec { }` or the arguments of a function: name → the expression bound to it, if known. */
  | {
      kind: "names";
      names: Map<string, Node | null>;
      from: "let" | "rec" | "arguments";
      node: Node;
    }
  /** The path below `pkgs` that `with` opens; null when it opens something else. */
  | { kind: "with"; packages: string[] | null; node: Node | null };

/** The scope inside `let … in` (its names see each other). */
export function insideLet(tree: Tree, node: Node, up: Scope): Scope {
  return { frame: { kind: "names", names: boundNames(tree, node), from: "let", node }, up };
}

/** The scope inside `rec { … }`. */
export function insideRec(tree: Tree, node: Node, up: Scope): Scope {
  return { frame: { kind: "names", names: boundNames(tree, node), from: "rec", node }, up };
}

/** The scope inside `with e;`. */
export function insideWith(tree: Tree, node: Node, up: Scope): Scope {
  const environment = child(node, "environment");
  const packages = environment === null ? null : pathBelow(tree, bare(environment), "pkgs");
  return { frame: { kind: "with", packages, node }, up };
}

/** The scope inside a `with pkgs;` that is about to be written. */
export function insideWithPackages(up: Scope): Scope {
  return { frame: { kind: "with", packages: [], node: null }, up };
}

/** The scope inside a function's body. */
export function insideFunction(tree: Tree, node: Node, up: Scope): Scope {
  const names = new Map(argumentNames(tree, node).map((name) => [name, null]));
  return { frame: { kind: "names", names, from: "arguments", node }, up };
}

/** The names that a function binds. */
function argumentNames(tree: Tree, node: Node): string[] {
  const formals = child(node, "formals");
  const named = formals === null ? [] : childrenIn(formals, "formal").map((f) => child(f, "name"));
  return [child(node, "universal"), ...named].flatMap((n) => (n === null ? [] : [textOf(tree, n)]));
}

/** What a name is bound to lexically (`with` is weaker than any of these). */
export function lookup(
  scope: Scope,
  name: string,
): { value: Node | null; from: "let" | "rec" | "arguments"; scope: Scope } | null {
  for (let at = scope; at !== null; at = at.up) {
    if (at.frame.kind !== "names") continue;
    const value = at.frame.names.get(name);
    if (value !== undefined) return { value, from: at.frame.from, scope: at };
  }
  return null;
}

/** The innermost `with`, as a path below `pkgs` (`[]` for `with pkgs;`); null when it is another. */
export function withPackages(scope: Scope): string[] | null {
  for (let at = scope; at !== null; at = at.up) {
    if (at.frame.kind === "with") return at.frame.packages;
  }
  return null;
}

/** `pkgs.a.b` → ["a", "b"], for the variable named `head`; null for anything else. */
export function pathBelow(tree: Tree, node: Node, head: string): string[] | null {
  if (node.type === "variable_expression") return textOf(tree, node) === head ? [] : null;
  if (node.type !== "select_expression" || child(node, "default") !== null) return null;
  const base = child(node, "expression");
  const path = child(node, "attrpath");
  if (base === null || path === null) return null;
  const below = pathBelow(tree, bare(base), head);
  const segments = segmentsOf(tree, path);
  if (below === null || segments.some((each) => each.dynamic)) return null;
  return [...below, ...segments.map((each) => each.name)];
}

function boundNames(tree: Tree, node: Node): Map<string, Node | null> {
  const names = new Map<string, Node | null>();
  for (const binding of bindingsOf(node)) {
    const path = child(binding, "attrpath");
    if (path !== null) {
      const segments = segmentsOf(tree, path);
      const head = segments[0];
      if (head === undefined || head.dynamic) continue;
      names.set(head.name, segments.length === 1 ? child(binding, "expression") : null);
    } else {
      const attrs = child(binding, "attrs");
      for (const attr of attrs === null ? [] : childrenIn(attrs, "attr"))
        names.set(textOf(tree, attr), null);
    }
  }
  return names;
}
