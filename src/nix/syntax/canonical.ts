import { escapeString, segmentsOf, staticString } from "./attrpath.ts";
import { lookup, pathBelow, type Scope, withPackages } from "./scope.ts";
import { bare, bindingsOf, child, childrenIn, type Node, type Tree, textOf } from "./tree.ts";

/**
 * A text that is equal for expressions that mean the same: `pkgs.btop` and `btop` under
 * `with pkgs;`, `"a"` and `''a''`, attributes in any order and nesting. Everything else is
 * compared by its source without regard to blanks.
 */
export function canonical(tree: Tree, node: Node, scope: Scope): string {
  const at = bare(node);
  const name = packagePath(tree, at, scope);
  if (name !== null) return `pkg:${JSON.stringify(name)}`;
  switch (at.type) {
    case "string_expression": {
      const text = staticString(tree, at);
      return text === null ? source(tree, at) : `str:${JSON.stringify(text)}`;
    }
    case "indented_string_expression": {
      const text = indentedText(tree, at);
      return text === null ? source(tree, at) : `str:${JSON.stringify(text)}`;
    }
    case "list_expression":
      return `[${childrenIn(at, "element").map((each) => canonical(tree, each, scope))}]`;
    case "attrset_expression":
      return canonicalSet(tree, at, scope) ?? source(tree, at);
    case "path_expression":
      return `path:${textOf(tree, at)}`;
    default:
      return source(tree, at);
  }
}

/** The package that an expression names, as a path below `pkgs`; null for anything else. */
export function packagePath(tree: Tree, node: Node, scope: Scope): string[] | null {
  const below = pathBelow(tree, node, "pkgs");
  if (below !== null && below.length > 0) return below;
  const names = dottedNames(tree, node);
  const head = names?.[0];
  if (names === null || head === undefined || lookup(scope, head) !== null) return null;
  if (/^(true|false|null)$/.test(head)) return null;
  const opened = withPackages(scope);
  return opened === null ? null : [...opened, ...names];
}

function dottedNames(tree: Tree, node: Node): string[] | null {
  if (node.type === "variable_expression") return [textOf(tree, node)];
  if (node.type !== "select_expression" || child(node, "default") !== null) return null;
  const base = child(node, "expression");
  const path = child(node, "attrpath");
  if (base?.type !== "variable_expression" || path === null) return null;
  const segments = segmentsOf(tree, path);
  if (segments.some((each) => each.dynamic)) return null;
  return [textOf(tree, base), ...segments.map((each) => each.name)];
}

function canonicalSet(tree: Tree, set: Node, scope: Scope): string | null {
  const flat: string[] = [];
  const add = (node: Node, prefix: string): boolean =>
    bindingsOf(node).every((binding) => {
      const attrpath = child(binding, "attrpath");
      const value = child(binding, "expression");
      if (attrpath === null || value === null) return false;
      const segments = segmentsOf(tree, attrpath);
      if (segments.some((each) => each.dynamic)) return false;
      const path = segments.reduce((p, each) => `${p}."${escapeString(each.name)}"`, prefix);
      const inner = bare(value);
      if (inner.type === "attrset_expression" && bindingsOf(inner).length > 0)
        return add(inner, path);
      flat.push(`${path}=${canonical(tree, value, scope)}`);
      return true;
    });
  return add(set, "") ? `{${flat.toSorted().join(";")}}` : null;
}

/** The value of an `'' … ''` string without interpolation, else null. */
export function indentedText(tree: Tree, node: Node): string | null {
  if (node.children.some((each) => each.type === "interpolation" || each.broken)) return null;
  const raw = tree.source.slice(node.start + 2, node.end - 2);
  const lines = raw.split("\n");
  if (/^ *$/.test(lines[0] ?? "") && lines.length > 1) lines.shift();
  const least = Math.min(
    ...lines.filter((line) => !/^ *$/.test(line)).map((line) => /^ */.exec(line)?.[0].length ?? 0),
  );
  const cut = lines.map((line, i) => {
    const stripped = line.slice(Math.min(least, /^ */.exec(line)?.[0].length ?? 0));
    return i === lines.length - 1 && /^ *$/.test(line) ? "" : stripped;
  });
  return cut.join("\n").replace(/'''|''\$|''\\([\s\S])/g, (match, c: string | undefined) => {
    if (match === "'''") return "''";
    if (match === "''$") return "$";
    return c === "n" ? "\n" : c === "r" ? "\r" : c === "t" ? "\t" : (c ?? "");
  });
}

function source(tree: Tree, node: Node): string {
  return `src:${textOf(tree, node).replace(/\s+/g, " ")}`;
}
