import type { Step, ValueOrigin } from "../../core/value-origin.ts";
import { segmentsOf, staticString } from "./attrpath.ts";
import { insideFunction, insideLet, insideRec, insideWith, type Scope } from "./scope.ts";
import {
  bare,
  bindingsOf,
  child,
  childrenIn,
  lineAt,
  type Node,
  type Tree,
  textOf,
} from "./tree.ts";
import { call, short, signOf } from "./unwrap.ts";

/** How one came to an expression. */
export interface Way {
  readonly steps: readonly Step[];
  readonly within?: { readonly before: string; readonly after: string };
}

/** So many expressions are followed for one value: a guard against circles. */
const deepest = 40;

/** Where the value of an expression, or of an attribute of it, comes from, as far as this text tells. */
export function resolve(
  tree: Tree,
  node: Node,
  scope: Scope,
  at: readonly string[],
  way: Way,
  depth = 0,
): ValueOrigin {
  const seen = { line: lineAt(tree.source, node.start), text: short(tree, node), ...way };
  const unknown: ValueOrigin = { ...seen, kind: "unknown" };
  if (depth > deepest) return unknown;
  const next = (inner: Node | null, inScope: Scope, rest = at, on = way): ValueOrigin =>
    inner === null ? unknown : resolve(tree, inner, inScope, rest, on, depth + 1);
  switch (node.type) {
    case "parenthesized_expression":
      return next(child(node, "expression"), scope);
    case "let_expression":
      return next(child(node, "body"), insideLet(tree, node, scope));
    case "with_expression":
      return next(child(node, "body"), insideWith(tree, node, scope));
    case "assert_expression":
      return next(child(node, "body"), scope);
    case "function_expression":
      return next(child(node, "body"), insideFunction(tree, node, scope));
    case "select_expression":
      return selected(tree, node, (base, path) => next(base, scope, [...path, ...at])) ?? unknown;
    case "variable_expression":
      return named(textOf(tree, node), scope) ?? literalOr(node);
    case "apply_expression":
      return applied(node);
    case "attrset_expression":
    case "rec_attrset_expression": {
      const inner = node.type === "rec_attrset_expression" ? insideRec(tree, node, scope) : scope;
      return (at.length > 0 && bound(node, at, inner, scope)) || literalOr(node);
    }
    case "binary_expression":
      return at.length > 0 && signOf(tree, node) === "//" ? updated(node) : unknown;
    case "string_expression":
      return (at.length === 0 && interpolated(node)) || literalOr(node);
    default:
      return literalOr(node);
  }

  function literalOr(one: Node): ValueOrigin {
    if (at.length > 0) return unknown;
    const value = plainValue(tree, one);
    const isPlain = value !== undefined;
    const isList = one.type === "list_expression";
    if (!isPlain && !isList) return unknown;
    return { ...seen, kind: "literal", start: one.start, end: one.end, ...(isPlain && { value }) };
  }

  function named(name: string, from: Scope): ValueOrigin | undefined {
    for (let frame = from; frame !== null; frame = frame.up) {
      const { frame: own, up } = frame;
      if (own.kind === "with") continue;
      if (!own.names.has(name)) continue;
      if (own.from !== "arguments") return bound(own.node, [name, ...at], frame, up);
      const universal = child(own.node, "universal");
      const isWhole = universal !== null && textOf(tree, universal) === name;
      const [head, ...rest] = isWhole ? at : [name, ...at];
      if (head === undefined) return unknown;
      return head === "config" && rest.length > 0
        ? { ...seen, kind: "option", path: rest }
        : { ...seen, kind: "argument", name: head, at: rest };
    }
    if (/^(true|false|null)$/.test(name)) return undefined;
    for (let frame = from; frame !== null; frame = frame.up) {
      if (frame.frame.kind !== "with" || frame.frame.node === null) continue;
      const found = next(child(frame.frame.node, "environment"), frame.up, [name, ...at]);
      // The sets that everybody opens hold no settings: what is meant is opened further out.
      if (!(found.kind === "argument" && /^(lib|pkgs)$/.test(found.name))) return found;
    }
    return unknown;
  }

  /** An attribute that a `let` or a set binds. */
  function bound(
    holder: Node,
    path: readonly string[],
    inner: Scope,
    outer: Scope,
  ): ValueOrigin | undefined {
    for (const binding of bindingsOf(holder)) {
      const line = lineAt(tree.source, binding.start);
      const step = (names: readonly string[]): Way => ({
        ...way,
        steps: [...way.steps, { name: names.join("."), line }],
      });
      const attrpath = child(binding, "attrpath");
      if (attrpath !== null) {
        const names = segmentsOf(tree, attrpath);
        const fits = names.every(({ name, dynamic }, i) => !dynamic && name === path[i]);
        if (!fits || names.length > path.length) continue;
        const rest = path.slice(names.length);
        const on = step(names.map(({ name }) => name));
        return next(child(binding, "expression"), inner, rest, on);
      }
      const attrs = child(binding, "attrs");
      const [name = "", ...rest] = path;
      const has = attrs !== null && childrenIn(attrs, "attr").some((a) => textOf(tree, a) === name);
      if (!has) continue;
      const from = child(binding, "expression");
      if (from !== null) return next(from, holder.type === "let_expression" ? inner : outer, path);
      return resolveName(tree, binding, name, outer, rest, way, depth + 1);
    }
    return undefined;
  }

  /** Of `left // right` the right side has the last word. */
  function updated(one: Node): ValueOrigin {
    const right = next(child(one, "right"), scope);
    return right.kind === "unknown" ? next(child(one, "left"), scope) : right;
  }

  function applied(one: Node): ValueOrigin {
    const { name, args } = call(tree, one);
    const [first] = args;
    if (!first) return unknown;
    if (name === "import") {
      const path = bare(first);
      const literal = path.type === "path_expression" && !/[$<]/.test(textOf(tree, path));
      return literal ? { ...seen, kind: "file", path: textOf(tree, path), at } : unknown;
    }
    if (name === "toString" && args.length === 1 && at.length === 0)
      return next(first, scope, at, { ...way, within: way.within ?? { before: "", after: "" } });
    return unknown;
  }

  /** A text with one hole in it comes from what fills the hole. */
  function interpolated(one: Node): ValueOrigin | undefined {
    const holes = one.children.filter((each) => each.type === "interpolation");
    const [hole] = holes;
    if (!hole || holes.length > 1) return undefined;
    const before = tree.source.slice(one.start + 1, hole.start);
    const after = tree.source.slice(hole.end, one.end - 1);
    if (/[\\$]/.test(before + after)) return undefined;
    const outer = way.within ?? { before: "", after: "" };
    const within = { before: outer.before + before, after: after + outer.after };
    return next(child(hole, "expression"), scope, [], { ...way, within });
  }
}

