import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { PackageIndex, Wishes } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { putOnShelf, readShelf, type Shelved, shelfFile } from "./index-shelf.ts";
import { packageFile, readPackages, writePackages } from "./package-cache.ts";
import { packageKey } from "./package-key.ts";
import type { PackageList } from "./package-list.ts";
import { walkPackages } from "./package-walk.ts";
import { sourceIn } from "./query.ts";

/** What is asked for. */
interface Asked {
  readonly tools: NixTools;
  readonly ref: FlakeRef;
  readonly target: Target;
}

/**
 * The package index of a target. One of exactly this tree, or of packages that are made of the same, comes from
 * the cache; else the latest of this target does, marked as stale, and `fresh` makes the right one; else it is
 * made at once.
 */
export async function targetPackageIndex(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  wishes: Wishes = {},
): Promise<Result<PackageIndex>> {
  const asked = { tools, ref, target };
  const { storePath: tree } = await sourceIn(tools, ref);
  if (tree === null) return made(asked, null, null, wishes);
  const shelf = await readShelf(shelfOf(asked));
  const right = wishes.refresh ? undefined : await kept(target, shelf, tree);
  if (right) return ok(right);
  const key = await packageKey(tools, ref, target, tree);
  const file = packageFile(tools.cacheDir, key ?? [tree, ref.dir, targetId(target), tools.nix]);
  const make = (more?: Wishes) => made(asked, tree, file, { ...wishes, ...more });
  if (wishes.refresh) return make();
  const same = await readPackages(file);
  if (same) {
    await putOnShelf(shelfOf(asked), entry(tree, file, same));
    return ok(await opened(target, same));
  }
  for (const { file: other } of shelf) {
    const earlier = await readPackages(other);
    if (earlier) return ok({ ...(await opened(target, earlier)), stale: true, fresh: make });
  }
  return make();
}

/** Makes the index of this tree where an earlier tree's is kept; nothing where there is none to renew. */
export async function renewPackageIndex(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  wishes: Wishes = {},
): Promise<Result<void>> {
  if ((await readShelf(shelfOf({ tools, ref, target }))).length === 0) return ok(undefined);
  const index = await targetPackageIndex(tools, ref, target, wishes);
  const fresh = index.ok ? await index.value.fresh?.() : index;
  return fresh && !fresh.ok ? fresh : ok(undefined);
}

function shelfOf({ tools, ref, target }: Asked): string {
  return shelfFile(tools.cacheDir, ["packages", ref.root, ref.dir, targetId(target), tools.nix]);
}

function entry(tree: string, file: string, list: PackageList): Shelved {
  return { tree, sources: null, file, options: list.names.length, leftOut: [] };
}

async function kept(
  target: Target,
  shelf: readonly Shelved[],
  tree: string,
): Promise<PackageIndex | undefined> {
  const exact = shelf.find((one) => one.tree === tree);
  const list = exact && (await readPackages(exact.file));
  return list && opened(target, list);
}

async function opened(target: Target, list: PackageList): Promise<PackageIndex> {
  const { packageIndexOf } = await import("./package-list.ts");
  return packageIndexOf(target, list);
}

/** Reads all packages and, for a tree that is known, keeps them. */
async function made(
  asked: Asked,
  tree: string | null,
  file: string | null,
  wishes: Wishes,
): Promise<Result<PackageIndex>> {
  const { tools, ref, target } = asked;
  wishes.onProgress?.(`Reading the packages of ${targetId(target)}`);
  const walked = await walkPackages(tools, ref, target, wishes);
  if (!walked.ok) return walked;
  const { packageList } = await import("./package-list.ts");
  const list = packageList(walked.value);
  if (tree !== null && file !== null) {
    await writePackages(file, list);
    await putOnShelf(shelfOf(asked), entry(tree, file, list));
  }
  return ok(await opened(target, list));
}
