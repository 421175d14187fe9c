import type { Formatter } from "../../core/edit.ts";
import { bindingsOf, type Node, type Tree } from "./tree.ts";

/** How a file is laid out. */
export type Style = {
  newline: string;
  unit: string;
  /** Lists are written as `[a b]`, without inner blanks. */
  tight: boolean;
  emptySet: "{ }" | "{}";
  /** Columns that a list on one line may grow to: without a formatter that breaks it, any number. */
  limit: number;
};

/** Lines up to here stay one line. */
export const width = 100;

/** Reads the layout off a source text; where that shows nothing, the flake's formatter decides. */
export function styleOf(source: string, formatter?: Formatter): Style {
  const crlf = (source.match(/\r\n/g) ?? []).length;
  const lf = (source.match(/\n/g) ?? []).length - crlf;
  const indents = [...source.matchAll(/^([ \t]+)[^\s#*]/gm)].map((each) => each[1] ?? "");
  const tabs = indents.filter((each) => each.startsWith("\t")).length;
  const spaces = indents.filter((each) => each.startsWith(" ")).map((each) => each.length);
  const least = Math.min(...spaces.filter((n) => n >= 2), 8);
  const unit = tabs > spaces.length ? "\t" : " ".repeat(spaces.length === 0 ? 2 : least);
  return {
    newline: crlf > lf ? "\r\n" : "\n",
    unit,
    tight: shown(/\[\]|\[[^\s\]]/g, /\[ \]|\[ [^\s\]]/g) ?? formatter === "alejandra",
    emptySet: (shown(/\{\}/g, /\{ \}/g) ?? formatter === "alejandra") ? "{}" : "{ }",
    limit: { nixfmt: width, "nixfmt-classic": 80, none: Number.POSITIVE_INFINITY }[
      formatter === "nixfmt" || formatter === "nixfmt-classic" ? formatter : "none"
    ],
  };

  /** Which of two ways a file writes more often; null where it has none of both. */
  function shown(one: RegExp, other: RegExp): boolean | null {
    const [yes, no] = [one, other].map((each) => source.match(each)?.length ?? 0) as [
      number,
      number,
    ];
    return yes + no === 0 ? null : yes > no;
  }
}

/** Start of the line that holds an offset. */
export function lineStart(source: string, offset: number): number {
  const start = source.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && source.startsWith("\uFEFF") && offset > 0 ? 1 : start;
}

/** Leading whitespace of the line that holds an offset. */
export function indentAt(source: string, offset: number): string {
  const start = lineStart(source, offset);
  return /^[ \t]*/.exec(source.slice(start, offset))?.[0] ?? "";
}

/** Whether only whitespace stands before an offset on its line. */
export function firstOnLine(source: string, offset: number): boolean {
  return /^[ \t]*$/.test(source.slice(lineStart(source, offset), offset));
}

/** The end of the line after an offset when only blanks and a comment follow; null otherwise. */
export function tailEnd(source: string, offset: number): number | null {
  const tail = /[ \t]*(?:\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?:#[^\r\n]*)?(?=\r?\n|$)/y;
  tail.lastIndex = offset;
  const match = tail.exec(source);
  return match === null ? null : offset + match[0].length;
}

/** The offset after the line break at an offset (the offset itself at the end of the text). */
export function afterBreak(source: string, offset: number): number {
  const match = /^\r?\n/.exec(source.slice(offset, offset + 2));
  return offset + (match?.[0].length ?? 0);
}

/** Columns of the line that holds an offset, without its line break. */
export function lineLength(source: string, offset: number): number {
  const end = source.indexOf("\n", offset);
  return (end === -1 ? source.length : end) - lineStart(source, offset);
}

/** Whether a stretch of source is on one line. */
export function oneLine(source: string, from: number, to: number): boolean {
  return !source.slice(from, to).includes("\n");
}

/** The indentation of what stands inside a bracketed node whose items start at these offsets. */
export function innerIndent(tree: Tree, node: Node, items: Node[], style: Style): string {
  const own = items.find((item) => firstOnLine(tree.source, item.start));
  if (own !== undefined) return indentAt(tree.source, own.start);
  return indentAt(tree.source, node.start) + style.unit;
}

/** The same for a set. */
export function setIndent(tree: Tree, set: Node, style: Style): string {
  return innerIndent(tree, set, bindingsOf(set), style);
}
