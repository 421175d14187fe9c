import { posix } from "node:path";
import { segmentsOf } from "../attrpath.ts";
import {
  bare,
  bindingsOf,
  child,
  childrenIn,
  isSet,
  type Node,
  rootExpression,
  type Tree,
  textOf,
} from "../tree.ts";
import { dotted, dottedName, meaning, withArguments, withBindings } from "./bound.ts";
import { type Doubts, type Place, recorder } from "./doubt.ts";
import { functionMayBeCalled, nameMayBeBound, nameMayBeUsed } from "./mentions.ts";
import { moduleLists, namesPlace } from "./names.ts";

/**
 * Everything in a file that the allow-list does not hold.
 * @param unclean names that are doubted wherever they are used
 */
export function doubtsIn(
  tree: Tree,
  file: string,
  unclean: ReadonlySet<string>,
  importable: (path: string) => boolean,
): Doubts {
  const { doubts, unclean: found, doubt } = recorder(tree, file);
  const root = rootExpression(tree);
  if (root !== null) visit(root, { names: null, path: [], within: [] });
  return { doubts, unclean: found };

  function visit(node: Node, place: Place): void {
    switch (node.type) {
      case "integer_expression":
      case "float_expression":
      case "comment":
        return;
      case "string_expression":
      case "indented_string_expression":
        if (namesPlace(textOf(tree, node))) doubt(node, place, "an address that is new here");
        for (const each of node.children)
          if (each.type === "interpolation") visitChildren(each, place);
        return;
      case "list_expression":
      case "parenthesized_expression":
      case "unary_expression":
      case "binary_expression":
      case "if_expression":
      case "assert_expression":
        visitChildren(node, place);
        return;
      case "variable_expression":
        mention(node, textOf(tree, node), place);
        return;
      case "select_expression":
        select(node, place);
        return;
      case "has_attr_expression":
        if (isComputed(node)) doubt(node, place, "a computed attribute name");
        visit(child(node, "expression") as Node, place);
        return;
      case "apply_expression":
        apply(node, place);
        return;
      case "attrset_expression":
        bindings(node, place, "set");
        return;
      case "rec_attrset_expression":
        bindings(node, { ...place, names: withBindings(tree, node, place.names) }, "rec");
        return;
      case "let_expression": {
        const inside = { ...place, names: withBindings(tree, node, place.names) };
        bindings(node, inside, "let");
        visit(child(node, "body") as Node, inside);
        return;
      }
      case "function_expression": {
        const inside = { ...place, names: withArguments(tree, node, place.names) };
        const formals = child(node, "formals");
        for (const formal of formals === null ? [] : childrenIn(formals, "formal")) {
          const usual = child(formal, "default");
          if (usual !== null) visit(usual, inside);
        }
        visit(child(node, "body") as Node, inside);
        return;
      }
      case "with_expression":
        opened(node, place);
        return;
      default:
        doubt(node, place, kinds[node.type] ?? "syntax that is not on the list");
    }
  }

  function visitChildren(node: Node, place: Place): void {
    for (const each of node.children)
      if (each.field !== null && each.field !== "operator") visit(each, place);
  }

  function isComputed(node: Node): boolean {
    const path = child(node, "attrpath");
    return path === null || segmentsOf(tree, path).some(({ dynamic }) => dynamic);
  }

  function mention(node: Node, name: string, place: Place): void {
    if (unclean.has(name) && meaning(place.names, name).kind === "value") {
      doubt(node, place, `${name}, which holds what only a person may write`);
      return;
    }
    const known = dottedName(tree, name, place.names);
    const why = known ? nameMayBeUsed(known) : `${name}, which nothing here binds`;
    if (why !== null) doubt(node, place, why);
  }

  function select(node: Node, place: Place): void {
    if (isComputed(node)) {
      doubt(node, place, "a computed attribute name");
      return;
    }
    const usual = child(node, "default");
    if (usual !== null) visit(usual, place);
    const plain = { ...node, children: node.children.filter(({ field }) => field !== "default") };
    const known = dotted(tree, plain, place.names);
    if (known === null) {
      const base = bare(child(node, "expression") as Node);
      const path = segmentsOf(tree, child(node, "attrpath") as Node).map(({ name }) => name);
      const why = nameMayBeUsed({ root: "", kind: "argument", path });
      if (why !== null || base.type === "variable_expression") {
        doubt(node, place, why ?? `${textOf(tree, base)}, which nothing here binds`);
        return;
      }
      visit(base, place);
      return;
    }
    if (known.kind === "value" && unclean.has(known.root)) {
      doubt(node, place, `${known.root}, which holds what only a person may write`);
      return;
    }
    const why = nameMayBeUsed(known);
    if (why !== null) doubt(node, place, why);
  }

  function apply(node: Node, place: Place): void {
    const given: Node[] = [];
    let head = node;
    while (head.type === "apply_expression") {
      given.unshift(child(head, "argument") as Node);
      head = bare(child(head, "function") as Node);
    }
    const why = functionMayBeCalled(tree, head, given, place.names, unclean);
    if (why !== null) {
      doubt(node, place, why);
      return;
    }
    if (head.type === "function_expression") visit(head, place);
    for (const each of given) visit(each, place);
  }

  function opened(node: Node, place: Place): void {
    const environment = child(node, "environment") as Node;
    const known = dotted(tree, environment, place.names);
    const { root, kind, path } = known ?? { root: "", kind: "global", path: [] };
    const usual =
      kind === "argument" &&
      ((root === "pkgs" && nameMayBeUsed({ root, kind, path }) === null) ||
        (root === "lib" && ["", "types", "lists", "strings", "attrsets"].includes(path.join("."))));
    if (!usual) doubt(environment, place, "a `with` of something else than lib or pkgs");
    visit(child(node, "body") as Node, {
      ...place,
      names: { opened: environment, up: place.names },
    });
  }

  function bindings(set: Node, place: Place, kind: "set" | "rec" | "let"): void {
    for (const binding of bindingsOf(set)) {
      const attrpath = child(binding, "attrpath");
      const value = child(binding, "expression");
      if (attrpath !== null && value !== null) bound(binding, attrpath, value, place, kind);
      else inherited(binding, value, place, kind);
    }
  }

  function bound(
    binding: Node,
    attrpath: Node,
    value: Node,
    place: Place,
    kind: "set" | "rec" | "let",
  ): void {
    const segments = segmentsOf(tree, attrpath);
    const names = segments.map(({ name }) => name);
    const own = kind === "set" ? [] : names.slice(0, 1);
    const inside: Place = {
      ...place,
      path: [...place.path, ...(kind === "let" ? ["let"] : []), ...names],
      within: [...place.within, ...own],
    };
    if (segments.some(({ dynamic }) => dynamic)) {
      doubt(binding, inside, "a computed attribute name");
      return;
    }
    const why = nameMayBeBound(names, kind);
    if (why !== null) {
      doubt(value, inside, why);
      return;
    }
    const list = moduleLists.get(names.at(-1) ?? "");
    if (list && kind === "set") modules(value, inside, list.files);
    else visit(value, inside);
  }

  function inherited(
    binding: Node,
    source: Node | null,
    place: Place,
    kind: "set" | "rec" | "let",
  ): void {
    const attrs = child(binding, "attrs");
    if (source !== null) visit(source, place);
    for (const { name } of attrs === null ? [] : segmentsOf(tree, attrs)) {
      const inside = { ...place, path: [...place.path, name] };
      const why = nameMayBeBound([name], "set");
      if (why !== null) doubt(binding, inside, why);
      else if (source === null) mention(binding, name, inside);
      else {
        const known = dotted(tree, source, place.names);
        const bad = nameMayBeUsed(
          known
            ? { ...known, path: [...known.path, name] }
            : { root: "", kind: "argument", path: [name] },
        );
        if (bad !== null)
          doubt(
            binding,
            kind === "set" ? inside : { ...inside, within: [...place.within, name] },
            bad,
          );
      }
    }
  }

  /** A list of modules or overlays: files that may be imported, sets and functions; nothing computed. */
  function modules(value: Node, place: Place, files: boolean): void {
    const list = bare(value);
    if (list.type !== "list_expression") {
      doubt(value, place, "a computed list of modules");
      return;
    }
    for (const element of childrenIn(list, "element")) {
      const at = bare(element);
      if (at.type === "path_expression" && files) {
        if (at.children.some(({ type }) => type === "interpolation") || !importable(target(at)))
          doubt(at, place, "an import of something else than a module file of this repository");
      } else if (isSet(at) || at.type === "function_expression") visit(at, place);
      else doubt(element, place, "a module or overlay that is neither a file nor written here");
    }
  }

  function target(path: Node): string {
    return posix.normalize(posix.join(posix.dirname(file), textOf(tree, path)));
  }
}

const kinds: Readonly<Record<string, string>> = {
  path_expression: "a path outside of a list of imports",
  hpath_expression: "a path below somebody's home",
  spath_expression: "a path that Nix looks up, <…>",
  uri_expression: "an address",
  let_attrset_expression: "an old form of let",
};
