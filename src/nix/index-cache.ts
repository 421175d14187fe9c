import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Target } from "../core/target.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import {
  digestOf,
  type IndexSearch,
  packPaths,
  packSearch,
  unpackPaths,
  unpackSearch,
} from "./index-search.ts";
import { favourite, indexOf, isShown, type OptionList } from "./option-index.ts";
import { optionInfo, type RawOption } from "./option-record.ts";

/*
 * Two files for an index: records as JSON lines, and beside them what makes them quick to open and to search
 * (index-search.ts). The second is made from the first: without it, or when it is damaged, it is made again.
 */

/** Raised whenever the records or the expression that makes them change. */
const format = 2;
/** Indexes that are kept; one of a real system takes about 20 MB. */
const kept = 12;

/** The cache file of what `parts` name, below `cacheDir`. */
export function indexFile(cacheDir: string, parts: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([format, ...parts]))
    .digest("hex");
  return join(cacheDir, "options", `${digest.slice(0, 40)}.jsonl`);
}

/** The index of a cache file; undefined when there is none or its records are damaged. */
export async function openIndex(file: string, target: Target): Promise<OptionIndex | undefined> {
  const [bytes, packed] = await Promise.all([readBytes(file), readBytes(searchFile(file))]);
  if (!bytes) return undefined;
  const digest = digestOf(bytes).toString("hex");
  let search = packed && unpackSearch(packed, digest);
  if (!search) {
    const records = parseAll(bytes);
    if (!records) return undefined;
    search = await searchOver(records, bytes, target);
    await writeWhole(searchFile(file), packSearch(search, digest));
  }
  return indexOf(target, listOf(bytes, search));
}

/** Writes a cache file whole or not at all, and drops the oldest ones. A full disk costs the cache only. */
export async function writeIndex(
  file: string,
  target: Target,
  options: readonly RawOption[],
): Promise<void> {
  const lines = options.map((option) => JSON.stringify(option));
  const end = JSON.stringify({ options: lines.length });
  const bytes = Buffer.from([...lines, end, ""].join("\n"));
  if (!(await writeWhole(file, bytes))) return;
  const search = await searchOver(options, bytes, target);
  await writeWhole(searchFile(file), packSearch(search, digestOf(bytes).toString("hex")));
  await prune(join(file, "..")).catch(() => {});
}

function searchFile(file: string): string {
  return `${file}.search`;
}

async function readBytes(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(() => undefined);
}

/** All records, checked against the count at the end. */
function parseAll(bytes: Buffer): RawOption[] | undefined {
  try {
    const text = bytes.toString("utf8");
    const end = text.lastIndexOf("\n", text.length - 2);
    const options = JSON.parse(`[${text.slice(0, end).replaceAll("\n", ",")}]`) as RawOption[];
    const last: unknown = JSON.parse(text.slice(end + 1));
    const whole = (last as { options?: unknown }).options === options.length;
    return whole && options.every(({ p }) => Array.isArray(p)) ? options : undefined;
  } catch {
    return undefined;
  }
}

async function searchOver(
  records: readonly RawOption[],
  bytes: Buffer,
  target: Target,
): Promise<IndexSearch> {
  const { indexTerms } = await import("./option-terms.ts");
  const options = records.map(optionInfo);
  const offsets = new Uint32Array(records.length + 1);
  for (let at = 1; at < offsets.length; at += 1)
    offsets[at] = bytes.indexOf("\n", offsets[at - 1]) + 1;
  return {
    offsets,
    ...packPaths(options.map((option) => option.path)),
    shown: Uint8Array.from(options, (option) => (isShown(option) ? 1 : 0)),
    terms: indexTerms(options, favourite(target)),
  };
}

/** Records are parsed when they are asked for, and kept then. */
function listOf(bytes: Buffer, search: IndexSearch): OptionList {
  const size = search.pathEnds.length;
  const parsed: (ReturnType<typeof optionInfo> | undefined)[] = [];
  return {
    size,
    option: (at) => {
      const known = parsed[at];
      if (known) return known;
      const text = bytes.toString("utf8", search.offsets[at], search.offsets[at + 1]);
      const option = optionInfo(JSON.parse(text) as RawOption);
      parsed[at] = option;
      return option;
    },
    paths: () => unpackPaths(search),
    shown: (at) => search.shown[at] === 1,
    terms: () => search.terms,
  };
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<boolean> {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(temporary, bytes);
    await rename(temporary, file);
    return true;
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
    return false;
  }
}

/** Keeps the newest indexes; both files of one stay or go together. */
async function prune(folder: string): Promise<void> {
  const names = await readdir(folder);
  const records = await Promise.all(
    names
      .filter((name) => name.endsWith(".jsonl"))
      .map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  );
  const newest = records.sort((a, b) => b.time - a.time).slice(0, kept);
  const stay = new Set(newest.flatMap(({ name }) => [name, searchFile(name)]));
  const old = names.filter((name) => !stay.has(name) && !name.endsWith(".tmp"));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}
