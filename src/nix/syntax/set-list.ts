import type { NixValue } from "../../core/edit.ts";
import { keyOf } from "./append-list.ts";
import { canonical } from "./canonical.ts";
import { optionPath, type Plan, type Work, writerAt } from "./plan.ts";
import type { Target } from "./targets.ts";
import { childrenIn, textOf } from "./tree.ts";

/**
 * Makes a list with comments another one without losing the comments of what stays: takes out what
 * goes, adds what comes. Null where that gives another order, or where nothing stays.
 */
export function setByElements(work: Work, target: Target, values: NixValue[]): Plan | null {
  const { tree } = work;
  const { node, scope, when } = target.leaf;
  if (node.type !== "list_expression" || !node.children.some((each) => each.type === "comment"))
    return null;
  if (when.conditions.length > 0 || when.via !== undefined) return null;
  const writer = writerAt(work, scope, false);
  const wanted = values.map((value) => keyOf(work, writer.element(value, ""), scope));
  const items = childrenIn(node, "element").map((item) => ({
    key: canonical(tree, item, scope),
    item,
  }));
  const kept = items.filter(({ key }) => wanted.includes(key));
  const inOrder = kept.every(({ key }, i) => key === wanted[i]);
  if (kept.length === 0 || !inOrder || new Set(wanted).size < wanted.length) return null;
  const path = optionPath(work);
  const gone = items.filter((each) => !kept.includes(each));
  const out = gone.map(({ item }): NixValue => ({ $expr: textOf(tree, item) }));
  const more = values.slice(kept.length);
  const edits: Extract<Plan, { kind: "each" }>["edits"] = [];
  if (out.length > 0) edits.push({ operation: "remove", path, value: out });
  if (more.length > 0) edits.push({ operation: "append", path, value: more });
  return edits.length === 0 ? null : { kind: "each", edits };
}
