import { insideFunction, insideLet, insideWith, lookup, type Scope } from "./scope.ts";
import { bare, child, childrenIn, type Node, type Tree, textOf } from "./tree.ts";

/** A name that a value goes through: where it is used, what it is bound to, and the name before it. */
export type Via = {
  name: string;
  value: Node;
  at: Node;
  scope: Scope;
  /** It is an attribute of a `rec` set, a definition itself. */
  attribute: boolean;
  up: Via | undefined;
};

/** What stands between an option and one of the values that it is made of. */
export type Circumstances = {
  /** Source text of the conditions under which it holds. */
  conditions: string[];
  priority?: "force" | "default";
  /** A `let` name that the value goes through. */
  via?: Via;
  /** The bound values that it went through: a guard against circles. */
  through?: readonly Node[];
  /** How many more names may be followed: a guard against texts that multiply. */
  budget?: { left: number };
  /** It went through an operation of which it is one part: `++`, `//`, `mkMerge`, `if`. */
  part?: "++" | "//" | "mkMerge" | "if";
  /** The operator of which it is the right operand. */
  operator?: Node;
  /** Right-hand sides of `//`, whose attributes win over this one's. */
  shadows?: Leaf[];
  /** Left-hand sides of `//`, whose attributes this one's replace. */
  covers?: Leaf[];
  /** It went through a function: a module or submodule body. */
  inFunction?: Node;
};

/** One value that an expression is made of, after wrappers. */
export type Leaf = { node: Node; scope: Scope; when: Circumstances };

/** So many names deep are values followed, and so many names in all from one place. */
const deepest = 4;
const most = 500;

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
  const sign = signOf(tree, node);
  if (sign === "//") return updated(tree, node, scope, when);
  if (sign !== "++") return [{ node, scope, when }];
  const parts: { node: Node; operator?: Node }[] = [];
  let at = node;
  for (; signOf(tree, at) === "++"; at = child(at, "left") as Node) {
    const right = child(at, "right");
    const operator = child(at, "operator");
    if (right !== null && operator !== null) parts.push({ node: right, operator });
  }
  parts.push({ node: at });
  return parts
    .reverse()
    .flatMap(({ node: part, ...operator }) =>
      unwrap(tree, part, scope, { ...when, part: "++", ...operator }),
    );
}

/** The operator of a binary expression with two sides; empty for anything else. */
export function signOf(tree: Tree, node: Node): string {
  if (node.type !== "binary_expression") return "";
  const operator = child(node, "operator");
  const whole = child(node, "left") !== null && child(node, "right") !== null;
  return operator !== null && whole ? textOf(tree, operator) : "";
}

/** `left // right`: what the right side sets replaces what the left side does. */
function updated(tree: Tree, node: Node, scope: Scope, when: Circumstances): Leaf[] {
  const side = (field: string, more: Partial<Circumstances>): Leaf[] => {
    const next = child(node, field);
    return next === null ? [] : unwrap(tree, next, scope, { ...when, part: "//", ...more });
  };
  const rights = side("right", {});
  const lefts = side("left", { shadows: [...(when.shadows ?? []), ...rights] });
  for (const leaf of rights)
    leaf.when = { ...leaf.when, covers: [...(leaf.when.covers ?? []), ...lefts] };
  return [...lefts, ...rights];
}

function variable(tree: Tree, node: Node, scope: Scope, when: Circumstances): Leaf[] {
  const name = textOf(tree, node);
  const bound = lookup(scope, name);
  const through = when.through ?? [];
  const budget = when.budget ?? { left: most };
  const value = bound?.from === "arguments" ? null : (bound?.value ?? null);
  if (bound === null || value === null || through.length >= deepest || through.includes(value))
    return [{ node, scope, when }];
  if (budget.left-- <= 0) return [{ node, scope, when }];
  const via = { name, value, at: node, scope, attribute: bound.from === "rec", up: when.via };
  const followed = { ...when, budget, through: [...through, value], via };
  return unwrap(tree, value, bound.scope, followed);
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

/** An expression and what it wraps: through parentheses, `let`, `with` and functions of one value. */
export function layers(tree: Tree, node: Node): Node[] {
  const at = bare(node);
  const next = /^(let|with|assert)_expression$/.test(at.type)
    ? child(at, "body")
    : wrapped(tree, at);
  return [at, ...(next === null ? [] : layers(tree, next))];
}

function wrapped(tree: Tree, node: Node): Node | null {
  if (node.type !== "apply_expression") return null;
  const { name, args } = call(tree, node);
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
  return wrapper?.if === true ? null : (args[wrapper?.argument ?? args.length] ?? null);
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
