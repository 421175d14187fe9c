import type { NixValue } from "../../core/edit.ts";
import { renderPath, segmentsOf } from "./attrpath.ts";
import { canonical } from "./canonical.ts";
import { canInsertAlways, planInsert, planOverride, type WriteAt } from "./place.ts";
import {
  change,
  circumstanceNotes,
  isCompound,
  optionPath,
  type Plan,
  refuse,
  refuseComputed,
  refuseShared,
  type Work,
  type Writer,
  writerAt,
} from "./plan.ts";
import { holdsPackage } from "./render.ts";
import { setByElements } from "./set-list.ts";
import { sharedName } from "./shared.ts";
import type { Splice } from "./splice.ts";
import { indentAt, lineStart } from "./style.ts";
import { isLiteral, isText, samePath, type Target, targetsOf } from "./targets.ts";
import { bindingsOf, child, childrenIn, isSet, lineAt, type Node } from "./tree.ts";
import { type Leaf, layers, unwrap } from "./unwrap.ts";
import type { Entry } from "./walk.ts";

/** Makes the option have a value. */
export function planSet(work: Work, value: NixValue): Plan {
  const { survey, path } = work;
  const exact = survey.entries.filter((each) => samePath(each, path));
  const below = survey.entries.filter((each) => !each.dynamic && each.path.length > path.length);
  const piecewise = below.filter(
    (each) => !exact.some((e) => each.when.via !== undefined || holds(e.binding, each.binding)),
  );
  if (piecewise.length > 0 || exact.length > 1 || isPlainSet(work, exact[0])) {
    const merged = mergeSet(work, value, piecewise.length > 0);
    if (merged !== null) return merged;
  }
  if (exact.length === 0) return insert(work, value);
  const inherited = exact.find((each) => each.value === null);
  if (inherited !== undefined && exact.length === 1) {
    const own = work.apart ? instead(work, inherited, value) : null;
    if (own !== null) return own;
    const line = lineAt(work.tree.source, inherited.binding.start);
    const name = renderPath(optionPath(work));
    return refuse(
      work,
      `\`${name}\` is inherited at line ${line}; edit the source instead`,
      inherited.binding,
    );
  }
  return replace(work, targetsOf(work, exact), value);
}

/** A binding of its own in place of `inherit name;`; null where others are inherited beside it. */
function instead(work: Work, { binding, path, scope }: Entry, value: NixValue): Plan | null {
  const { tree } = work;
  const attrs = child(binding, "attrs");
  const name = path.at(-1);
  if (attrs === null || name === undefined || childrenIn(attrs, "attr").length > 1) return null;
  const writer = writerAt(work, scope, holdsPackage(value));
  const indent = indentAt(tree.source, binding.start);
  const text = `${renderPath([name])} = ${writer.value(value, indent, indent.length)};`;
  return change(work, "replaced", [{ start: binding.start, end: binding.end, text }], writer, []);
}

function insert(work: Work, value: NixValue): Plan {
  return planInsert(work, writing(work, value));
}

function writing(work: Work, value: NixValue): WriteAt {
  return (slot) => {
    const writer = writerAt(work, slot.scope, holdsPackage(value));
    return { text: (indent, column) => writer.value(value, indent, column), writer };
  };
}

/** Whether a definition is a set literal whose attributes can be changed one by one. */
function isPlainSet(work: Work, entry: Entry | undefined): boolean {
  const { tree } = work;
  if (entry?.value === undefined || entry.value === null) return false;
  const leaves = unwrap(tree, entry.value, entry.scope, entry.when);
  const set = leaves[0]?.node;
  if (leaves.length !== 1 || set?.type !== "attrset_expression") return false;
  if (leaves[0] && sharedName(tree, leaves[0].when) !== null) return false;
  const bindings = bindingsOf(set);
  return (
    bindings.length > 0 &&
    bindings.every((binding) => {
      const attrpath = child(binding, "attrpath");
      return attrpath !== null && segmentsOf(tree, attrpath).every((each) => !each.dynamic);
    })
  );
}

