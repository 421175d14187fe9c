interface Node {
  /** The option that ends here. */
  option: number | undefined;
  readonly children: Map<string, Node>;
}

/** Where options are, by path; concrete names resolve through `<name>` and `*`. */
export interface OptionTree {
  /**
   * What `answer` makes of the option at a path, or else of the ones above it, the deepest first, each with how
   * many segments lead to it; exact names before wildcards.
   */
  find<T>(
    path: readonly string[],
    answer: (option: number, depth: number) => T | undefined,
  ): T | undefined;
  children(prefix: readonly string[]): readonly string[];
}

/** Names that stand for any attribute or list element. */
const wildcards = ["<name>", "*"];

/** A tree of `paths`. Two modules may describe one option (shared suboptions); the first shown one counts. */
export function optionTree(
  paths: Iterable<readonly string[]>,
  shown: (option: number) => boolean,
): OptionTree {
  const root: Node = { option: undefined, children: new Map() };
  let option = 0;
  for (const path of paths) {
    let node = root;
    for (const segment of path) {
      let next = node.children.get(segment);
      if (!next) {
        next = { option: undefined, children: new Map() };
        node.children.set(segment, next);
      }
      node = next;
    }
    if (node.option === undefined || (!shown(node.option) && shown(option))) node.option = option;
    option += 1;
  }
  return {
    find: (path, answer) => find(root, path, 0, answer),
    children: (prefix) => [
      ...new Set(nodesAt(root, prefix, 0).flatMap((node) => [...node.children.keys()])),
    ],
  };
}

function find<T>(
  node: Node,
  path: readonly string[],
  depth: number,
  answer: (option: number, depth: number) => T | undefined,
): T | undefined {
  for (const next of depth < path.length ? steps(node, path[depth] ?? "") : []) {
    const found = find(next, path, depth + 1, answer);
    if (found !== undefined) return found;
  }
  return node.option === undefined ? undefined : answer(node.option, depth);
}

function nodesAt(node: Node, path: readonly string[], at: number): Node[] {
  if (at === path.length) return [node];
  return steps(node, path[at] ?? "").flatMap((next) => nodesAt(next, path, at + 1));
}

function steps(node: Node, segment: string): Node[] {
  return [segment, ...wildcards]
    .filter((name, at, all) => all.indexOf(name) === at)
    .map((name) => node.children.get(name))
    .filter((next) => next !== undefined);
}
