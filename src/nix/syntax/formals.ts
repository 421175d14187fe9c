import type { Splice } from "./splice.ts";
import { firstOnLine, indentAt, tailEnd } from "./style.ts";
import { child, childrenIn, type Node, type Tree, textOf } from "./tree.ts";

/** Adds an argument to `{ config, lib, ... }`, in its order and its layout. */
export function intoFormals(tree: Tree, formals: Node, name: string): Splice {
  const named = childrenIn(formals, "formal").filter(
    (each) => !each.children.some((c) => c.broken),
  );
  const names = named.map((each) => textOf(tree, child(each, "name") ?? each));
  const ellipses = child(formals, "ellipses");
  const sorted =
    names.length > 1 && names.every((each, i) => i === 0 || (names[i - 1] ?? "") < each);
  const before = sorted ? names.findIndex((each) => each > name) : -1;
  const items = [...named, ...(ellipses === null ? [] : [ellipses])];
  const next = before === -1 ? named.length : before;
  const follower = items[next];
  const leader = items[next - 1];
  if (follower !== undefined) {
    const pair = leader === undefined ? [items[0], items[1]] : [leader, follower];
    return {
      start: follower.start,
      end: follower.start,
      text: `${name}${between(tree, pair[0], pair[1])}`,
    };
  }
  if (leader !== undefined) {
    const tail = tree.source[leader.end] === "," ? tailEnd(tree.source, leader.end + 1) : null;
    if (tail !== null && firstOnLine(tree.source, leader.start)) {
      const text = `${lineBreak(tree.source)}${indentAt(tree.source, leader.start)}${name},`;
      return { start: tail, end: tail, text };
    }
    const text = `${between(tree, items[next - 2], leader)}${name}`;
    return { start: leader.end, end: leader.end, text };
  }
  const open = formals.start + 1;
  const inside = tree.source.slice(open, formals.end - 1);
  return /^\s*$/.test(inside)
    ? { start: open, end: formals.end - 1, text: ` ${name}, ... ` }
    : { start: open, end: open, text: ` ${name}, ...` };
}

/** What is to stand between two arguments: `, ` or the line breaks of a list of one per line. */
function between(tree: Tree, left: Node | undefined, right: Node | undefined): string {
  if (left === undefined || right === undefined) return ", ";
  const gap = tree.source.slice(left.end, right.start);
  if (/^\s*,\s*$/.test(gap)) return gap;
  const line = firstOnLine(tree.source, right.start);
  return line ? `,${lineBreak(gap)}${indentAt(tree.source, right.start)}` : ", ";
}

function lineBreak(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}
