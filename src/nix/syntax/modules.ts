import type { ModuleScope, ModuleScopeInfo } from "../../core/edit.ts";
import { commonLength } from "../../core/option.ts";
import { segmentsOf } from "./attrpath.ts";
import type { Boundary } from "./packages.ts";
import { insideFunction, insideLet, insideRec, insideWith, lookup, type Scope } from "./scope.ts";
import {
  bare,
  child,
  childrenIn,
  isSet,
  lineAt,
  type Node,
  rootExpression,
  type Tree,
} from "./tree.ts";
import { unwrap } from "./unwrap.ts";
import { survey, type WalkStart } from "./walk.ts";

/** A module body in a file: how it is named, where a walk starts, and its expression. */
export type ModulePlace = {
  scope: ModuleScope;
  start: WalkStart;
  boundary: Boundary;
  /** What the walk's paths start with: the module's own path where its pieces are spread. */
  base: string[];
};

/** Attribute paths that hold modules: how many segments after the prefix name one. */
const holders: { prefix: string[]; names: number }[] = [
  { prefix: ["flake", "modules"], names: 2 },
  { prefix: ["flake", "nixosModules"], names: 1 },
  { prefix: ["flake", "darwinModules"], names: 1 },
  { prefix: ["flake", "homeModules"], names: 1 },
  { prefix: ["flake", "homeManagerModules"], names: 1 },
  { prefix: ["nixosModules"], names: 1 },
  { prefix: ["darwinModules"], names: 1 },
  { prefix: ["homeModules"], names: 1 },
  { prefix: ["homeManagerModules"], names: 1 },
];

/** The module bodies of a file: attributes and inline ones, and the file itself where it is one. */
export function modulePlaces(tree: Tree): ModulePlace[] {
  const root = rootExpression(tree);
  if (root === null) return [];
  const nested = [...attributeModules(tree, root), ...inlineModules(tree, root)];
  const file = filePlace(root);
  return isFlake(tree, root) || (nested.length > 0 && onlyHolds(tree, root))
    ? nested
    : [file, ...nested];
}

/** The file as one module. */
function filePlace(root: Node): ModulePlace {
  const start = { node: root, at: [], scope: null, module: true };
  const boundary: Boundary = { node: root, scope: null, kind: "file" };
  return { scope: { kind: "file" }, start, boundary, base: [] };
}

/** Finds the body that a scope names; absent: the file, or the only module that it holds. */
export function findPlace(tree: Tree, scope: ModuleScope | undefined): ModulePlace | null {
  const root = rootExpression(tree);
  if (root === null) return null;
  if (scope === undefined) {
    const places = modulePlaces(tree);
    return (
      places.find((each) => each.scope.kind === "file") ??
      (places.length === 1 ? (places[0] ?? null) : null)
    );
  }
  if (scope.kind === "file") return filePlace(root);
  if (scope.kind === "inline")
    return inlineModules(tree, root).find((_, i) => i === scope.index) ?? null;
  return attributePlace(tree, root, scope.path);
}

const flakes = new WeakMap<Node, boolean>();

/** A flake's own file: its attributes are inputs and outputs, not options. */
export function isFlake(tree: Tree, root: Node): boolean {
  const before = flakes.get(root);
  if (before !== undefined) return before;
  const start = { node: root, at: [], scope: null, module: false };
  const is = survey(tree, start, (path) => path[0] === "outputs").entries.length > 0;
  flakes.set(root, is);
  return is;
}

/** Whether a file that holds modules as attributes defines nothing else that looks like options. */
function onlyHolds(tree: Tree, root: Node): boolean {
  const usual = [
    "flake",
    "perSystem",
    "systems",
    "imports",
    "options",
    "config",
    "inputs",
    "_module",
  ];
  const start = { node: root, at: [], scope: null, module: false };
  return survey(tree, start, (path) => !usual.includes(path[0] ?? "")).entries.length === 0;
}

function attributeModules(tree: Tree, root: Node): ModulePlace[] {
  const start = { node: root, at: [], scope: null, module: true };
  const { entries } = survey(tree, start, mayHoldModules);
  const paths = entries.flatMap((entry) => {
    const path = entry.path[0] === "outputs" ? entry.path.slice(1) : entry.path;
    const holder = holders.find(({ prefix }) => prefix.every((name, i) => path[i] === name));
    const length = holder === undefined ? 0 : holder.prefix.length + holder.names;
    if (holder === undefined || path.length < length) return [];
    const named = entry.path.slice(0, length + entry.path.length - path.length);
    return isStatic(named) ? [named] : [];
  });
  const distinct = new Map(paths.map((path) => [JSON.stringify(path), path]));
  return [...distinct.values()].flatMap((path) => attributePlace(tree, root, path) ?? []);
}

