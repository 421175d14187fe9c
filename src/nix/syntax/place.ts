import { commonLength } from "../../core/option.ts";
import { renderPath, segmentsOf } from "./attrpath.ts";
import { insertBinding } from "./insert.ts";
import {
  change,
  circumstanceNotes,
  type Plan,
  refuse,
  refuseComputed,
  refuseShared,
  type Work,
  type Writer,
} from "./plan.ts";
import { sharedName } from "./shared.ts";
import {
  bare,
  bindingsOf,
  child,
  childrenIn,
  isSet,
  lineAt,
  mentions,
  type Node,
  type Tree,
  textOf,
} from "./tree.ts";
import type { Entry, Opaque, Slot } from "./walk.ts";

/** Writes a value for a set: text for an indentation and a column, and its needs elsewhere. */
export type WriteAt = (slot: Slot) => {
  text: (indent: string, column: number) => string;
  writer: Writer;
};

/** Adds a definition where none is: in the set that is closest to it. */
export function planInsert(work: Work, write: WriteAt): Plan {
  const best = bestSlot(work);
  if (best === null) return refuseNoPlace(work);
  const { slot, rest, close } = best;
  const { text, writer } = write(slot);
  const main = insertBinding(work.tree, slot.set, rest, text, work.style, ownWithin(work, rest));
  const form =
    slot.at.length > work.base.length
      ? "into-set"
      : close > slot.at.length
        ? "beside-sibling"
        : main.some((each) => each.text.trim().includes("\n"))
          ? "new-block"
          : "new-line";
  return change(work, form, main, writer, circumstanceNotes(work, slot.when));
}

/**
 * Sets an attribute that a shared set brings, in the literal that has the last word over it: of `shared // { … }`
 * the right side. Null where there is none.
 */
export function planOverride(work: Work, shared: Entry, write: WriteAt): Plan | null {
  const slot = work.survey.slots.find(
    ({ set, at, when }) =>
      at.length === work.path.length - 1 &&
      when.covers?.some(({ node }) => node === shared.set) === true &&
      (when.shadows ?? []).length === 0 &&
      when.conditions.every((each) => shared.when.conditions.includes(each)) &&
      set.type === "attrset_expression" &&
      sharedName(work.tree, when) === null,
  );
  if (slot === undefined) return null;
  const { text, writer } = write(slot);
  const main = insertBinding(work.tree, slot.set, work.path.slice(-1), text, work.style);
  return change(work, "into-set", main, writer, circumstanceNotes(work, slot.when));
}

/** What the same change has set in the set where `rest` is to stand, as paths within that set. */
function ownWithin(work: Work, rest: readonly string[]): readonly (readonly string[])[] {
  const depth = work.path.length - rest.length;
  return work.own.flatMap((one) =>
    commonLength(one, work.path) >= depth ? [one.slice(depth)] : [],
  );
}

/** Whether a definition that always holds can be added. */
export function canInsertAlways(work: Work): boolean {
  const best = bestSlot(work);
  return best !== null && best.slot.when.conditions.length === 0;
}

/** The set to add to: one without a condition, then the one that shares most of the path. */
function bestSlot(work: Work): { slot: Slot; rest: string[]; close: number } | null {
  const open = work.survey.slots
    .filter((slot) => sharedName(work.tree, slot.when) === null)
    .map((slot) => ({ slot, rest: restOf(work, slot) }))
    .filter(({ slot, rest }) => rest.length > 0 && obstacle(work, slot, rest) === null)
    .map((each) => ({ ...each, close: closeness(work.tree, each.slot, each.rest) }));
  const ranked = open.toSorted(
    (a, b) =>
      Number(a.slot.when.conditions.length > 0) - Number(b.slot.when.conditions.length > 0) ||
      b.close - a.close ||
      b.slot.at.length - a.slot.at.length ||
      a.slot.set.start - b.slot.set.start,
  );
  return ranked[0] ?? null;
}

/** What to write in a slot: the rest of the path, after `config` in a module's long form. */
function restOf(work: Work, slot: Slot): string[] {
  const below = work.path.slice(slot.at.length);
  if (slot.at.length >= work.path.length) return [];
  const whole = slot.at.length === work.base.length && below[0] === "imports";
  return whole ? below : [...slot.lead, ...below];
}

