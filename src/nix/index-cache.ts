import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RawOption } from "./option-record.ts";

/** Raised whenever the records or the expression that makes them change. */
const format = 1;
/** Index files that are kept; one of a real system takes about 15 MB. */
const kept = 12;

/** The cache file of what `parts` name, below `cacheDir`. */
export function indexFile(cacheDir: string, parts: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([format, ...parts]))
    .digest("hex");
  return join(cacheDir, "options", `${digest.slice(0, 40)}.jsonl`);
}

/** The records of a cache file; undefined when there is none or it is damaged. */
export async function readIndex(file: string): Promise<RawOption[] | undefined> {
  try {
    const text = await readFile(file, "utf8");
    const end = text.lastIndexOf("\n", text.length - 2);
    const options = JSON.parse(`[${text.slice(0, end).replaceAll("\n", ",")}]`) as RawOption[];
    const last: unknown = JSON.parse(text.slice(end + 1));
    return (last as { options?: unknown }).options === options.length ? options : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a cache file whole or not at all, and drops the oldest ones. A full disk costs the cache only. */
export async function writeIndex(file: string, options: readonly RawOption[]): Promise<void> {
  const folder = join(file, "..");
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await mkdir(folder, { recursive: true });
    const lines = options.map((option) => JSON.stringify(option));
    await writeFile(
      temporary,
      `${lines.join("\n")}\n${JSON.stringify({ options: lines.length })}\n`,
    );
    await rename(temporary, file);
    await prune(folder);
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

async function prune(folder: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      return { path, time: (await stat(path)).mtimeMs };
    }),
  );
  const old = files.sort((a, b) => b.time - a.time).slice(kept);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
