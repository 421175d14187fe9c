import { packagePath } from "./canonical.ts";
import type { Work } from "./plan.ts";
import { child, type Node, textOf } from "./tree.ts";
import { type Leaf, unwrap } from "./unwrap.ts";
import type { Entry } from "./walk.ts";

/** One value of one definition of the option. */
export type Target = { entry: Entry; leaf: Leaf; whole: Node };

/** All values of some definitions, in the order in which an edit prefers them. */
export function targetsOf(work: Work, entries: Entry[]): Target[] {
  const targets = entries.flatMap((entry) => {
    const whole = entry.value;
    if (whole === null) return [];
    const leaves = unwrap(work.tree, whole, entry.scope, entry.when);
    return leaves.map((leaf) => ({ entry, leaf, whole }));
  });
  const weight = ({ leaf: { when } }: Target): number =>
    (when.conditions.length > 0 ? 10 : 0) +
    (when.priority === "force" ? 0 : when.priority === "default" ? 2 : 1);
  return targets.toSorted((a, b) => weight(a) - weight(b));
}

/** Whether a definition is of exactly this option. */
export function samePath(entry: Entry, path: readonly string[]): boolean {
  return (
    !entry.dynamic &&
    entry.path.length === path.length &&
    entry.path.every((name, i) => name === path[i])
  );
}

/** A text that stands there, be it with `${…}` in it. */
export function isText(node: Node): boolean {
  return /^(indented_)?string_expression$/.test(node.type);
}

/** Whether a value stands there as such, rather than being computed from others. */
export function isLiteral(work: Work, leaf: Leaf): boolean {
  const { node, scope } = leaf;
  const { tree } = work;
  switch (node.type) {
    case "string_expression":
    case "indented_string_expression":
      return !node.children.some((each) => each.type === "interpolation");
    case "unary_expression": {
      const argument = child(node, "argument");
      return argument !== null && /^(integer|float)_expression$/.test(argument.type);
    }
    case "variable_expression":
      return (
        /^(true|false|null)$/.test(textOf(tree, node)) || packagePath(tree, node, scope) !== null
      );
    case "select_expression":
      return packagePath(tree, node, scope) !== null;
    default:
      return /^(integer|float|path|hpath|spath|uri|list|attrset|rec_attrset)_expression$/.test(
        node.type,
      );
  }
}
