import type { Splice } from "./splice.ts";
import {
  afterBreak,
  firstOnLine,
  indentAt,
  innerIndent,
  lineLength,
  lineStart,
  oneLine,
  type Style,
  tailEnd,
  width,
} from "./style.ts";
import { childrenIn, type Node, type Tree, textOf } from "./tree.ts";

/** Writes an element for an indentation; `flat`: on one line, whatever its length. */
export type WriteElement = (indent: string, flat: boolean) => string;

/** Adds elements to a list literal. */
export function addElements(
  tree: Tree,
  list: Node,
  render: WriteElement[],
  style: Style,
): Splice[] {
  const items = childrenIn(list, "element");
  const { source } = tree;
  const inner = innerIndent(tree, list, items, style);
  const flat = render.map((each) => each("", true));
  if (oneLine(source, list.start, list.end)) {
    const added = flat.reduce((sum, each) => sum + each.length + 1, 0);
    const now = lineLength(source, list.start);
    const fits = now + added <= style.limit || now > style.limit;
    if (fits && !flat.some((each) => each.includes("\n")))
      return addInline(tree, list, items, flat);
    if (!/[#]|\/\*/.test(textOf(tree, list).replace(/"(?:\\.|[^"\\])*"/g, "")))
      return [spread(tree, list, items, render, style)];
    return addInline(tree, list, items, flat);
  }
  return addLines(
    tree,
    list,
    items,
    render.map((each) => each(inner, false)),
    inner,
    style,
  );
}

function addInline(tree: Tree, list: Node, items: Node[], texts: string[]): Splice[] {
  const last = items.at(-1);
  if (last === undefined) {
    const inside = tree.source.slice(list.start + 1, list.end - 1);
    if (blank(inside)) {
      const text = `${inside}${texts.join(" ")}${inside}`;
      return [{ start: list.start + 1, end: list.end - 1, text }];
    }
    const at = list.start + 1 + inside.trimEnd().length;
    return [{ start: at, end: at, text: ` ${texts.join(" ")}` }];
  }
  return texts.map((text) => {
    const next = sortedBefore(tree, items, text);
    return next === null
      ? { start: last.end, end: last.end, text: ` ${text}` }
      : { start: next.start, end: next.start, text: `${text} ` };
  });
}

/** Rewrites a one-line list with one element per line. */
function spread(
  tree: Tree,
  list: Node,
  items: Node[],
  render: WriteElement[],
  style: Style,
): Splice {
  const outer = indentAt(tree.source, list.start);
  const inner = outer + style.unit;
  const all = items.map((item) => ({ text: textOf(tree, item) }));
  for (const each of render) {
    const text = each(inner, false);
    const next = sortedBefore(tree, items, text);
    const index = next === null ? all.length : all.findIndex((e) => e.text === textOf(tree, next));
    all.splice(index, 0, { text });
  }
  const lines = all.map(({ text }) => `${inner}${text}${style.newline}`).join("");
  return { start: list.start, end: list.end, text: `[${style.newline}${lines}${outer}]` };
}

function addLines(
  tree: Tree,
  list: Node,
  items: Node[],
  texts: string[],
  inner: string,
  style: Style,
): Splice[] {
  const { source } = tree;
  const last = items.at(-1);
  if (last === undefined) return [intoEmptyLines(tree, list, texts, inner, style)];
  const plainLines = items.every((item) => firstOnLine(source, item.start));
  const commented =
    list.children.some((each) => each.type === "comment") ||
    /\n[ \t]*\r?\n/.test(textOf(tree, list));
  return texts.map((text) => {
    const next = plainLines && !commented ? sortedBefore(tree, items, text) : null;
    if (next !== null)
      return {
        start: next.start,
        end: next.start,
        text: text + style.newline + indentAt(source, next.start),
      };
    if (!firstOnLine(source, last.start)) {
      // As in `[{ … }]`, whose brackets share their lines with what they hold.
      const hugged =
        source.slice(last.end, list.end - 1).trim() === "" && !firstOnLine(source, list.end - 1);
      const fits = lineLength(source, last.end) + text.length + 1 <= width;
      if (hugged || (items.length > 1 && fits && !text.includes("\n")))
        return { start: last.end, end: last.end, text: ` ${text}` };
    }
    const end = tailEnd(source, last.end);
    const at = end !== null && end < list.end ? end : last.end;
    return { start: at, end: at, text: style.newline + inner + text };
  });
}

function intoEmptyLines(
  tree: Tree,
  list: Node,
  texts: string[],
  inner: string,
  style: Style,
): Splice {
  const { source } = tree;
  const close = list.end - 1;
  const lines = texts.map((text) => inner + text + style.newline).join("");
  if (firstOnLine(source, close)) {
    const start = lineStart(source, close);
    return { start, end: start, text: lines };
  }
  return {
    start: close,
    end: close,
    text: `${style.newline}${lines}${indentAt(source, list.start)}`,
  };
}

/** The element before which a new one keeps a strictly sorted list sorted; null: at the end. */
function sortedBefore(tree: Tree, items: Node[], text: string): Node | null {
  const keys = items.map((item) => sortKey(textOf(tree, item)));
  const key = sortKey(text);
  if (keys.length < 2 || !keys.every((each) => typeof each === typeof key)) return null;
  // Addresses are asked in the order in which they stand.
  if (/^"[\d:.]+"$/.test(text)) return null;
  const sorted = keys.every((each, i) => i === 0 || less(keys[i - 1] ?? each, each));
  return sorted ? (items.find((_, i) => less(key, keys[i] ?? key)) ?? null) : null;
}

function sortKey(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text.replace(/^pkgs\./, "");
}

function less(a: string | number, b: string | number): boolean {
  return a < b;
}

/** A one-line list that nothing is left in becomes `[ ]`, or `[]` where it stood tight. */
export function emptyList(tree: Tree, list: Node, gone: readonly Node[]): Splice | null {
  const items = childrenIn(list, "element");
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined || gone.length < items.length) return null;
  const { source } = tree;
  const blanks = items.map((each, i) =>
    source.slice(each.end, items[i + 1]?.start ?? list.end - 1),
  );
  const around = source.slice(list.start + 1, first.start);
  const clear = /^[ \t]*$/.test(around + blanks.join(""));
  return clear ? { start: list.start + 1, end: list.end - 1, text: around } : null;
}

/**
 * Takes an element out of a list literal, with its line and its trailing comment if it has its own.
 * @param gone all the elements that are taken out of it
 */
export function removeElement(tree: Tree, list: Node, item: Node, gone: readonly Node[]): Splice {
  const { source } = tree;
  const end = tailEnd(source, item.end);
  const alone = firstOnLine(source, item.start);
  if (alone && end !== null && end < list.end)
    return { start: lineStart(source, item.start), end: afterBreak(source, end), text: "" };
  const items = childrenIn(list, "element");
  const index = items.indexOf(item);
  const previous = items[index - 1]?.end ?? list.start + 1;
  const next = items[index + 1]?.start ?? list.end - 1;
  const leading = items.slice(0, index).every((each) => gone.includes(each));
  if (blank(source.slice(previous, item.start)) && !leading)
    return { start: previous, end: item.end, text: "" };
  if (blank(source.slice(item.end, next)) && index < items.length - 1)
    return { start: item.start, end: next, text: "" };
  const padding = /[ \t]*$/.exec(source.slice(previous, item.start))?.[0].length ?? 0;
  return { start: item.start - padding, end: item.end, text: "" };
}

function blank(text: string): boolean {
  return /^\s*$/.test(text);
}
