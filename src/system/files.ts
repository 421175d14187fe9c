import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";
import type { Files } from "../ports/system.ts";

/** Agentix's own small files on disk, written so that a crash leaves either the old or the new one. */
export function openFiles(): Files {
  return { read, replace, append, remove };
}

async function read(path: string): Promise<Result<Uint8Array | null>> {
  try {
    return ok(new Uint8Array(readFileSync(path)));
  } catch (error) {
    if (isAbsent(error)) return ok(null);
    return unreadable(path, error);
  }
}

async function replace(path: string, bytes: Uint8Array): Promise<Result<void>> {
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString("hex")}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(temporary, "wx", 0o600);
    try {
      writeAll(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    quietly(() => unlinkSync(temporary));
    return unwritable(path, error);
  }
}

/** One write at the end of the file; a short one is taken back, so that no half line stays. */
async function append(path: string, bytes: Uint8Array): Promise<Result<void>> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const flags =
      constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
    const file = openSync(path, flags, 0o600);
    try {
      const before = fstatSync(file).size;
      try {
        if (writeSync(file, bytes) !== bytes.length) throw shortWrite();
        fsyncSync(file);
      } catch (error) {
        quietly(() => ftruncateSync(file, before));
        throw error;
      }
      if (before === 0) syncFolder(dirname(path));
    } finally {
      closeSync(file);
    }
    return ok(undefined);
  } catch (error) {
    return unwritable(path, error);
  }
}

async function remove(path: string): Promise<Result<void>> {
  try {
    unlinkSync(path);
    syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    return isAbsent(error) ? ok(undefined) : unwritable(path, error);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) at += writeSync(file, bytes, at);
}

function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The error that led here is the one to report.
  }
}

function shortWrite(): Error {
  return Object.assign(new Error("the file system took only a part of it"), { code: "ENOSPC" });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}

function isAbsent(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
}

function unreadable(path: string, error: unknown): Result<never> {
  return problem("state-corrupt", `${path} cannot be read: ${(error as Error).message}`, {
    details: { path, cause: codeOf(error) },
  });
}

const hints: Record<string, string> = {
  ENOSPC: "The disk is full. Free some space and run the command again; nothing was half-written.",
  EDQUOT: "Your disk quota is used up. Free some space and run the command again.",
  EROFS: "The file system is read-only.",
  EACCES: "You may not write there. Is the repository owned by another user?",
  EPERM: "You may not write there. Is the repository owned by another user?",
};

function unwritable(path: string, error: unknown): Result<never> {
  const code = codeOf(error);
  const hint = hints[code];
  return problem("state-unwritable", `${path} cannot be written: ${(error as Error).message}`, {
    ...(hint ? { hint } : {}),
    details: { path, cause: code },
  });
}
