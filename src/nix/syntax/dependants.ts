import { commonLength } from "../../core/option.ts";
import { segmentsOf } from "./attrpath.ts";
import type { Splice } from "./splice.ts";
import {
  bindingsOf,
  child,
  eachNode,
  inheritedNames,
  lineAt,
  type Node,
  type Tree,
  textOf,
} from "./tree.ts";
import type { Slot } from "./walk.ts";

/** A place where an attribute of a `rec` set is used by others of the same set. */
export interface Dependant {
  readonly line: number;
  /** The use is of just what is edited, or of something below it; else of something around it. */
  readonly exact: boolean;
}

/**
 * Who follows an edit because it stands in a `rec` set: in `rec { a = { … }; b = a // { … }; }` an
 * edit below `a` changes `b`.
 * @param path the option path of the edit
 * @param place the stretch of source that is edited
 */
export function dependants(
  tree: Tree,
  slots: readonly Slot[],
  path: readonly string[],
  place: Pick<Splice, "start" | "end">,
): Dependant[] {
  return recursiveSetsAround(tree.root, place).flatMap((set) => {
    const at = slots.find((slot) => slot.set === set)?.at.length;
    const edited = at === undefined ? boundAround(tree, set, place) : path.slice(at);
    const [head] = edited;
    if (head === undefined) return [];
    return usesOf(tree, set, head).flatMap(({ node, used }) => {
      const shared = commonLength(used, edited);
      const apart = shared < Math.min(used.length, edited.length);
      if (apart || (place.start <= node.start && node.end <= place.end)) return [];
      return [{ line: lineAt(tree.source, node.start), exact: shared === edited.length }];
    });
  });
}

function recursiveSetsAround(node: Node, place: Pick<Splice, "start" | "end">): Node[] {
  const inside = node.children.find((each) => each.start <= place.start && place.end <= each.end);
  const own = node.type === "rec_attrset_expression" && node.start < place.start ? [node] : [];
  return inside === undefined ? own : [...own, ...recursiveSetsAround(inside, place)];
}

/** The path of the binding that holds a place, where no walk has said which option that is. */
function boundAround(tree: Tree, set: Node, place: Pick<Splice, "start" | "end">): string[] {
  const around = bindingsOf(set).find((each) => each.start <= place.start && place.end <= each.end);
  const attrpath = around && child(around, "attrpath");
  return attrpath ? segmentsOf(tree, attrpath).map((each) => each.name) : [];
}

/** Uses of a name, each with what is selected from it: `a`, `a.b.c`. */
function usesOf(tree: Tree, set: Node, name: string): { node: Node; used: string[] }[] {
  const found: { node: Node; used: string[] }[] = [];
  const selected = new Set<Node>();
  eachNode(set, (node) => {
    const taken = inheritedNames(node).find((each) => textOf(tree, each) === name);
    if (taken !== undefined) found.push({ node: taken, used: [name] });
    const base = node.type === "select_expression" ? child(node, "expression") : node;
    if (base?.type !== "variable_expression" || selected.has(base)) return;
    selected.add(base);
    if (textOf(tree, base) !== name) return;
    const attrpath = base === node ? null : child(node, "attrpath");
    const segments = attrpath === null ? [] : segmentsOf(tree, attrpath);
    const computed = segments.findIndex((each) => each.dynamic);
    const known = computed === -1 ? segments : segments.slice(0, computed);
    found.push({ node, used: [name, ...known.map((each) => each.name)] });
  });
  return found;
}
