import { child, childrenIn, type Node, type Tree, textOf } from "./tree.ts";

/** One attribute name: its text when it is static, its source when it is computed. */
export type Segment = { name: string; dynamic: boolean };

const identifier = /^[A-Za-z_][A-Za-z0-9_'-]*$/;
const keywords = new Set([
  "if",
  "then",
  "else",
  "assert",
  "with",
  "let",
  "in",
  "rec",
  "inherit",
  "or",
]);

const known = new WeakMap<Node, readonly Segment[]>();

/** The segments of an attrpath node: `a."b c".${d}`. Walks ask for the same ones again and again. */
export function segmentsOf(tree: Tree, attrpath: Node): readonly Segment[] {
  const before = known.get(attrpath);
  if (before !== undefined) return before;
  const segments = childrenIn(attrpath, "attr").map((attr) => segment(tree, attr));
  known.set(attrpath, segments);
  return segments;
}

function segment(tree: Tree, attr: Node): Segment {
  if (attr.type === "identifier") return { name: textOf(tree, attr), dynamic: false };
  const inner = attr.type === "interpolation" ? child(attr, "expression") : attr;
  const text = inner?.type === "string_expression" ? staticString(tree, inner) : null;
  return text === null
    ? { name: textOf(tree, attr), dynamic: true }
    : { name: text, dynamic: false };
}

/** The value of a `"…"` string without interpolation, else null. */
export function staticString(tree: Tree, node: Node): string | null {
  if (node.children.some((each) => each.type === "interpolation" || each.broken)) return null;
  const raw = tree.source.slice(node.start + 1, node.end - 1);
  return raw
    .replace(/\r\n?/g, "\n")
    .replace(/\\([\s\S])/g, (_, c: string) =>
      c === "n" ? "\n" : c === "r" ? "\r" : c === "t" ? "\t" : c,
    );
}

/** An attribute name as Nix source, quoted only when needed. */
export function renderName(name: string): string {
  return identifier.test(name) && !keywords.has(name) ? name : `"${escapeString(name)}"`;
}

/** An attribute path as Nix source. */
export function renderPath(path: readonly string[]): string {
  return path.map(renderName).join(".");
}

/** The inside of a `"…"` string. */
export function escapeString(text: string): string {
  return text
    .replace(/[\\"]/g, "\\$&")
    .replaceAll("${", "\\${")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
}

/** Splits a dotted path with quoted segments: `nodePackages."@angular/cli"`. */
export function splitDotted(path: string): string[] {
  const parts = path.match(/"(?:\\[\s\S]|[^"\\])*"|[^."]+/g) ?? [];
  return parts.map((part) =>
    part.startsWith('"') ? part.slice(1, -1).replace(/\\([\s\S])/g, "$1") : part,
  );
}
