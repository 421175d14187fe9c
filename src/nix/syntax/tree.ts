/** A syntax tree node as plain data: the parser's memory is freed before anything looks at it. */
export type Node = {
  type: string;
  /** UTF-16 offsets into the source, end exclusive. */
  start: number;
  end: number;
  field: string | null;
  /** An ERROR node, or a token that the parser made up. */
  broken: boolean;
  children: Node[];
};

/** A parsed source text. */
export type Tree = { source: string; root: Node };

/** The source text of a node. */
export function textOf(tree: Tree, node: Node): string {
  return tree.source.slice(node.start, node.end);
}

/** The child in a grammar field, if there. */
export function child(node: Node, field: string): Node | null {
  return node.children.find((each) => each.field === field) ?? null;
}

/** The children in a grammar field, in source order. */
export function childrenIn(node: Node, field: string): Node[] {
  return node.children.filter((each) => each.field === field);
}

/** The expression of the file, or null where there is none. */
export function rootExpression(tree: Tree): Node | null {
  return child(tree.root, "expression");
}

/** Calls `visit` for a node and everything below it. */
export function eachNode(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const each of node.children) eachNode(each, visit);
}

/** The places where a name is used as a variable, `inherit name;` among them. */
export function mentions(tree: Tree, inside: Node, name: string): Node[] {
  const found: Node[] = [];
  eachNode(inside, (node) => {
    const uses = node.type === "variable_expression" ? [node] : inheritedNames(node);
    found.push(...uses.filter((each) => textOf(tree, each) === name));
  });
  return found;
}

/** The names that `inherit a b;` takes from around it; none for anything else. */
export function inheritedNames(node: Node): Node[] {
  const attrs = node.type === "inherit" ? child(node, "attrs") : null;
  return attrs === null ? [] : childrenIn(attrs, "attr");
}

/** All places that the parser could not understand, outermost first. */
export function brokenNodes(node: Node): Node[] {
  const found: Node[] = [];
  eachNode(node, (each) => {
    if (each.broken) found.push(each);
  });
  return found;
}

/** Where the lines of the text that was last asked about begin. */
let lines = { source: "", starts: [0] };

/** 1-based line of an offset. */
export function lineAt(source: string, offset: number): number {
  if (lines.source !== source) lines = { source, starts: lineStarts(source) };
  const { starts } = lines;
  let low = 0;
  for (let high = starts.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let i = source.indexOf("\n"); i !== -1; i = source.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
}

/** Takes parentheses off. */
export function bare(node: Node): Node {
  let inner = node;
  while (inner.type === "parenthesized_expression") {
    const next = child(inner, "expression");
    if (next === null) break;
    inner = next;
  }
  return inner;
}

/** Whether the node is a set literal, `{ … }` or `rec { … }`. */
export function isSet(node: Node): boolean {
  return node.type === "attrset_expression" || node.type === "rec_attrset_expression";
}

/** The offset of the `{` of a set. */
export function openBrace(set: Node): number {
  return set.children.find((each) => each.type === "{")?.start ?? set.start;
}

/** The bindings (also `inherit`) directly in a set or a `let`. */
export function bindingsOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const each of node.children) {
    if (each.type === "binding_set") found.push(...bindingsOf(each));
    else if (each.field === "binding") found.push(each);
  }
  return found;
}
