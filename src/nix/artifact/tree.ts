import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** A text above this size is compared as a whole only. */
const mostText = 256 * 1024;

/** A place in a built system, links followed. */
export type Node =
  | { readonly kind: "none" }
  /** A link that leads nowhere, as many of /etc do before a system runs. */
  | { readonly kind: "dangling"; readonly at: string }
  | { readonly kind: "folder"; readonly at: string }
  | { readonly kind: "file"; readonly at: string; readonly isProgram: boolean };

/** What stands at a path; a link that leaves the store is not followed: it is another machine's. */
export async function nodeAt(path: string, store: string): Promise<Node> {
  let at: string;
  try {
    at = await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return await danglingAt(path);
    throw error;
  }
  if (!at.startsWith(`${store}/`)) return { kind: "dangling", at };
  const found = await stat(at);
  if (found.isDirectory()) return { kind: "folder", at };
  return { kind: "file", at, isProgram: (found.mode & 0o111) !== 0 };
}

async function danglingAt(path: string): Promise<Node> {
  const { lstat, readlink } = await import("node:fs/promises");
  const link = await lstat(path).catch(() => null);
  if (link === null) return { kind: "none" };
  return { kind: "dangling", at: link.isSymbolicLink() ? await readlink(path) : path };
}

/** Names in a folder of either side, sorted. */
export async function namesIn(...folders: readonly Node[]): Promise<string[]> {
  const names = new Set<string>();
  for (const folder of folders)
    if (folder.kind === "folder") for (const name of await readdir(folder.at)) names.add(name);
  return [...names].toSorted();
}

/** A file's text, or its digest where it is large or no text. */
export async function contentOf(path: string): Promise<{ text: string } | { digest: string }> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size <= mostText) {
      const bytes = await file.readFile();
      if (!bytes.includes(0)) return { text: bytes.toString("utf8") };
    }
  } finally {
    await file.close();
  }
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return { digest: hash.digest("hex") };
}
