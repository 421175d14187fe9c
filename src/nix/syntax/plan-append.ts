import type { NixValue } from "../../core/edit.ts";
import { escapeString, renderPath, staticString } from "./attrpath.ts";
import { canonical, indentedText } from "./canonical.ts";
import { addElements } from "./list.ts";
import { planInsert } from "./place.ts";
import {
  change,
  circumstanceNotes,
  optionPath,
  type Plan,
  refuse,
  refuseComputed,
  type Work,
  writerAt,
} from "./plan.ts";
import { samePath, type Target, targetsOf } from "./plan-set.ts";
import { holdsPackage, indentedLine } from "./render.ts";
import { insideWithPackages, type Scope } from "./scope.ts";
import { firstOnLine, indentAt, lineStart } from "./style.ts";
import { childrenIn, type Node, type Tree, textOf } from "./tree.ts";
import { call } from "./unwrap.ts";

/** Adds to a list (an array adds each of its elements), to a text of lines, or to a set. */
export function planAppend(work: Work, value: NixValue): Plan {
  if (typeof value === "object" && value !== null && "$attrs" in value) {
    const plan = appendToSet(work, value.$attrs);
    if (plan !== null) return plan;
  }
  const values = Array.isArray(value) ? value : [value];
  const exact = work.survey.entries.filter((each) => samePath(each, work.path));
  const targets = targetsOf(work, exact);
  const lists = targets.filter((each) => each.leaf.node.type === "list_expression");
  if (lists.length > 0) return appendToLists(work, lists, values);
  const text = targets.find((each) => /^(indented_)?string_expression$/.test(each.leaf.node.type));
  if (text !== undefined) return appendToText(work, text, values);
  const first = targets[0];
  if (first !== undefined) return refuseComputed(work, first.whole, work.path);
  const inherited = exact[0];
  if (inherited !== undefined)
    return refuse(
      work,
      `\`${renderPath(optionPath(work))}\` is inherited; edit the source instead`,
      inherited.binding,
    );
  return newList(work, values);
}

/** On a set, or where nothing is yet that says otherwise: its attributes one by one. */
function appendToSet(work: Work, attrs: { [name: string]: NixValue }): Plan | null {
  const { survey, path } = work;
  const deeper = survey.entries.some((each) => each.path.length > path.length);
  const literal = survey.slots.some((each) => each.at.length === path.length && each.set !== null);
  if (!deeper && !literal) return null;
  const edits = Object.entries(attrs).map(([name, value]) => ({
    operation: "set" as const,
    path: [...optionPath(work), name],
    value,
  }));
  return edits.length === 0 ? null : { kind: "each", edits };
}

function appendToLists(work: Work, lists: Target[], values: NixValue[]): Plan {
  const { tree, style } = work;
  const always = lists.filter((each) => each.leaf.when.conditions.length === 0);
  const usable = always.length > 0 ? always : lists;
  const target = usable.toSorted((a, b) => rank(b) - rank(a))[0] as Target;
  const { node, scope, when } = target.leaf;
  const writer = writerAt(work, scope, holdsPackage(values));
  const present = new Map<string, Node>();
  for (const { leaf } of usable)
    for (const item of childrenIn(leaf.node, "element"))
      present.set(canonical(tree, item, leaf.scope), item);
  const missing: NixValue[] = [];
  let seen: Node | null = null;
  const taken = new Set<string>();
  for (const value of values) {
    const key = keyOf(work, writer.element(value, ""), scope);
    const found = present.get(key);
    if (found !== undefined) seen ??= found;
    else if (!taken.has(key)) missing.push(value);
    taken.add(key);
  }
  const notes = circumstanceNotes(work, when);
  const note = notes.length > 0 ? { note: notes.join("; ") } : {};
  if (missing.length === 0) return { kind: "already", offset: (seen ?? node).start, ...note };
  const render = missing.map((value) => (indent: string) => writer.element(value, indent));
  if (always.length === 0 && target.leaf.node !== target.whole && canConcatenate(tree, target)) {
    const text = ` ++ [ ${missing.map((value) => writer.element(value, "")).join(" ")} ]`;
    const at = target.whole.end;
    return change("extended-list", [{ start: at, end: at, text }], writer.splices, []);
  }
  const splices = addElements(tree, node, render, style);
  return change("extended-list", splices, writer.splices, notes);
}