/** Where a name comes from that is used without an expression of its own, as in `inherit name;`. */
export function resolveName(
  tree: Tree,
  at: Node,
  name: string,
  scope: Scope,
  rest: readonly string[],
  way: Way,
  depth = 0,
): ValueOrigin {
  // A name alone is a variable: the same node under another type.
  const node = findName(at, tree, name) ?? at;
  const variable: Node = { ...node, type: "variable_expression", children: [] };
  return resolve(tree, variable, scope, rest, way, depth);
}

function findName(node: Node, tree: Tree, name: string): Node | undefined {
  const attrs = child(node, "attrs");
  return attrs === null
    ? undefined
    : childrenIn(attrs, "attr").find((each) => textOf(tree, each) === name);
}

function selected(
  tree: Tree,
  node: Node,
  on: (base: Node, path: readonly string[]) => ValueOrigin,
): ValueOrigin | undefined {
  const base = child(node, "expression");
  const attrpath = child(node, "attrpath");
  if (base === null || attrpath === null) return undefined;
  const segments = segmentsOf(tree, attrpath);
  if (segments.some(({ dynamic }) => dynamic)) return undefined;
  return on(
    base,
    segments.map(({ name }) => name),
  );
}

/** What a literal says, where that is plain data; undefined for everything else. */
export function plainValue(tree: Tree, node: Node): unknown {
  const text = textOf(tree, node);
  switch (node.type) {
    case "parenthesized_expression": {
      const inner = child(node, "expression");
      return inner === null ? undefined : plainValue(tree, inner);
    }
    case "integer_expression":
    case "float_expression":
      return Number(text);
    case "unary_expression":
      return /^-\d+$/.test(text) ? Number(text) : undefined;
    case "string_expression":
      return staticString(tree, node) ?? undefined;
    case "variable_expression":
      return { true: true, false: false, null: null }[text];
    case "list_expression": {
      const items = childrenIn(node, "element").map((item) => plainValue(tree, item));
      return items.includes(undefined) ? undefined : items;
    }
    default:
      return undefined;
  }
}
