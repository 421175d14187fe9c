import { insideFunction, insideLet, insideWith, lookup, type Scope } from "./scope.ts";
import { bare, child, childrenIn, type Node, type Tree, textOf } from "./tree.ts";

/** What stands between an option and one of the values that it is made of. */
export type Circumstances = {
  /** Source text of the conditions under which it holds. */
  conditions: string[];
  priority?: "force" | "default";
  /** A `let` name that the value goes through. */
  via?: { name: string; value: Node };
  /** It went through an operation of which it is one part: `++`, `//`, `mkMerge`, `if`. */
  part?: "++" | "//" | "mkMerge" | "if";
  /** The operator of which it is the right operand. */
  operator?: Node;
  /** Right-hand sides of `//`, whose attributes win over this one's. */
  shadows?: Leaf[];
  /** It went through a function: a module or submodule body. */
  inFunction?: Node;
};

/** One value that an expression is made of, after wrappers. */
export type Leaf = { node: Node; scope: Scope; when: Circumstances };

/** Wrappers of one value: the position of the value, and what they do to it. */
const wrappers: Record<string, { argument: number; priority?: "force" | "default"; if?: true }> = {
  mkForce: { argument: 0, priority: "force" },
  mkVMOverride: { argument: 0, priority: "force" },
  mkDefault: { argument: 0, priority: "default" },
  mkOptionDefault: { argument: 0, priority: "default" },
  mkImageMediaOverride: { argument: 0 },
  mkOverride: { argument: 1 },
  mkBefore: { argument: 0 },
  mkAfter: { argument: 0 },
  mkOrder: { argument: 1 },
  mkIf: { argument: 1, if: true },
  optionalAttrs: { argument: 1, if: true },
  optionals: { argument: 1, if: true },
  optionalString: { argument: 1, if: true },
  flatten: { argument: 0 },
  unique: { argument: 0 },
};

/**
 * The values that an expression is made of: through parentheses, `let`, `with`, functions, `mkIf`,
 * `mkMerge`, priorities, `++`, `//`, `if`, and names bound by a `let` of the same file.
 */
export function unwrap(tree: Tree, node: Node, scope: Scope, when: Circumstances): Leaf[] {
  const inner = (next: Node | null, inScope: Scope, circumstances = when): Leaf[] =>
    next === null ? [] : unwrap(tree, next, inScope, circumstances);
  switch (node.type) {
    case "parenthesized_expression":
      return inner(child(node, "expression"), scope);
    case "let_expression":
      return inner(child(node, "body"), insideLet(tree, node, scope));
    case "with_expression":
      return inner(child(node, "body"), insideWith(tree, node, scope));
    case "assert_expression":
      return inner(child(node, "body"), scope);
    case "function_expression":
      return inner(child(node, "body"), insideFunction(tree, node, scope), {
        ...when,
        inFunction: node,
      });
    case "if_expression":
      return branches(tree, node, scope, when);
    case "binary_expression":
      return operands(tree, node, scope, when);
    case "variable_expression":
      return variable(tree, node, scope, when);
    case "apply_expression":
      return application(tree, node, scope, when);
    default:
      return [{ node, scope, when }];
  }
}

function branches(tree: Tree, node: Node, scope: Scope, when: Circumstances): Leaf[] {
  const condition = child(node, "condition");
  const text = condition === null ? "…" : short(tree, condition);
  const branch = (field: string, holds: string): Leaf[] => {
    const next = child(node, field);
    const conditions = [...when.conditions, holds];
    return next === null ? [] : unwrap(tree, next, scope, { ...when, conditions, part: "if" });
  };
  return [...branch("consequence", text), ...branch("alternative", `!(${text})`)];
}

function operands(tree: Tree, node: Node, scope: Scope, when: Circumstances): Leaf[] {
  const operator = child(node, "operator");
  const left = child(node, "left");
  const right = child(node, "right");
  const sign = operator === null ? "" : textOf(tree, operator);
  if (left === null || right === null || (sign !== "++" && sign !== "//"))
    return [{ node, scope, when }];
  const rights = unwrap(tree, right, scope, {
    ...when,
    part: sign,
    ...(operator === null ? {} : { operator }),
  });
  const shadows = sign === "//" ? [...(when.shadows ?? []), ...rights] : [];
  const lefts = unwrap(tree, left, scope, {
    ...when,
    part: sign,
    ...(sign === "//" ? { shadows } : {}),
  });
  return [...lefts, ...rights];
}

function variable(tree: Tree, node: Node, scope: Scope, when: Circumstances): Leaf[] {
  const name = textOf(tree, node);
  const bound = lookup(scope, name);
  if (
    bound === null ||
    bound.value === null ||
    bound.from === "arguments" ||
    when.via?.name === name
  )
    return [{ node, scope, when }];
  return unwrap(tree, bound.value, bound.scope, { ...when, via: { name, value: bound.value } });
}

function application(tree: Tree, node: Node, scope: Scope, when: Circumstances): Leaf[] {
  const { name, args } = call(tree, node);
  if (
    (name === "mkMerge" || name === "concatLists") &&
    args.length === 1 &&
    args[0] !== undefined
  ) {
    const list = bare(args[0]);
    if (list.type === "list_expression")
      return childrenIn(list, "element").flatMap((element) =>
        unwrap(tree, element, scope, { ...when, part: "mkMerge" }),
      );
  }
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
  const value = wrapper === undefined ? undefined : args[wrapper.argument];
  if (wrapper === undefined || value === undefined || args.length !== wrapper.argument + 1)
    return [{ node, scope, when }];
  const circumstances = { ...when };
  if (wrapper.priority !== undefined) circumstances.priority = wrapper.priority;
  if (wrapper.if === true && args[0] !== undefined)
    circumstances.conditions = [...when.conditions, short(tree, bare(args[0]))];
  return unwrap(tree, value, scope, circumstances);
}

/** The last name of the function that is applied (`lib.mkIf` → mkIf), and its arguments. */
export function call(tree: Tree, node: Node): { name: string; args: Node[] } {
  const args: Node[] = [];
  let at = node;
  while (at.type === "apply_expression") {
    const argument = child(at, "argument");
    const callee = child(at, "function");
    if (argument === null || callee === null) break;
    args.unshift(argument);
    at = callee;
  }
  const name = textOf(tree, at).split(".").at(-1) ?? "";
  return { name: at.type === "apply_expression" ? "" : name, args };
}

/** Source text on one line, cut at 60 characters, for messages. */
export function short(tree: Tree, node: Node): string {
  const text = textOf(tree, node).replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
