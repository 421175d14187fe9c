import type { NixValue } from "../../core/edit.ts";
import { appendToComputed, appendToLists, canHoldAlways, holdsAll } from "./append-list.ts";
import { renderPath } from "./attrpath.ts";
import { canInsertAlways, planInsert } from "./place.ts";
import { optionPath, type Plan, refuse, refuseComputed, type Work, writerAt } from "./plan.ts";
import { holdsPackage } from "./render.ts";
import { insideWithPackages } from "./scope.ts";
import { isLiteral, samePath, targetsOf } from "./targets.ts";
import { appendToText } from "./text.ts";
import { lineAt, type Node } from "./tree.ts";
import { short } from "./unwrap.ts";

/** Adds to a list (an array adds each of its elements), to a text of lines, or to a set. */
export function planAppend(work: Work, value: NixValue): Plan {
  if (typeof value === "object" && value !== null && "$attrs" in value) {
    const plan = appendToSet(work, value.$attrs);
    if (plan !== null) return plan;
  }
  const values = Array.isArray(value) ? value : [value];
  const exact = work.survey.entries.filter((each) => samePath(each, work.path));
  if (values.length === 0)
    return { kind: "already", offset: (exact[0]?.binding ?? work.boundary.node).start };
  const targets = targetsOf(work, exact);
  const lists = targets.filter((each) => each.leaf.node.type === "list_expression");
  if (lists.length > 0) {
    const always = lists.some((each) => canHoldAlways(work.tree, each));
    if (!always && canInsertAlways(work) && !holdsAll(work, lists, values))
      return newList(work, values);
    return appendToLists(work, lists, values);
  }
  const text = targets.find((each) => /^(indented_)?string_expression$/.test(each.leaf.node.type));
  if (text !== undefined) return appendToText(work, text, values);
  const chained = appendToComputed(work, targets, values);
  if (chained !== null) return chained;
  const first = targets[0];
  if (first !== undefined && isLiteral(work, first.leaf)) return refuseToAdd(work, first.leaf.node);
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

function refuseToAdd(work: Work, node: Node): Plan {
  const is = `is \`${short(work.tree, node)}\` at line ${lineAt(work.tree.source, node.start)}`;
  const message = `\`${renderPath(optionPath(work))}\` ${is}; nothing can be added to that`;
  return refuse(work, message, node, "Set it instead.");
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
      writer: outer,
    };
  });
}
