import { segmentsOf } from "../attrpath.ts";
import {
  bare,
  bindingsOf,
  child,
  childrenIn,
  eachNode,
  type Node,
  type Tree,
  textOf,
} from "../tree.ts";
import { isGlobal } from "./names.ts";

/** What a name stands for at a place. */
export type Meaning =
  /** Bound by `let` or `rec`: to an expression, or by `inherit (from)`. */
  | {
      readonly kind: "value";
      readonly value: Node | null;
      readonly from: Node | null;
      readonly at: Names;
    }
  | { readonly kind: "argument" }
  | { readonly kind: "global" }
  /** Bound by nothing, so that a `with` gives it: the opened expressions, innermost first. */
  | { readonly kind: "with"; readonly opened: readonly { node: Node; at: Names }[] };

/** The names at a place, innermost frame first. */
export type Names = {
  readonly bound?: ReadonlyMap<string, Extract<Meaning, { kind: "value" | "argument" }>>;
  readonly opened?: Node;
  readonly up: Names;
} | null;

/** What a name means; Nix prefers what is bound to what it knows itself, and both to any `with`. */
export function meaning(names: Names, name: string): Meaning {
  const opened: { node: Node; at: Names }[] = [];
  for (let at = names; at !== null; at = at.up) {
    const found = at.bound?.get(name);
    if (found) return found;
    if (at.opened) opened.push({ node: at.opened, at: at.up });
  }
  return isGlobal(name) ? { kind: "global" } : { kind: "with", opened };
}

/** The names inside of a function's body. */
export function withArguments(tree: Tree, node: Node, up: Names): Names {
  const bound = new Map(
    argumentsOf(tree, node).map((name) => [name, { kind: "argument" }] as const),
  );
  return { bound, up };
}

/** The names that a function's head binds. */
export function argumentsOf(tree: Tree, node: Node): string[] {
  const formals = child(node, "formals");
  const named = formals === null ? [] : childrenIn(formals, "formal").map((f) => child(f, "name"));
  return [child(node, "universal"), ...named].flatMap((n) => (n === null ? [] : [textOf(tree, n)]));
}

/** The names inside of `let` or `rec { }`, which see each other. */
export function withBindings(tree: Tree, node: Node, up: Names): Names {
  const bound = new Map<string, Extract<Meaning, { kind: "value" }>>();
  const names: Names = { bound, up };
  for (const binding of bindingsOf(node)) {
    const path = child(binding, "attrpath");
    if (path !== null) {
      const segments = segmentsOf(tree, path);
      const [head] = segments;
      if (!head) continue;
      const value = segments.length === 1 ? child(binding, "expression") : null;
      bound.set(head.name, { kind: "value", value, from: null, at: names });
      continue;
    }
    const attrs = child(binding, "attrs");
    const source = child(binding, "expression");
    for (const { name } of attrs === null ? [] : segmentsOf(tree, attrs)) {
      // `inherit x;` gives the name that is outside.
      const outer = source === null ? meaning(up, name) : null;
      if (outer !== null && outer.kind !== "value") continue;
      bound.set(name, outer ?? { kind: "value", value: null, from: source, at: names });
    }
  }
  return names;
}

/** An expression as a root and a path below it: `lib.types.str`, `pkgs.git`; null for anything computed. */
export type Dotted = {
  readonly root: string;
  readonly kind: Meaning["kind"];
  readonly path: string[];
};

/** Follows names and selections: `m.str` where `m = lib.types` is `lib.types.str`. */
export function dotted(tree: Tree, node: Node, names: Names, depth = 0): Dotted | null {
  const at = bare(node);
  if (depth > 20) return null;
  if (at.type === "select_expression") {
    const base = child(at, "expression");
    const attrpath = child(at, "attrpath");
    if (base === null || attrpath === null || child(at, "default") !== null) return null;
    const segments = segmentsOf(tree, attrpath);
    const below = dotted(tree, base, names, depth + 1);
    if (below === null || segments.some(({ dynamic }) => dynamic)) return null;
    return { ...below, path: [...below.path, ...segments.map(({ name }) => name)] };
  }
  return at.type === "variable_expression"
    ? dottedName(tree, textOf(tree, at), names, depth)
    : null;
}

/** The same for a bare name. */
export function dottedName(tree: Tree, name: string, names: Names, depth = 0): Dotted | null {
  const found = meaning(names, name);
  if (found.kind === "value") {
    const source = found.from ?? found.value;
    const followed = source === null ? null : dotted(tree, source, found.at, depth + 1);
    if (followed === null) return { root: name, kind: "value", path: [] };
    return found.from === null ? followed : { ...followed, path: [...followed.path, name] };
  }
  if (found.kind === "with") {
    const [inner] = found.opened;
    const opened = inner && dotted(tree, inner.node, inner.at, depth + 1);
    return opened ? { ...opened, path: [...opened.path, name] } : null;
  }
  return { root: name, kind: found.kind, path: [] };
}

/** The names that an expression uses: as variables, and by `inherit`. */
export function namesUsed(tree: Tree, node: Node): Set<string> {
  const used = new Set<string>();
  eachNode(node, (each) => {
    if (each.type === "variable_expression") used.add(textOf(tree, each));
    const attrs = each.type === "inherit" ? child(each, "attrs") : null;
    if (attrs !== null) for (const { name } of segmentsOf(tree, attrs)) used.add(name);
  });
  return used;
}
