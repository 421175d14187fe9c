import type { NixValue } from "../../core/edit.ts";
import { canonical } from "./canonical.ts";
import { addElements, type WriteElement } from "./list.ts";
import { change, circumstanceNotes, type Plan, refuseShared, type Work, writerAt } from "./plan.ts";
import { holdsPackage } from "./render.ts";
import { insideLet, insideWith, type Scope } from "./scope.ts";
import { sharedName } from "./shared.ts";
import type { Target } from "./targets.ts";
import { child, childrenIn, type Node, type Tree } from "./tree.ts";
import { call, signOf } from "./unwrap.ts";

/** Adds the elements that are missing to the best of the lists that an option is made of. */
export function appendToLists(work: Work, lists: Target[], values: NixValue[]): Plan {
  const { tree, style } = work;
  const target = bestList(lists);
  const { node, scope, when } = target.leaf;
  const writer = writerAt(work, scope, holdsPackage(values));
  const { missing, seen } = compare(work, lists, values);
  const notes = circumstanceNotes(work, when);
  if (missing.length === 0) {
    const note = notes.length > 0 ? { note: notes.join("; ") } : {};
    return { kind: "already", offset: (seen ?? node).start, ...note };
  }
  const shared = sharedName(tree, target.leaf.when);
  const inShared = sharedName(tree, target.entry.when);
  if (inShared !== null) return refuseShared(work, inShared);
  if (isElsewhere(tree, target) && takesOperator(tree, target)) {
    const tail = tailOf(tree, target);
    const there = writerAt(work, tail.scope, holdsPackage(missing));
    const text = ` ++ [ ${missing.map((value) => there.element(value, "", true)).join(" ")} ]`;
    const main = { start: tail.node.end, end: tail.node.end, text };
    return change(work, "extended-list", [main], there, []);
  }
  if (shared !== null) return refuseShared(work, shared);
  const render = missing.map(
    (value): WriteElement =>
      (indent, flat) =>
        writer.element(value, indent, flat),
  );
  return change(work, "extended-list", addElements(tree, node, render, style), writer, notes);
}

/** Whether all values are already in one of the lists, be it under a condition. */
export function holdsAll(work: Work, lists: Target[], values: NixValue[]): boolean {
  return compare(work, lists, values).missing.length === 0;
}

/** Functions whose result is a list. */
const listFunctions =
  /^(optionals?|map|filter|concatMap|concatLists|flatten|unique|attrNames|attrValues|catAttrs|mapAttrsToList|singleton|genList|splitString|range|remove|subtractLists|forEach)$/;

/** Adds ` ++ [ … ]` to a value that is computed but surely a list; null when it is something else. */
export function appendToComputed(work: Work, targets: Target[], values: NixValue[]): Plan | null {
  const { tree } = work;
  const target = targets[0];
  if (target === undefined || targets.some((each) => each.entry !== target.entry)) return null;
  const tail = tailOf(tree, target);
  const chained = signOf(tree, tail.node) === "++";
  const computed =
    target.leaf.node === tail.node &&
    tail.node.type === "apply_expression" &&
    listFunctions.test(call(tree, tail.node).name);
  if (!chained && !(computed && target.leaf.when.via === undefined)) return null;
  const writer = writerAt(work, tail.scope, holdsPackage(values));
  const text = ` ++ [ ${values.map((value) => writer.element(value, "", true)).join(" ")} ]`;
  const main = { start: tail.node.end, end: tail.node.end, text };
  return change(work, "extended-list", [main], writer, circumstanceNotes(work, target.entry.when));
}

/** Whether a list always holds, or can be followed by one that does. */
export function canHoldAlways(tree: Tree, target: Target): boolean {
  return target.leaf.when.conditions.length === 0 || takesOperator(tree, target);
}

/** What an element to be written means, to compare it with those that stand there. */
export function keyOf(work: Work, text: string, scope: Scope): string {
  const parsed = work.parse(text);
  return parsed === null ? `src:${text}` : canonical(parsed.tree, parsed.node, scope);
}

/** Without a condition, then written in place rather than bound by a `let`, then the longest. */
function bestList(lists: Target[]): Target {
  const weight = ({ leaf: { when } }: Target): number =>
    (when.conditions.length > 0 ? 2 : 0) + (when.via === undefined ? 0 : 1);
  const sorted = lists.toSorted((a, b) => weight(a) - weight(b) || length(b) - length(a));
  return sorted[0] as Target;
}

function length(target: Target): number {
  return childrenIn(target.leaf.node, "element").length;
}

/** The values that none of the lists has; a conditional list counts only where all are. */
function compare(
  work: Work,
  lists: Target[],
  values: NixValue[],
): { missing: NixValue[]; seen: Node | null } {
  const always = lists.filter((each) => each.leaf.when.conditions.length === 0);
  const scope = bestList(lists).leaf.scope;
  const present = new Map<string, Node>();
  for (const { leaf } of always.length > 0 ? always : lists)
    for (const item of childrenIn(leaf.node, "element"))
      present.set(canonical(work.tree, item, leaf.scope), item);
  const writer = writerAt(work, scope, holdsPackage(values));
  const keyed = values.map((value) => ({
    value,
    key: keyOf(work, writer.element(value, ""), scope),
  }));
  const missing = keyed.filter(
    ({ key }, i) => !present.has(key) && keyed.findIndex((each) => each.key === key) === i,
  );
  const seen = keyed.map(({ key }) => present.get(key)).find((node) => node !== undefined);
  return { missing: missing.map(({ value }) => value), seen: seen ?? null };
}

/** Whether adding to the literal would do more than what was asked: a condition, a shared `let`. */
function isElsewhere(tree: Tree, target: Target): boolean {
  const { conditions } = target.leaf.when;
  const conditional = conditions.length > target.entry.when.conditions.length;
  return conditional || sharedName(tree, target.leaf.when) !== null;
}

/** Whether `++ [ … ]` can follow the whole value: `lib.optionals c [ … ]`, a name, another `++`. */
function takesOperator(tree: Tree, target: Target): boolean {
  const { when } = target.leaf;
  const { node } = tailOf(tree, target);
  if (when.priority !== target.entry.when.priority || when.part === "mkMerge") return false;
  if (node.type === "variable_expression") return true;
  if (node.type === "binary_expression") return when.part === "++";
  return node.type === "apply_expression" && call(tree, node).name === "optionals";
}

/** The end of a value, behind `with …;` and `let … in`. */
function tailOf(tree: Tree, target: Target): { node: Node; scope: Scope } {
  let node = target.whole;
  let { scope } = target.entry;
  for (let body = child(node, "body"); body !== null; body = child(node, "body")) {
    if (node.type === "with_expression") scope = insideWith(tree, node, scope);
    else if (node.type === "let_expression") scope = insideLet(tree, node, scope);
    else break;
    node = body;
  }
  return { node, scope };
}
