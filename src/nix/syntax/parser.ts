import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Parser, TreeCursor } from "web-tree-sitter";
import { type Known, type Long, nothingKnown, parsedAgain, worthKeeping } from "./reparse.ts";
import type { Node, Tree } from "./tree.ts";

/** Parses Nix source; never fails: what it does not understand becomes broken nodes. */
export type Parse = (source: string) => Tree;

let loading: Promise<Parser> | undefined;

/** The tree-sitter parser for Nix; loaded on the first call (two wasm files, about 20 ms). */
export function loadGrammar(): Promise<Parser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Parser> {
  const { Parser, Language } = await import("web-tree-sitter");
  const [wasmBinary, grammar] = await Promise.all([
    readFile(locate("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")),
    readFile(
      locate("tree-sitter-nix.wasm", "@cursorless/tree-sitter-wasms/out/tree-sitter-nix.wasm"),
    ),
  ]);
  await Parser.init({ wasmBinary });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parser;
}

/** A parser into plain trees. Call once; see loadSyntax. */
export async function loadParser(): Promise<Parse> {
  const parser = await loadGrammar();
  let last: Long | undefined;
  return remembering(4, (source) => {
    const text = forGrammar(source);
    const long = text.length >= worthKeeping;
    const again = long && last ? parsedAgain(parser, last, text) : null;
    const parsed = again?.parsed ?? parser.parse(text);
    if (parsed === null) throw new Error("the Nix parser gave no tree");
    const cursor = parsed.walk();
    const tree = { source, root: plain(cursor, 0, again?.known ?? nothingKnown) };
    cursor.delete();
    if (!long || parsed.rootNode.hasError) parsed.delete();
    else {
      last?.parsed.delete();
      last = { text, parsed, root: tree.root };
    }
    return tree;
  });
}

/** A comma with nothing but blanks and (not endless) comments up to the `}`. */
const lastComma = /,(?=\s*(?:(?:#[^\n]*\n|\/\*(?:(?!\*\/)[\s\S]){0,2000}\*\/)\s*){0,20}\})/g;

/**
 * The text in words that the grammar knows, each character at its place: it has no comma after the
 * last argument (`{ a, b, }: …`), no pipes (`a |> b`) and no `~/${a}`. A blank, another operator and `./`
 * stand in; inside strings and comments that changes no node.
 */
export function forGrammar(source: string): string {
  return source
    .replace(lastComma, " ")
    .replace(/\|>|<\|/g, "||")
    .replace(/~(?=\/\$\{)/g, ".");
}

/** The last few trees are kept: an edit, its proof and its neighbours ask for the same texts. */
function remembering(count: number, parse: Parse): Parse {
  const trees = new Map<string, Tree>();
  return (source) => {
    const known = trees.get(source) ?? parse(source);
    trees.delete(source);
    trees.set(source, known);
    const oldest = trees.keys().next().value;
    if (trees.size > count && oldest !== undefined) trees.delete(oldest);
    return known;
  };
}

/** Beside the bundle (`dist/`), or in the source tree the npm package that carries the file. */
function locate(name: string, inPackage: string): string | URL {
  const beside = new URL(name, import.meta.url);
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(inPackage);
}

/** Most tokens: asking each for children would take a quarter of the time. */
const childless = new Set([...'=;.:,?@{}[]()"', "''", "identifier", "comment", "string_fragment"]);

/** Nesting beyond this is taken for broken: no person writes it, and it would exhaust the stack. */
const deepest = 1000;

function plain(cursor: TreeCursor, depth: number, known: Known): Node {
  const type = cursor.nodeType;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const same = type === "binding" ? known(start, end) : null;
  if (same !== null) return same;
  // A made-up token has no extent: only then is asking worth its time.
  const broken = depth > deepest || type === "ERROR" || (start === end && cursor.nodeIsMissing);
  const node: Node = { type, start, end, field: cursor.currentFieldName, broken, children: [] };
  if (depth <= deepest && !childless.has(type) && cursor.gotoFirstChild()) {
    do node.children.push(plain(cursor, depth + 1, known));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}
