import { segmentsOf } from "../attrpath.ts";
import { bare, bindingsOf, child, isSet, type Node, rootExpression, type Tree } from "../tree.ts";
import { sameText } from "./same-text.ts";

/** What decides where a flake's code comes from and what Nix is told to trust. */
const closed = ["inputs", "nixConfig"];

/** Why an edit of a `flake.nix` is refused whatever else it holds; null where nothing speaks against it. */
export function flakeWhy(file: string, before: Tree | null, after: Tree): string | null {
  if (!/(^|\/)flake\.nix$/.test(file)) return null;
  if (before === null) return "a new flake.nix";
  const [old, now] = [parts(before), parts(after)];
  if (old === null || now === null) return "a flake.nix that is not a plain set";
  return old === now ? null : "inputs or nixConfig of the flake";
}

function parts(tree: Tree): string | null {
  const root = rootExpression(tree);
  if (root === null || !isSet(bare(root))) return null;
  const own = bindingsOf(bare(root)).filter((binding) => isClosed(tree, binding));
  return own.map((binding) => sameText(tree, binding)).join("\u0000");
}

function isClosed(tree: Tree, binding: Node): boolean {
  const attrpath = child(binding, "attrpath");
  // An inherited name stands for a value from elsewhere: a flake's own file has none.
  const [head] = attrpath === null ? [] : segmentsOf(tree, attrpath);
  return head === undefined || head.dynamic || closed.includes(head.name);
}