/** Why a path cannot be bound in a set; null when it can. */
function obstacle(work: Work, slot: Slot, rest: string[]): string | null {
  const { tree } = work;
  const head = rest[0] ?? "";
  if (hides(work, slot, rest)) return "hides";
  for (const shadow of slot.when.shadows ?? [])
    if (isSet(shadow.node) && names(tree, shadow.node).includes(head)) return "shadowed";
  if (slot.set.type === "rec_attrset_expression" && captures(tree, slot.set, head))
    return "captured";
  if (isDefinedTwice(work, slot)) return "defined";
  for (const binding of bindingsOf(slot.set)) {
    const attrpath = child(binding, "attrpath");
    if (attrpath === null) {
      if (inherited(tree, binding).includes(head)) return "inherited";
      continue;
    }
    const segments = segmentsOf(tree, attrpath).map((each) => each.name);
    const shared = commonLength(segments, rest);
    if (shared === segments.length || shared === rest.length) return "defined";
  }
  return null;
}

/**
 * Whether the binding would meet another on its way: Nix merges `a.b = { … };` with `a = { … };`
 * of the same set, and refuses where one of them is no set literal.
 */
function isDefinedTwice(work: Work, slot: Slot): boolean {
  const holders = new Map(work.survey.entries.map((each) => [each.value, each.set]));
  const outermost = (set: Node): Node => {
    const holder = holders.get(set);
    return holder === undefined ? set : outermost(holder);
  };
  const root = outermost(slot.set);
  return work.survey.entries.some(
    ({ path, dynamic, set, value }) =>
      !dynamic &&
      set !== slot.set &&
      !(value !== null && isSet(value)) &&
      commonLength(path, work.path) === path.length &&
      outermost(set) === root,
  );
}

/** Whether a new attribute on the right of `//` would take away more than it sets. */
function hides(work: Work, slot: Slot, rest: string[]): boolean {
  const head = rest[0] ?? "";
  if (names(work.tree, slot.set).includes(head)) return false;
  const alone = rest.length === 1 && work.operation === "set";
  return (slot.when.covers ?? []).some(({ node }) =>
    isSet(node) ? names(work.tree, node).includes(head) : !alone,
  );
}

function names(tree: Tree, set: Node): string[] {
  return bindingsOf(set).flatMap((binding) => {
    const attrpath = child(binding, "attrpath");
    const first = attrpath === null ? undefined : segmentsOf(tree, attrpath)[0]?.name;
    return first === undefined ? inherited(tree, binding) : [first];
  });
}

function inherited(tree: Tree, binding: Node): string[] {
  const attrs = child(binding, "attrs");
  return attrs === null ? [] : childrenIn(attrs, "attr").map((each) => textOf(tree, each));
}

/** Whether something in a `rec` set refers to a name that the new binding would capture. */
function captures(tree: Tree, set: Node, name: string): boolean {
  return !names(tree, set).includes(name) && mentions(tree, set, name).length > 0;
}

/** How many segments of the path the set and its closest binding share. */
function closeness(tree: Tree, slot: Slot, rest: string[]): number {
  const lead = slot.lead.length;
  const shared = bindingsOf(slot.set).map((binding) => {
    const attrpath = child(binding, "attrpath");
    if (attrpath === null) return 0;
    return commonLength(
      segmentsOf(tree, attrpath).map((each) => each.name),
      rest,
    );
  });
  return slot.at.length + Math.max(0, Math.max(0, ...shared) - lead);
}

function refuseNoPlace(work: Work): Plan {
  const { survey, path, tree } = work;
  const closest = survey.slots
    .filter((each) => each.at.length < path.length)
    .toSorted((a, b) => b.at.length - a.at.length)[0];
  const captured = survey.slots.find(
    (each) => obstacle(work, each, restOf(work, each)) === "captured",
  );
  if (captured !== undefined) {
    const [head = ""] = restOf(work, captured);
    const line = lineAt(tree.source, mentions(tree, captured.set, head)[0]?.start ?? 0);
    const message = `\`${head}\` means something else at line ${line}; set in this \`rec\` set it would mean the setting`;
    return refuse(work, message, captured.set);
  }
  const shared = closest === undefined ? null : sharedName(tree, closest.when);
  if (shared !== null) return refuseShared(work, shared);
  const blocking = survey.opaque
    .filter((each) => commonLength(each.at, path) === each.at.length)
    .toSorted((a: Opaque, b: Opaque) => b.at.length - a.at.length)[0];
  if (blocking !== undefined) return refuseComputed(work, blocking.node, blocking.at);
  const inheriting = survey.entries.find(
    (each) => commonLength(each.path, path) === each.path.length,
  );
  if (inheriting !== undefined) {
    const line = lineAt(tree.source, inheriting.binding.start);
    const name = renderPath(inheriting.path.slice(work.base.length));
    const how = inheriting.inherited === undefined ? "already set to something else" : "inherited";
    return refuse(work, `\`${name}\` is ${how} at line ${line}`, inheriting.binding);
  }
  const root = bare(work.boundary.node);
  return refuse(work, "this file holds no attribute set that a setting could be added to", root);
}
