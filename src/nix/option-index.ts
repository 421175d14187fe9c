import type { OptionInfo } from "../core/option.ts";
import type { Target } from "../core/target.ts";
import type { OptionIndex } from "../ports.ts";
import { freeformOption } from "./option-freeform.ts";
import type { OptionSearch } from "./option-search.ts";

interface Node {
  option?: OptionInfo;
  readonly children: Map<string, Node>;
}

/** Names that stand for any attribute or list element. */
const wildcards = ["<name>", "*"];

/**
 * An index over the options of a target. Building it costs one pass; the search structure is made at the
 * first question. Paths of real attributes (`users.users.alice.shell`) resolve through `<name>` and `*`.
 */
export async function openOptionIndex(
  target: Target,
  options: readonly OptionInfo[],
): Promise<OptionIndex> {
  const { createSearch } = await import("./option-search.ts");
  const root: Node = { children: new Map() };
  for (const option of options) {
    let node = root;
    for (const segment of option.path) {
      let next = node.children.get(segment);
      if (!next) {
        next = { children: new Map() };
        node.children.set(segment, next);
      }
      node = next;
    }
    // Two modules may describe one option (shared suboptions); the first visible one counts.
    if (!node.option || (!node.option.visible && option.visible)) node.option = option;
  }
  let search: OptionSearch | undefined;
  return {
    target,
    size: options.length,
    get: (path) => find(root, path, 0),
    children: (prefix) => {
      const names = new Set<string>();
      for (const node of nodesAt(root, prefix, 0))
        for (const name of node.children.keys()) names.add(name);
      return [...names];
    },
    search: (query, limit) => {
      search ??= createSearch(options);
      return search(query, limit);
    },
  };
}

/** The option at a path, exact names before wildcards; else the one inside a freeform value above it. */
function find(node: Node, path: readonly string[], at: number): OptionInfo | undefined {
  if (at === path.length) return node.option;
  for (const next of steps(node, path[at] ?? "")) {
    const found = find(next, path, at + 1);
    if (found) return found;
  }
  return node.option && freeformOption(node.option, path, at);
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
