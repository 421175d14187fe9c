import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { OptionIndex, Wishes } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { indexNix } from "./expressions/index.ts";
import { flakeProblem } from "./flake-problem.ts";
import { indexFile, openIndex, writeIndex } from "./index-cache.ts";
import { optionSources } from "./index-key.ts";
import { putOnShelf, readShelf, type Shelved, shelfFile } from "./index-shelf.ts";
import { openOptionIndex } from "./option-index.ts";
import { optionInfo, type RawOption } from "./option-record.ts";
import { sourceIn, targetNix } from "./query.ts";
import { walkAll } from "./walked.ts";

/** What is asked for. */
interface Asked {
  readonly tools: NixTools;
  readonly ref: FlakeRef;
  readonly target: Target;
}

/**
 * The option index of a target. One of exactly this tree comes from the cache; else the latest of this
 * target does, marked as stale, and `fresh` makes the right one; else it is made at once.
 */
export async function targetIndex(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  wishes: Wishes = {},
): Promise<Result<OptionIndex>> {
  const asked = { tools, ref, target };
  const { storePath: tree } = await sourceIn(tools, ref);
  if (tree === null) return made(asked, null, wishes);
  const shelf = await readShelf(shelfOf(asked));
  const make = (more?: Wishes) => made(asked, tree, { ...wishes, ...more }, shelf[0]);
  if (wishes.refresh) return make();
  const exact = shelf.find((entry) => entry.tree === tree);
  const right = exact && (await open(target, exact));
  if (right) return ok(right);
  for (const entry of shelf) {
    const earlier = entry !== exact && (await open(target, entry));
    if (!earlier) continue;
    const same = entry.sources !== null && entry.sources === (await optionSources(tree));
    return ok({ ...earlier, stale: same ? "settings" : "modules", fresh: make });
  }
  return make();
}

function shelfOf({ tools, ref, target }: Asked): string {
  return shelfFile(tools.cacheDir, [ref.root, ref.dir, targetId(target), tools.nix]);
}

async function open(target: Target, entry: Shelved): Promise<OptionIndex | undefined> {
  const index = await openIndex(entry.file, target);
  return index && { ...index, leftOut: entry.leftOut };
}

/** Evaluates the index and, for a tree that is known, keeps it; `last` tells about how many options there are. */
async function made(
  asked: Asked,
  tree: string | null,
  wishes: Wishes,
  last?: Shelved,
): Promise<Result<OptionIndex>> {
  const { tools, ref, target } = asked;
  const id = targetId(target);
  wishes.onProgress?.(`Reading the options of ${id}: its modules`);
  const about = last === undefined ? "" : ` of about ${last.options}`;
  const walked = await walkAll<RawOption>(tools, ref, indexNix, targetNix(ref, target), {
    signal: wishes.signal,
    onRecords: (count, at) =>
      wishes.onProgress?.(`Reading the options of ${id}: ${count}${about}, at ${at[0] ?? ""}`),
  });
  if (!walked.ok) return walked;
  if (!walked.value.ok) return flakeProblem(tools, ref, walked.value.failure);
  const { records, leftOut } = walked.value;
  wishes.onProgress?.(`Read ${records.length} options of ${id}`);
  if (tree !== null) {
    const file = indexFile(tools.cacheDir, [tree, ref.dir, id, tools.nix]);
    await writeIndex(file, target, records);
    const sources = await optionSources(tree);
    await putOnShelf(shelfOf(asked), { tree, sources, file, options: records.length, leftOut });
  }
  return ok({ ...(await openOptionIndex(target, records.map(optionInfo))), leftOut });
}