/** Whether a path can lead to modules that are attributes, or is below one. */
function mayHoldModules(path: string[]): boolean {
  const below = path[0] === "outputs" ? path.slice(1) : path;
  return holders.some(({ prefix }) => within(below, prefix));
}

/** The module at an attribute path. Its pieces may be spread: `flake.modules.nixos.ssh.services…`. */
function attributePlace(tree: Tree, root: Node, path: string[]): ModulePlace | null {
  const start = { node: root, at: [], scope: null, module: true };
  const touching = survey(tree, start, (p) => within(p, path));
  const related = touching.entries.filter(
    (each) => each.path.length >= path.length && isStatic(each.path.slice(0, path.length)),
  );
  const exact = related.filter((each) => each.path.length === path.length);
  const only = exact[0];
  if (related.length === 0) return null;
  if (only === undefined || only.value === null || exact.length > 1) {
    const boundary: Boundary = { node: root, scope: null, kind: "pieces" };
    return { scope: { kind: "attribute", path }, start, boundary, base: path };
  }
  const node = only.value;
  return {
    scope: { kind: "attribute", path },
    start: { node, at: [], scope: only.scope, module: true },
    boundary: { node, scope: only.scope, kind: "attribute" },
    base: [],
  };
}

/** Whether no segment is computed (those stand as their source, `${name}`). */
function isStatic(path: string[]): boolean {
  return !path.some((name) => name.includes("${"));
}

/** Set and function literals inside `modules = [ … ]` lists, or named there, in source order. */
function inlineModules(tree: Tree, root: Node): ModulePlace[] {
  const found: { node: Node; scope: Scope }[] = [];
  if (tree.source.includes("modules")) visit(root, null);
  return found.map(({ node, scope }, index) => ({
    scope: { kind: "inline", index },
    start: { node, at: [], scope, module: true },
    boundary: { node, scope, kind: "inline" },
    base: [],
  }));

  function visit(node: Node, scope: Scope): void {
    const inside = enter(tree, node, scope);
    if (node.type === "binding" && boundName(node) === "modules") {
      const value = child(node, "expression");
      const leaves = value === null ? [] : unwrap(tree, value, scope, { conditions: [] });
      for (const { node: list } of leaves)
        for (const item of list.type === "list_expression" ? childrenIn(list, "element") : []) {
          // A module may be bound by a `let` around: `modules = [ common ./host.nix ]`.
          const [leaf, ...more] = unwrap(tree, item, scope, { conditions: [] });
          const named = bare(item).type === "variable_expression" && more.length === 0;
          const at = named && leaf ? { node: leaf.node, scope: leaf.scope } : { node: item, scope };
          const body = bare(at.node);
          const literal = isSet(body) || body.type === "function_expression";
          if (literal && !found.some((each) => each.node === at.node)) found.push(at);
        }
    }
    for (const each of node.children) visit(each, inside);
  }

  function boundName(binding: Node): string {
    const attrpath = child(binding, "attrpath");
    return attrpath === null ? "" : (segmentsOf(tree, attrpath).at(-1)?.name ?? "");
  }
}

function enter(tree: Tree, node: Node, scope: Scope): Scope {
  switch (node.type) {
    case "let_expression":
      return insideLet(tree, node, scope);
    case "with_expression":
      return insideWith(tree, node, scope);
    case "function_expression":
      return insideFunction(tree, node, scope);
    case "rec_attrset_expression":
      return insideRec(tree, node, scope);
    default:
      return scope;
  }
}

/** What a person or a planner should know about the modules of a file. */
export function describeModules(tree: Tree): ModuleScopeInfo[] {
  return modulePlaces(tree).map(({ scope, start, boundary, base }) => {
    const found = survey(tree, start, (path) => within(path, base));
    const names = found.entries
      .filter((each) => each.path.length > base.length)
      .flatMap((each) => each.path.slice(base.length, base.length + 1));
    const inner = found.slots[0]?.scope ?? start.scope;
    return {
      scope,
      line: lineAt(tree.source, boundary.node.start),
      endLine: lineAt(tree.source, boundary.node.end),
      hasPkgs: lookup(inner, "pkgs") !== null,
      defines: [...new Set(names)],
    };
  });
}

/** Whether one path is the beginning of the other. */
export function within(path: readonly string[], other: readonly string[]): boolean {
  return commonLength(path, other) === Math.min(path.length, other.length);
}
