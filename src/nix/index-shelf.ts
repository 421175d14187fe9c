import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { LeftOut } from "../ports/indexes.ts";

/*
 * Which indexes of a target are in the cache, the latest first. Each is named by its whole tree, so that one
 * that is found is right; a tree without one is served by the latest, which says that it is another's.
 */

const shelved = z.object({
  /** Store path of the tree: its content, by name. */
  tree: z.string(),
  /** Digest of what declares options in it (index-key.ts); null when it could not be read. */
  sources: z.string().nullable(),
  file: z.string(),
  options: z.number(),
  leftOut: z.array(
    z.object({
      path: z.array(z.string()),
      part: z.enum(["details", "inside", "all"]),
      why: z.string(),
    }),
  ),
});

/** An index in the cache. */
export interface Shelved {
  readonly tree: string;
  readonly sources: string | null;
  readonly file: string;
  readonly options: number;
  readonly leftOut: readonly LeftOut[];
}

/** Trees of one target that are remembered. */
const kept = 6;

/** The file that lists the indexes of what `parts` name: a repository, its flake, a target, a Nix. */
export function shelfFile(cacheDir: string, parts: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return join(cacheDir, "shelves", `${digest.slice(0, 40)}.json`);
}

/** What the shelf lists, latest first; nothing when it is not there or damaged. */
export async function readShelf(shelf: string): Promise<readonly Shelved[]> {
  try {
    return z.array(shelved).parse(JSON.parse(await readFile(shelf, "utf8")));
  } catch {
    return [];
  }
}

/** Puts an index in front. Of two processes the later one wins: an index that is not listed is made again. */
export async function putOnShelf(shelf: string, entry: Shelved): Promise<void> {
  const others = (await readShelf(shelf)).filter(({ tree }) => tree !== entry.tree);
  const temporary = `${shelf}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await mkdir(dirname(shelf), { recursive: true });
    await writeFile(temporary, JSON.stringify([entry, ...others].slice(0, kept)));
    await rename(temporary, shelf);
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
}
