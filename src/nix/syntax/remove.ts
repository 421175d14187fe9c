import type { Splice } from "./splice.ts";
import { afterBreak, firstOnLine, lineStart, type Style, tailEnd } from "./style.ts";
import { bindingsOf, type Node, openBrace, type Tree } from "./tree.ts";

/** A set that nothing but blanks is left in becomes `{ }`; null while something is left. */
export function emptySet(
  tree: Tree,
  set: Node,
  removed: ReadonlySet<Node>,
  style: Style,
): Splice | null {
  const bindings = bindingsOf(set);
  if (!bindings.every((each) => removed.has(each))) return null;
  const first = bindings[0];
  const last = bindings.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = openBrace(set) + 1;
  const end = set.end - 1;
  const tail = tailEnd(tree.source, last.end);
  const around = tree.source.slice(start, first.start) + tree.source.slice(tail ?? last.end, end);
  const between = bindings
    .slice(1)
    .map((each, i) => tree.source.slice(bindings[i]?.end, each.start));
  return /^\s*$/.test(around + between.join(""))
    ? { start, end, text: style.emptySet.slice(1, -1) }
    : null;
}

/** Takes a binding away: its line with its trailing comment, and one of two blank lines around it. */
export function removeBinding(tree: Tree, set: Node, binding: Node): Splice {
  const { source } = tree;
  const end = tailEnd(source, binding.end);
  if (firstOnLine(source, binding.start) && end !== null && end < set.end) {
    let start = lineStart(source, binding.start);
    const next = afterBreak(source, end);
    const above = /(?:^|\n)([ \t]*\r?\n)$/.exec(source.slice(set.start, start));
    const below = /^[ \t]*(\r?\n|\})/.test(source.slice(next, set.end));
    if (above !== null && below) start -= above[1]?.length ?? 0;
    return { start, end: next, text: "" };
  }
  const bindings = bindingsOf(set);
  const previous = bindings[bindings.indexOf(binding) - 1];
  const from = previous?.end ?? binding.start;
  const clear = /^\s*$/.test(source.slice(from, binding.start));
  if (previous !== undefined && clear) return { start: from, end: binding.end, text: "" };
  const space = /^[ \t]*/.exec(source.slice(binding.end))?.[0].length ?? 0;
  return { start: binding.start, end: binding.end + space, text: "" };
}
