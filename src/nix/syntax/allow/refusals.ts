import type { FreeText, Refusal } from "../../../core/plan-parts.ts";
import type { Parse } from "../parser.ts";
import { brokenNodes, lineAt, type Tree } from "../tree.ts";
import { changedNames } from "./changed-names.ts";
import type { Doubt } from "./doubt.ts";
import { doubtsIn } from "./doubts.ts";
import { flakeWhy } from "./flake.ts";

type Side = readonly { readonly file: string; readonly tree: Tree }[];

/**
 * What free edits hold that only a person may write. What is not on the allow-list must have stood in one of the
 * files before, below the same attribute path, token for token, and every name in it must mean what it meant.
 */
export function refusalsOf(
  parse: Parse,
  files: readonly FreeText[],
  importable: (path: string) => boolean,
): Refusal[] {
  const after: Side = files.map(({ file, after: text }) => ({ file, tree: parse(text) }));
  const before: Side = files.flatMap(({ file, before: text }) =>
    text === null ? [] : [{ file, tree: parse(text) }],
  );
  const broken = after.flatMap(({ file, tree }) =>
    brokenNodes(tree.root).map((node) => ({
      file,
      line: lineAt(tree.source, node.start),
      message: "what does not parse",
    })),
  );
  if (broken.length > 0) return broken.slice(0, 1);
  const flake = after.flatMap(({ file, tree }) => {
    const old = before.find((one) => one.file === file)?.tree ?? null;
    const why = flakeWhy(file, old, tree);
    return why === null ? [] : [{ file, line: 1, message: why }];
  });

  const unclean = uncleanNames(after, importable);
  const changed = changedNames(
    before.map(({ tree }) => tree),
    after.map(({ tree }) => tree),
  );
  const left = new Map<string, number>();
  for (const doubt of doubtsOf(before, unclean, importable))
    left.set(keyOf(doubt), (left.get(keyOf(doubt)) ?? 0) + 1);
  const refused: Refusal[] = [];
  for (const doubt of doubtsOf(after, unclean, importable)) {
    const { file, line, message, mentions } = doubt;
    const count = left.get(keyOf(doubt)) ?? 0;
    left.set(keyOf(doubt), count - 1);
    const moved = [...mentions].find((name) => changed.has(name));
    if (count <= 0) refused.push({ file, line, message });
    else if (moved !== undefined)
      refused.push({
        file,
        line,
        message: `${message}; it uses ${moved}, which would mean something else`,
      });
  }
  return [...flake, ...refused];
}

function keyOf({ path, text }: Doubt): string {
  return `${path}\u0000${text}`;
}

function doubtsOf(
  side: Side,
  unclean: ReadonlySet<string>,
  importable: (path: string) => boolean,
): Doubt[] {
  return side.flatMap(({ file, tree }) => doubtsIn(tree, file, unclean, importable).doubts);
}

/** Names whose values hold a doubt, or use such a name. */
function uncleanNames(side: Side, importable: (path: string) => boolean): Set<string> {
  const unclean = new Set<string>();
  for (let size = -1; size < unclean.size; ) {
    size = unclean.size;
    for (const { file, tree } of side)
      for (const name of doubtsIn(tree, file, unclean, importable).unclean) unclean.add(name);
  }
  return unclean;
}
