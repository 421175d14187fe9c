import { isSecretName } from "../../../core/redact/names.ts";
import { segmentsOf } from "../attrpath.ts";
import { bare, bindingsOf, child, isSet, type Node, type Tree, textOf } from "../tree.ts";
import { type Dotted, dotted, meaning, type Names } from "./bound.ts";
import {
  isBuiltin,
  isCode,
  isDangerous,
  isHarmlessGlobal,
  isLibrary,
  isMachinery,
  outside,
  overridable,
  reserved,
  takesFunction,
} from "./names.ts";

/** Package sets: of the module's arguments, or of an overlay's. */
const packageSets = new Set(["pkgs", "prev", "super", "final", "self"]);

/** Why a name, or a selection from it, may not be used as a value; null where it may. */
export function nameMayBeUsed({ root, kind, path }: Dotted): string | null {
  if (kind === "global") {
    if (root === "builtins")
      return isBuiltin(path) ? null : `builtins${path.map((name) => `.${name}`).join("")}`;
    return isHarmlessGlobal(root) && path.length === 0 ? null : root;
  }
  if (root === "lib" && path.length > 0)
    return isLibrary(path) ? null : `lib.${path.join(".")}, which is not on the list`;
  if (root === "config" || root === "options") {
    const odd = path.find((name) => name.startsWith("_") || name === "lib" || name === "pkgs");
    const secret = path.find(isSecretName);
    if (secret !== undefined) return `${root}.${path.join(".")}, which may be a secret`;
    return odd === undefined ? null : `${root}.${path.join(".")}`;
  }
  if (outside.has(root) && kind === "argument" && root !== "self")
    return `${root}, which brings in what is not of this repository`;
  if (root === "self" && path.length === 0) return "self, the whole repository or package set";
  const odd = path.find(
    (name) =>
      isDangerous(name) ||
      (outside.has(name) && name !== "self") ||
      (!packageSets.has(root) && isSecretName(name)),
  );
  return odd === undefined
    ? null
    : `${[root, ...path].filter((name) => name !== "").join(".")}, which may build, read or run something`;
}

/** Why nothing may be bound to these names, the segments of an attribute path; null where it may. */
export function nameMayBeBound(
  names: readonly string[],
  kind: "set" | "rec" | "let",
): string | null {
  const machinery = names.find(isMachinery);
  if (machinery !== undefined) return `${machinery}, which changes how modules or Nix work`;
  const code = names.find(isCode);
  if (code !== undefined) return `the value of ${code}: it may be run as a command`;
  if (kind !== "set" && reserved.has(names[0] ?? ""))
    return `another meaning of the name ${names[0]}`;
  return null;
}

/** Why a function may not be called with these arguments; null where it may. */
export function functionMayBeCalled(
  tree: Tree,
  head: Node,
  given: readonly Node[],
  names: Names,
  unclean: ReadonlySet<string>,
): string | null {
  if (head.type === "function_expression") return null;
  const called = textOf(tree, head).replaceAll(/\s+/g, " ").slice(0, 60);
  const refused = `a call of ${called}`;
  const known = dotted(tree, head, names);
  if (known === null) return refused;
  const { root, kind, path } = known;
  const name = path.at(-1) ?? root;
  if ((root === "lib" && path.length > 0 && kind === "argument") || kind === "global") {
    const bad = nameMayBeUsed(known);
    if (bad !== null) return `a call of ${bad}`;
    const place = takesFunction.get(name);
    const callee = place === undefined ? undefined : given[place];
    return callee === undefined || isKnownFunction(tree, callee, names, unclean)
      ? null
      : `a function of unknown origin for ${called}`;
  }
  if (kind === "value" && path.length === 0)
    return isKnownFunction(tree, head, names, unclean) ? null : refused;
  if (kind === "argument" && packageSets.has(root) && path.length > 1)
    return overrideWhy(tree, name, path, given, root) ?? null;
  return refused;
}

/** Whether an expression is a function that is written here, of clean parts, or one of the allowed ones. */
function isKnownFunction(
  tree: Tree,
  node: Node,
  names: Names,
  unclean: ReadonlySet<string>,
): boolean {
  const at = bare(node);
  if (at.type === "function_expression") return true;
  const known = dotted(tree, at, names);
  if (known === null) return false;
  if (known.kind === "global" || (known.kind === "argument" && known.root === "lib"))
    return nameMayBeUsed(known) === null;
  if (known.kind !== "value" || known.path.length > 0 || unclean.has(known.root)) return false;
  // The name itself, or one that stands for it.
  const bound = boundTo(tree, at, names);
  return bound !== null && bare(bound).type === "function_expression";
}

function boundTo(tree: Tree, node: Node, names: Names, depth = 0): Node | null {
  if (node.type !== "variable_expression" || depth > 20) return null;
  const found = meaning(names, textOf(tree, node));
  if (found.kind !== "value" || found.value === null) return null;
  const value = bare(found.value);
  return value.type === "variable_expression" ? boundTo(tree, value, found.at, depth + 1) : value;
}

function overrideWhy(
  tree: Tree,
  name: string,
  path: readonly string[],
  given: readonly Node[],
  root: string,
): string | null {
  const refused = `a call of ${root}.${path.join(".")}`;
  const odd = path.slice(0, -1).some(isDangerous);
  if (odd || given.length !== 1 || (name !== "override" && name !== "overrideAttrs"))
    return refused;
  let body = bare(given[0] as Node);
  for (let depth = 0; body.type === "function_expression" && depth < 3; depth += 1)
    body = bare(child(body, "body") as Node);
  if (!isSet(body)) return `${refused} with something else than a set written there`;
  const isOpen = (of: string) => (name === "override" ? !isDangerous(of) : overridable.has(of));
  for (const binding of bindingsOf(body)) {
    const at = child(binding, "attrpath") ?? child(binding, "attrs");
    const [head] = at === null ? [] : segmentsOf(tree, at);
    const all = child(binding, "attrs") === null ? [head] : at === null ? [] : segmentsOf(tree, at);
    const bad = all.find((one) => one === undefined || one.dynamic || !isOpen(one.name));
    if (bad !== undefined) return `${name} of ${bad.name}, which may hold sources or commands`;
  }
  return null;
}
