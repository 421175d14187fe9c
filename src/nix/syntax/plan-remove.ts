import type { NixValue } from "../../core/edit.ts";
import { commonLength } from "../../core/option.ts";
import { keyOf } from "./append-list.ts";
import { renderPath, splitDotted } from "./attrpath.ts";
import { canonical } from "./canonical.ts";
import { emptyList, removeElement } from "./list.ts";
import {
  change,
  circumstanceNotes,
  optionPath,
  type Plan,
  refuse,
  refuseComputed,
  refuseShared,
  type Work,
  writerAt,
} from "./plan.ts";
import { emptySet, removeBinding } from "./remove.ts";
import { sharedName } from "./shared.ts";
import type { Splice } from "./splice.ts";
import { oneLine } from "./style.ts";
import { isText, samePath, targetsOf } from "./targets.ts";
import { removeFromText } from "./text.ts";
import { bindingsOf, childrenIn, eachNode, type Node } from "./tree.ts";
import type { Leaf } from "./unwrap.ts";
import type { Entry } from "./walk.ts";

/** Takes an element (an array: each of its elements) out of every list that the option is made of. */
export function planRemove(work: Work, value: NixValue): Plan {
  const values = Array.isArray(value) ? value : [value];
  const exact = work.survey.entries.filter((each) => samePath(each, work.path));
  const targets = targetsOf(work, exact);
  const lists = targets.filter((each) => each.leaf.node.type === "list_expression");
  if (lists.length === 0) {
    const texts = targets.filter((each) => isText(each.leaf.node));
    const plan = removeFromText(work, texts, values);
    if (plan !== null) return plan;
    if (texts.length > 0 && texts.length === targets.length)
      return { kind: "already", offset: texts[0]?.leaf.node.start ?? 0 };
    const first = targets[0];
    return first === undefined ? absent(work) : refuseComputed(work, first.whole, work.path);
  }
  const splices = new Map<Node, Splice>();
  const notes = new Set<string>();
  for (const { leaf } of lists) {
    const writer = writerAt(work, leaf.scope, false);
    const keys = values.map(
      (each) => packageKey(each) ?? keyOf(work, writer.element(each, ""), leaf.scope),
    );
    const gone = childrenIn(leaf.node, "element").filter(
      (item) => keys.includes(canonical(work.tree, item, leaf.scope)) && !splices.has(item),
    );
    if (gone.length === 0) continue;
    const shared = sharedName(work.tree, leaf.when);
    if (shared !== null) return refuseShared(work, shared);
    const emptied = emptiedOperand(work, leaf, keys) ?? emptyList(work.tree, leaf.node, gone);
    for (const item of gone)
      splices.set(item, emptied ?? removeElement(work.tree, leaf.node, item, gone));
    for (const note of circumstanceNotes(work, leaf.when)) notes.add(note);
  }
  if (splices.size === 0) {
    const opaque = targets.find((each) => !lists.includes(each));
    if (opaque !== undefined) return refuseComputed(work, opaque.leaf.node, work.path);
    return { kind: "already", offset: lists[0]?.leaf.node.start ?? 0 };
  }
  return change(work, "removed", untangle(distinct([...splices.values()])), null, [...notes]);
}

/** Splices that say the same are one. */
function distinct(splices: Splice[]): Splice[] {
  return splices.filter(
    (each, i) => splices.findIndex((s) => s.start === each.start && s.end === each.end) === i,
  );
}

/** The removal of a whole `++ [ … ]` on one line that would be left empty; null otherwise. */
function emptiedOperand(work: Work, leaf: Leaf, keys: string[]): Splice | null {
  const { tree } = work;
  const operator = leaf.when.operator;
  if (leaf.when.part !== "++" || operator === undefined || operator.end > leaf.node.start)
    return null;
  const items = childrenIn(leaf.node, "element");
  if (!items.every((item) => keys.includes(canonical(tree, item, leaf.scope)))) return null;
  const before = tree.source.slice(0, operator.start).trimEnd().length;
  const between = tree.source.slice(operator.end, leaf.node.start);
  if (!/^\s*$/.test(between) || !oneLine(tree.source, before, leaf.node.end)) return null;
  return { start: before, end: leaf.node.end, text: "" };
}