/** `lib.optionals c [ … ]` can be followed by `++ [ … ]`; a `mkIf` cannot. */
function canConcatenate(tree: Tree, target: Target): boolean {
  const { whole, leaf } = target;
  if (leaf.when.via !== undefined || leaf.when.priority !== undefined) return false;
  return (
    whole.type === "apply_expression" &&
    leaf.when.part === undefined &&
    call(tree, whole).name === "optionals"
  );
}

function rank(target: Target): number {
  return childrenIn(target.leaf.node, "element").length;
}

function appendToText(work: Work, target: Target, values: NixValue[]): Plan {
  const { tree, style } = work;
  const { node, when } = target.leaf;
  if (values.some((value) => typeof value !== "string"))
    return refuse(
      work,
      `\`${renderPath(optionPath(work))}\` is a text; only text can be added to it`,
      node,
    );
  const notes = circumstanceNotes(work, when);
  const present = textLines(work, node);
  const wanted = values.flatMap((value) => String(value).replace(/\n$/, "").split("\n"));
  if (includesRun(present, wanted)) return { kind: "already", offset: node.start };
  if (node.type === "string_expression") {
    const raw = tree.source.slice(node.start + 1, node.end - 1);
    const lead = raw === "" || /\\n$|\n$/.test(raw) ? "" : "\\n";
    const text = `${lead}${wanted.map(escapeString).join("\\n")}\\n`;
    return change("extended-list", [{ start: node.end - 1, end: node.end - 1, text }], [], notes);
  }
  const close = node.end - 2;
  const raw = tree.source.slice(node.start + 2, close);
  const own = raw
    .split("\n")
    .slice(1)
    .filter((line) => line.trim() !== "");
  const indent = /^[ \t]*/.exec(own.at(-1) ?? "")?.[0] ?? "";
  const least = own
    .map((line) => /^ */.exec(line)?.[0] ?? "")
    .toSorted((a, b) => a.length - b.length)[0];
  const inner =
    own.length === 0 ? indentAt(tree.source, node.start) + style.unit : (least ?? indent);
  const lines = wanted.map((line) => indentedLine(line, inner));
  if (firstOnLine(tree.source, close) && raw.includes("\n")) {
    const at = lineStart(tree.source, close);
    const text = lines.map((line) => line + style.newline).join("");
    return change("extended-list", [{ start: at, end: at, text }], [], notes);
  }
  const text = `${style.newline}${lines.join(style.newline)}${style.newline}${indentAt(tree.source, node.start)}`;
  return change("extended-list", [{ start: close, end: close, text }], [], notes);
}

function textLines(work: Work, node: Node): string[] {
  const text =
    node.type === "indented_string_expression"
      ? (indentedText(work.tree, node) ?? textOf(work.tree, node))
      : (staticString(work.tree, node) ?? textOf(work.tree, node));
  return text.split("\n").map((line) => line.trim());
}

function includesRun(lines: string[], wanted: string[]): boolean {
  return lines.some((_, i) => wanted.every((line, j) => lines[i + j] === line.trim()));
}

function newList(work: Work, values: NixValue[]): Plan {
  const { source } = work.tree;
  const opens = holdsPackage(values) && /\bwith pkgs;\s*\[/.test(source);
  return planInsert(work, (slot) => {
    const outer = writerAt(work, slot.scope, holdsPackage(values));
    const inside = opens ? insideWithPackages(slot.scope) : slot.scope;
    const writer = opens ? writerAt(work, inside, true) : outer;
    return {
      text: (indent, column) => {
        const prefix = opens ? "with pkgs; " : "";
        return prefix + writer.value(values, indent, column + prefix.length);
      },
      splices: outer.splices,
    };
  });
}

/** What an element to be written means, to compare it with those that stand there. */
export function keyOf(work: Work, text: string, scope: Scope): string {
  const parsed = work.parse(text);
  return parsed === null ? `src:${text}` : canonical(parsed.tree, parsed.node, scope);
}
