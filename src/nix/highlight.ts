import type { TreeCursor } from "web-tree-sitter";
import type { Span, TokenKind } from "../core/review/source.ts";
import { forGrammar, loadGrammar } from "./syntax/parser.ts";

/** For each line of a Nix file, broken or not, its tokens in order; lines after the last token are left out. */
export type Highlight = (source: string) => Span[][];

/** A file larger than this stays plain: nobody waits for its colours. */
export const longestHighlighted = 1_000_000;

const kinds = new Map<string, TokenKind>([
  ["comment", "comment"],
  ['"', "string"],
  ["''", "string"],
  ["string_fragment", "string"],
  ["escape_sequence", "string"],
  ["dollar_escape", "string"],
  ["integer_expression", "value"],
  ["float_expression", "value"],
  ["path_fragment", "value"],
  ["spath_expression", "value"],
  ["uri_expression", "value"],
]);
for (const word of ["let", "in", "rec", "inherit", "if", "then", "else", "assert", "with", "or"])
  kinds.set(word, "keyword");
const named = /^(?:true|false|null)$/;

/** Loads the grammar on the first call. */
export async function loadHighlight(): Promise<Highlight> {
  const parser = await loadGrammar();
  return (source) => {
    if (source.length > longestHighlighted) return [];
    const tree = parser.parse(forGrammar(source));
    if (tree === null) return [];
    const cursor = tree.walk();
    try {
      return collected(source, cursor);
    } finally {
      cursor.delete();
      tree.delete();
    }
  };
}

function kindAt(cursor: TreeCursor, source: string): TokenKind | undefined {
  const type = cursor.nodeType;
  if (type !== "identifier") return kinds.get(type);
  const { startIndex, endIndex, currentFieldName } = cursor;
  if (endIndex - startIndex > 5 || currentFieldName === "attr") return undefined;
  return named.test(source.slice(startIndex, endIndex)) ? "value" : undefined;
}

/** Walks the leaves and cuts what they span into lines. */
function collected(source: string, cursor: TreeCursor): Span[][] {
  const lines: Span[][] = [[]];
  let start = 0;
  let newline = source.indexOf("\n");
  const add = (from: number, to: number, kind: TokenKind) => {
    let at = from;
    while (at < to) {
      while (newline >= 0 && newline < at) {
        start = newline + 1;
        newline = source.indexOf("\n", start);
        lines.push([]);
      }
      const stop = newline < 0 ? to : Math.min(to, newline);
      if (stop > at) put(lines.at(-1) as Span[], at - start, stop - start, kind);
      at = stop < to ? stop + 1 : to;
    }
  };
  for (;;) {
    const kind = kindAt(cursor, source);
    if (kind) add(cursor.startIndex, cursor.endIndex, kind);
    else if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return lines;
  }
}

/** Adds a span, joined to the one before where they touch and are of a kind. */
function put(line: Span[], from: number, to: number, kind: TokenKind): void {
  const last = line.at(-1);
  if (last?.to === from && last.kind === kind) line[line.length - 1] = { ...last, to };
  else line.push({ from, to, kind });
}
