import { renderPath, splitDotted } from "./attrpath.ts";
import { intoFormals } from "./formals.ts";
import { lookup, type Scope, withPackages } from "./scope.ts";
import type { Splice } from "./splice.ts";
import { firstOnLine, indentAt, type Style } from "./style.ts";
import { child, type Node, type Tree, textOf } from "./tree.ts";

/** Where names can be used: inside a node, everywhere (null), or nowhere. */
export type Reach = Node | "nowhere" | null;

/** How packages are named at a place, and what must change in the file for that. */
export type Naming = {
  name: (path: string) => string;
  splices: Splice[];
  /** Where the names can be used: inside a node, everywhere (null), or nowhere. */
  reach: Reach;
};

/**
 * The expression that is a module, and the scope that it stands in. `pieces`: there is no such
 * expression, only bindings like `flake.modules.nixos.ssh.services.openssh.enable = true;`.
 */
export type Boundary = {
  node: Node;
  scope: Scope;
  kind: "file" | "attribute" | "inline" | "pieces";
};

/**
 * Names packages at a place: `btop` under `with pkgs;`, else `pkgs.btop`; where `pkgs` is not in
 * scope the module's function gets it as an argument (a module that is no function becomes one).
 */
export function namePackages(tree: Tree, scope: Scope, boundary: Boundary, style: Style): Naming {
  const opened = withPackages(scope);
  const known = lookup(scope, "pkgs") !== null || opened !== null;
  const fn = known ? null : moduleFunction(boundary.node);
  const formals = fn === null ? null : child(fn, "formals");
  const lone = fn !== null && formals === null ? argument(tree, fn) : null;
  const prefix = lone === null ? "pkgs" : `${lone}.pkgs`;
  const strange = boundary.kind === "pieces" || (lone !== null && !isModuleArgument(tree, lone));
  const splices = known || strange || lone !== null ? [] : bring(tree, boundary, formals, style);
  const reach = known ? null : strange ? "nowhere" : (fn ?? boundary.node);
  return { name: (path) => packageName(splitDotted(path)), splices, reach };

  function packageName(path: string[]): string {
    const rest = opened === null ? null : below(opened, path);
    if (rest?.[0] !== undefined && lookup(scope, rest[0]) === null && rest[0] !== "pkgs")
      return /^[A-Za-z_]/.test(renderPath(rest))
        ? renderPath(rest)
        : `${prefix}.${renderPath(path)}`;
    return `${prefix}.${renderPath(path)}`;
  }
}

/** Whether the only argument of a function is used as a module's arguments are: `args.config`. */
function isModuleArgument(tree: Tree, name: string): boolean {
  const used = new RegExp(`\\b${name}\\.(config|lib|pkgs|options)\\b`);
  return name === "args" || used.test(tree.source);
}

function below(opened: string[], path: string[]): string[] | null {
  return opened.every((name, i) => path[i] === name) ? path.slice(opened.length) : null;
}

function argument(tree: Tree, fn: Node): string {
  const name = child(fn, "universal");
  return name === null ? "args" : textOf(tree, name);
}

/** The innermost function at the head of a module: `inputs: { lib, ... }: …` → the second. */
function moduleFunction(node: Node): Node | null {
  let found: Node | null = null;
  for (let at: Node | null = node; at !== null; ) {
    if (at.type === "function_expression") {
      if (found === null || child(at, "formals") !== null) found = at;
      at = child(at, "body");
    } else if (at.type === "parenthesized_expression") at = child(at, "expression");
    else if (/^(let|with|assert)_expression$/.test(at.type)) at = child(at, "body");
    else at = null;
  }
  return found;
}

function bring(tree: Tree, boundary: Boundary, formals: Node | null, style: Style): Splice[] {
  if (formals !== null) return [intoFormals(tree, formals, "pkgs")];
  const { node, kind } = boundary;
  if (kind === "inline" && node.type !== "parenthesized_expression")
    return [
      { start: node.start, end: node.start, text: "({ pkgs, ... }: " },
      { start: node.end, end: node.end, text: ")" },
    ];
  const at = node.type === "parenthesized_expression" ? node.start + 1 : node.start;
  const own = kind === "file" && firstOnLine(tree.source, at);
  const after = own ? style.newline + indentAt(tree.source, at) : " ";
  return [{ start: at, end: at, text: `{ pkgs, ... }:${after}` }];
}