/** Neighbours that are both taken out may share the blanks between them. */
function untangle(splices: Splice[]): Splice[] {
  const sorted = splices.toSorted((a, b) => a.start - b.start);
  return sorted.map((each, i) => {
    const previous = sorted[i - 1];
    return previous === undefined ? each : { ...each, start: Math.max(each.start, previous.end) };
  });
}

function packageKey(value: NixValue): string | null {
  if (typeof value !== "object" || value === null || !("$package" in value)) return null;
  return `pkg:${JSON.stringify(splitDotted(value.$package))}`;
}

/** Deletes every definition of the option (and of what is below it) in this module. */
export function planUnset(work: Work): Plan {
  const { path, survey } = work;
  const doomed = survey.entries.filter(
    (each) =>
      !each.dynamic &&
      each.path.length >= path.length &&
      commonLength(each.path, path) === path.length,
  );
  const outermost = doomed.filter(
    (each) => !doomed.some((other) => other !== each && includes(other, each)),
  );
  if (outermost.length === 0) return absent(work);
  for (const each of outermost) {
    const shared = sharedName(work.tree, each.when);
    if (shared !== null) return refuseShared(work, shared);
  }
  const removed = new Set(outermost.map((each) => each.inherited ?? each.binding));
  const splices = outermost.map((each) => removal(work, each, removed));
  const notes = outermost.flatMap((each) => circumstanceNotes(work, each.when));
  return change(work, "removed", untangle(distinct(splices)), null, [...new Set(notes)]);
}

/** Whether taking away `outer` takes `inner` away too: it is inside, or only referred to by it. */
function includes(outer: Entry, inner: Entry): boolean {
  const below = inner.path.length > outer.path.length && inner.when.via !== undefined;
  return below || encloses(outer.binding, inner.binding);
}

function encloses(outer: Node, inner: Node): boolean {
  return outer !== inner && outer.start <= inner.start && inner.end <= outer.end;
}

/** The removal of a binding, or of the one-line binding around it that it alone filled. */
function removal(work: Work, entry: Entry, removed: Set<Node>): Splice {
  const { tree } = work;
  if (entry.inherited !== undefined) return removeInherited(work, entry, entry.inherited);
  const rest = bindingsOf(entry.set).filter((each) => !removed.has(each));
  if (rest.length === 0 && oneLine(tree.source, entry.set.start, entry.set.end)) {
    const holder = holderOf(work, entry.set);
    if (holder !== null) {
      const all = new Set([...removed, holder.binding]);
      return removal(work, { ...entry, binding: holder.binding, set: holder.set }, all);
    }
  }
  return (
    emptySet(tree, entry.set, removed, work.style) ?? removeBinding(tree, entry.set, entry.binding)
  );
}

/** The binding whose value is directly this set, and the set that holds it. */
function holderOf(work: Work, set: Node): { binding: Node; set: Node } | null {
  if (set.start === work.boundary.node.start) return null;
  let found: { binding: Node; set: Node } | null = null;
  eachNode(work.tree.root, (outer) => {
    for (const binding of bindingsOf(outer))
      if (binding.children.includes(set) && /attrset/.test(outer.type))
        found = { binding, set: outer };
  });
  return found;
}

function removeInherited(work: Work, entry: Entry, name: Node): Splice {
  const attrs = entry.binding.children.find((each) => each.field === "attrs");
  const all = attrs === undefined ? [] : childrenIn(attrs, "attr");
  if (all.length <= 1) return removeBinding(work.tree, entry.set, entry.binding);
  const index = all.indexOf(name);
  const previous = all[index - 1];
  const next = all[index + 1];
  if (previous !== undefined) return { start: previous.end, end: name.end, text: "" };
  return { start: name.start, end: next?.start ?? name.end, text: "" };
}

/** Nothing to take away; a definition that no one can look into might still hold it. */
function absent(work: Work): Plan {
  const blocking = work.survey.opaque.find(
    (each) =>
      each.at.length > work.base.length && commonLength(each.at, work.path) === each.at.length,
  );
  if (blocking !== undefined) return refuseComputed(work, blocking.node, blocking.at);
  const root = work.survey.slots[0]?.set ?? work.boundary.node;
  if (work.survey.slots.length === 0)
    return refuse(
      work,
      `\`${renderPath(optionPath(work))}\` cannot be looked for here: the file holds no attribute set`,
      root,
    );
  return { kind: "already", offset: root.start };
}