function holds(outer: Node, inner: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A set that is defined in pieces takes its attributes one by one. */
function mergeSet(work: Work, value: NixValue, piecewise: boolean): Plan | null {
  if (typeof value === "object" && value !== null && "$attrs" in value) {
    const edits: Extract<Plan, { kind: "each" }>["edits"] = Object.entries(value.$attrs).map(
      ([name, each]) => ({
        operation: "set" as const,
        path: [...optionPath(work), name],
        value: each,
      }),
    );
    const names = work.survey.entries.flatMap((each) =>
      each.path.slice(work.path.length, work.path.length + 1),
    );
    for (const name of new Set(names))
      if (!Object.hasOwn(value.$attrs, name))
        edits.push({ operation: "unset", path: [...optionPath(work), name] });
    if (edits.length > 0) return { kind: "each", edits };
  }
  if (!piecewise) return null;
  const first = work.survey.entries.find((each) => each.path.length > work.path.length);
  const line = first === undefined ? 0 : lineAt(work.tree.source, first.binding.start);
  const name = renderPath(optionPath(work));
  return refuse(
    work,
    `\`${name}\` is set attribute by attribute, from line ${line} on; it cannot be replaced as a whole`,
    first?.binding ?? null,
  );
}

function replace(work: Work, targets: Target[], value: NixValue): Plan {
  const target = targets[0];
  if (target === undefined) return refuse(work, "the definition has no value", null);
  const { leaf, whole } = target;
  const { tree } = work;
  const raw = typeof value === "object" && value !== null && "$expr" in value;
  const computed = raw || leaf.when.part !== undefined || !isLiteral(work, leaf);
  if (computed && stands(work, target, value)) {
    const note = circumstanceNotes(work, leaf.when).join("; ");
    return { kind: "already", offset: whole.start, ...(note === "" ? {} : { note }) };
  }
  const shared = sharedName(tree, target.entry.when);
  if (shared !== null)
    return planOverride(work, target.entry, writing(work, value)) ?? refuseShared(work, shared);
  const alike = targets.filter((each) => each.entry === target.entry);
  if (leaf.when.part !== undefined && !(leaf.when.part === "mkMerge" && chosen(alike)))
    return refuseComputed(work, whole, work.path);
  if (!isLiteral(work, leaf) && !isText(leaf.node) && !work.apart)
    return refuseComputed(work, leaf.node, work.path);
  if (isConditional(leaf) && !addUp(work, leaf.node, value) && canInsertAlways(work))
    return setAlways(work, targets, value);
  const others = targets.filter((each) => each.entry !== target.entry).slice(0, 3);
  if (Array.isArray(value) && targets.length === 1) {
    const stepwise = setByElements(work, target, value);
    if (stepwise !== null) return stepwise;
  }
  const { via, ...around } = leaf.when;
  const own = via === undefined || sharedName(tree, leaf.when) !== null;
  const notes = [
    ...circumstanceNotes(work, own ? around : leaf.when),
    ...others.map((each) => `also set at line ${lineAt(tree.source, each.whole.start)}`),
  ];
  const { splice, writer } = rewrite(work, target, value);
  if (splice !== null) return change(work, "replaced", [splice], writer, notes);
  const note = notes.length > 0 ? { note: notes.join("; ") } : {};
  return { kind: "already", offset: leaf.node.start, ...note };
}

/** Whether an expression that no one can look into is the value as it would be written. */
function stands(work: Work, { entry, leaf, whole }: Target, value: NixValue): boolean {
  const { tree } = work;
  const written = work.parse(writerAt(work, entry.scope, holdsPackage(value)).value(value, "", 0));
  if (written === null) return false;
  const wanted = canonical(written.tree, written.node, entry.scope);
  const alone = leaf.when.part === undefined;
  return (
    (alone && canonical(tree, leaf.node, leaf.scope) === wanted) ||
    layers(tree, whole).some((each) => canonical(tree, each, entry.scope) === wanted)
  );
}

/** Where all definitions are conditional: one that always holds, and these changed to agree. */
function setAlways(work: Work, targets: Target[], value: NixValue): Plan {
  const plan = insert(work, value);
  if (plan.kind !== "splices") return plan;
  const changed = targets.flatMap((target) => {
    const fits = isLiteral(work, target.leaf) && target.leaf.when.part === undefined;
    const { splice, writer } = fits ? rewrite(work, target, value) : { splice: null, writer: null };
    return splice === null ? [] : [change(work, "replaced", [splice], writer, [])];
  });
  if (changed.length === 0) return plan;
  const splices = [...plan.splices];
  const lines: number[] = [];
  const notes = plan.note === undefined ? [] : [plan.note];
  for (const each of changed) {
    if (each.kind !== "splices") return each;
    const known = each.splices.filter((one) => !splices.some((s) => isSame(s, one)));
    splices.push(...known);
    lines.push(lineAt(work.tree.source, each.main.start));
    if (each.note !== undefined) notes.push(each.note);
  }
  notes.push(
    `also changed where it was set under a condition (line ${lines.join(", ")} of the old text)`,
  );
  return { ...plan, splices, note: notes.join("; ") };
}

function isSame(a: Splice, b: Splice): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function isConditional(leaf: Leaf): boolean {
  return leaf.when.conditions.length > 0;
}

/** Whether two definitions add up, as lists and sets do; anything else may be set twice, to the same. */
function addUp(work: Work, node: Node, value: NixValue): boolean {
  const sum = sumOf(node);
  if (sum === null || typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return sum === "list";
  if ("$attrs" in value) return sum === "set";
  const written = "$expr" in value ? work.parse(value.$expr) : null;
  return written !== null && sumOf(written.node) === sum;
}

function sumOf(node: Node): "list" | "set" | null {
  return node.type === "list_expression" ? "list" : isSet(node) ? "set" : null;
}

/** The change that makes a literal the value, if it is not already; a shared name gives way to it. */
function rewrite(
  work: Work,
  target: Target,
  value: NixValue,
): { splice: Splice | null; writer: Writer } {
  const { tree } = work;
  const shared = sharedName(tree, target.leaf.when);
  const { node, scope } = shared === null ? target.leaf : { node: shared.at, scope: shared.scope };
  const { start, end } = node;
  const writer = writerAt(work, scope, holdsPackage(value));
  const column = start - lineStart(tree.source, start);
  const text = writer.value(value, indentAt(tree.source, start), column);
  const written = work.parse(text);
  const same =
    written !== null &&
    canonical(written.tree, written.node, scope) ===
      canonical(tree, target.leaf.node, target.leaf.scope);
  if (same) return { splice: null, writer };
  const whole = shared === null ? (target.leaf.when.via?.value ?? target.whole) : target.whole;
  const inner = needsParentheses(work, whole, node, text);
  const bare = node.type === "unary_expression" && !isCompound(work, text);
  if (bare && tree.source[start - 1] === "(" && tree.source[end] === ")")
    return { splice: { start: start - 1, end: end + 1, text }, writer };
  return { splice: { start, end, text: inner ? `(${text})` : text }, writer };
}

/** Of several parts of a `mkMerge`, the only one that always holds. */
function chosen(targets: Target[]): boolean {
  return targets.filter((each) => each.leaf.when.conditions.length === 0).length === 1;
}

/** An argument (of mkForce, say) must stay one: anything compound gets parentheses there. */
function needsParentheses(work: Work, whole: Node, leaf: Node, text: string): boolean {
  if (whole === leaf || work.tree.source[leaf.start - 1] === "(") return false;
  return /^-/.test(text) || isCompound(work, text);
}
