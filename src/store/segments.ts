import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";

/*
 * The audit log on disk: full files that are never written again (`audit.000001.jsonl` and on), and the one that grows.
 * Together, in order, they are one chain.
 */

const named = /^audit\.(\d{6,})\.jsonl$/;

/** The full files of a log, oldest first. */
export function segmentsOf(path: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dirname(path));
  } catch {
    return [];
  }
  return names
    .filter((name) => named.test(name))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((name) => join(dirname(path), name));
}

const numberOf = (name: string) => Number(named.exec(basename(name))?.[1] ?? 0);

/** The files that hold the log, oldest first, the growing one last where it is there. */
export function filesOf(path: string): string[] {
  return [...segmentsOf(path), ...(existsSync(path) ? [path] : [])];
}

/** Makes the growing file a full one where it has grown to `most` bytes. The next entry begins a new file. */
export function rotate(path: string, most: number): Result<void> {
  try {
    if (!existsSync(path) || statSync(path).size < most) return ok(undefined);
    const last = segmentsOf(path).at(-1);
    const number = String((last === undefined ? 0 : numberOf(last)) + 1).padStart(6, "0");
    renameSync(path, join(dirname(path), `audit.${number}.jsonl`));
    const folder = openSync(dirname(path), "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
    return ok(undefined);
  } catch (error) {
    return unreadable(path, error);
  }
}

/** What a stat tells of the growing file's last writing; another one means that somebody else wrote. */
export function stampOf(path: string): string | undefined {
  try {
    const { size, ctimeNs } = statSync(path, { bigint: true });
    return `${size}:${ctimeNs}`;
  } catch {
    return undefined;
  }
}

/** The last complete line of the log; null when there is none. A file that was just begun may not have one yet. */
export function lastLine(path: string): Result<string | null> {
  for (const each of filesOf(path).toReversed()) {
    const line = lastLineOf(each);
    if (!line.ok || line.value !== null) return line;
  }
  return ok(null);
}

function lastLineOf(path: string): Result<string | null> {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    return unreadable(path, error);
  }
  try {
    const tail = readTail(file, fstatSync(file).size);
    const end = tail.lastIndexOf(0x0a);
    if (end < 0) return ok(null);
    const start = end === 0 ? 0 : tail.lastIndexOf(0x0a, end - 1) + 1;
    return ok(tail.toString("utf8", start, end));
  } finally {
    closeSync(file);
  }
}

/** The full file that the growing one, which has no entry yet, goes on from. */
export function carriedFrom(path: string): string | undefined {
  const isEmpty = !existsSync(path) || statSync(path).size === 0;
  return isEmpty ? segmentsOf(path).at(-1) : undefined;
}

/** The end of a file, from the start of its last two lines or earlier. Entries are bounded, see bounded.ts. */
export function readTail(file: number, size: number): Buffer {
  for (let length = Math.min(size, 64 * 1024); ; length = Math.min(size, length * 4)) {
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, size - length);
    const newlines = buffer.filter((byte) => byte === 0x0a).length;
    if (length === size || newlines >= 2) return buffer;
  }
}

export function unreadable(path: string, error: unknown): Result<never> {
  return problem("state-unwritable", `${path} cannot be used: ${(error as Error).message}`, {
    details: { path, cause: (error as NodeJS.ErrnoException).code },
  });
}
