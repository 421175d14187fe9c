import { nodeKey } from "./build-tree.ts";

/**
 * For each derivation that others need, the one of them that is nearest to the result: what a tree shows it
 * under. Keys of nodes; a circle, which no real plan holds, is cut somewhere.
 */
export function parentsOf(
  target: string,
  inputs: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const needed = new Set([...inputs.values()].flat());
  const queue = [...inputs.keys()].filter((drv) => !needed.has(drv));
  const seen = new Set(queue);
  const parents = new Map<string, string>();
  for (let at = 0; at < queue.length; at += 1) {
    const drv = queue[at] as string;
    for (const input of inputs.get(drv) ?? []) {
      if (seen.has(input)) continue;
      seen.add(input);
      parents.set(nodeKey(target, input), nodeKey(target, drv));
      queue.push(input);
    }
  }
  return parents;
}
