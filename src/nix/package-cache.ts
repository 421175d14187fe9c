import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { digestOf } from "./index-search.ts";
import type { PackageList } from "./package-list.ts";

/** Raised whenever records, the words they are found by, or the expression that makes them change. */
const format = 1;
/** Indexes that are kept; one of nixpkgs takes about 8 MB. */
const kept = 8;
const digestBytes = 32;

/** The cache file of what `parts` name, below `cacheDir`. */
export function packageFile(cacheDir: string, parts: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([format, ...parts]))
    .digest("hex");
  return join(cacheDir, "packages", `${digest.slice(0, 40)}.bin`);
}

/** What a cache file holds; undefined when there is none or it is damaged. */
export async function readPackages(file: string): Promise<PackageList | undefined> {
  try {
    const bytes = await readFile(file);
    const body = bytes.subarray(digestBytes);
    if (!digestOf(body).equals(bytes.subarray(0, digestBytes))) return undefined;
    return deserialize(body) as PackageList;
  } catch {
    return undefined;
  }
}

/** Writes a cache file whole or not at all, and drops the oldest ones. A full disk costs the cache only. */
export async function writePackages(file: string, list: PackageList): Promise<void> {
  const body = serialize(list);
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  const folder = dirname(file);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, Buffer.concat([digestOf(body), body]));
    await rename(temporary, file);
    const names = (await readdir(folder)).filter((name) => name.endsWith(".bin"));
    const aged = await Promise.all(
      names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
    );
    const old = aged.sort((a, b) => b.time - a.time).slice(kept);
    await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
}
