import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";
import type { Change, Side } from "./changes.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, records, text } from "./output.ts";

/**
 * How a path of the work tree compares with the two commits.
 * `torn` is a beginning of either side, as an interrupted write leaves it; `foreign` is anything else,
 * which is somebody's work and never overwritten.
 */
export type PathState = "before" | "after" | "absent" | "torn" | "foreign";

export interface Sides {
  stateOf(change: Change): PathState;
}

/** Reads both sides of the changes in the form that the work tree has (line ends, ident). */
export async function readSides(repo: Repo, changes: readonly Change[]): Promise<Result<Sides>> {
  const wanted: { side: Side; path: string }[] = [];
  for (const { path, before, after } of changes)
    for (const side of [before, after]) if (side) wanted.push({ side, path });
  const contents = new Map<string, Uint8Array>();
  if (wanted.length > 0) {
    const exit = await repo.tree({
      args: ["cat-file", "--batch", "--filters"],
      input: wanted.map(({ side, path }) => `${side.blob} ${path}\n`).join(""),
      maxBytes: 512 * 1024 * 1024,
    });
    if (exit.code !== 0 || exit.truncated) return gitProblem(exit, "read the files of two commits");
    let at = 0;
    for (const { side, path } of wanted) {
      const end = exit.stdout.indexOf(0x0a, at);
      const [, type, size] = text(exit.stdout.subarray(at, end)).split(" ");
      if (end < 0 || type !== "blob") return problem("git-failed", `git could not read ${path}.`);
      at = end + 1 + Number(size);
      contents.set(`${side.blob} ${path}`, exit.stdout.subarray(end + 1, at));
      at += 1;
    }
  }
  const modes = await repo.tree({ args: ["config", "--type=bool", "--get", "core.fileMode"] });
  const trustModes = text(modes.stdout).trim() !== "false";
  const bytesOf = (side: Side | null, path: string) =>
    side ? (contents.get(`${side.blob} ${path}`) ?? null) : null;
  return ok({
    stateOf: ({ path, before, after }) =>
      compare(
        readWorkFile(join(repo.root, path)),
        { side: before, bytes: bytesOf(before, path) },
        { side: after, bytes: bytesOf(after, path) },
        trustModes,
      ),
  });
}

interface Expected {
  readonly side: Side | null;
  readonly bytes: Uint8Array | null;
}

type WorkFile = { bytes: Uint8Array; executable: boolean } | "absent" | "other";

function compare(found: WorkFile, before: Expected, after: Expected, modes: boolean): PathState {
  if (found === "other") return "foreign";
  if (found === "absent") {
    if (before.side === null) return "before";
    return after.side === null ? "after" : "absent";
  }
  const fits = ({ side, bytes }: Expected) =>
    side !== null &&
    bytes !== null &&
    Buffer.compare(found.bytes, bytes) === 0 &&
    (!modes || (side.mode === "100755") === found.executable);
  if (fits(before)) return "before";
  if (fits(after)) return "after";
  const begins = ({ bytes }: Expected) =>
    bytes !== null &&
    found.bytes.length <= bytes.length &&
    Buffer.compare(found.bytes, bytes.subarray(0, found.bytes.length)) === 0;
  return begins(before) || begins(after) ? "torn" : "foreign";
}

/** A regular file's bytes, never through a symbolic link. */
function readWorkFile(path: string): WorkFile {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return "absent";
  if (!stat.isFile()) return "other";
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const executable = (fstatSync(file).mode & 0o100) !== 0;
      return { bytes: new Uint8Array(readFileSync(file)), executable };
    } finally {
      closeSync(file);
    }
  } catch {
    return "other";
  }
}

/** The index's entry for each path; null where there is none, undefined for an unmerged one. */
export async function indexSides(
  repo: Repo,
  paths: readonly string[],
): Promise<Result<Map<string, Side & { skipped: boolean }>>> {
  const sides = new Map<string, Side & { skipped: boolean }>();
  if (paths.length === 0) return ok(sides);
  const exit = await repo.tree({ args: ["ls-files", "-s", "-t", "-z", "--", ...paths] });
  if (exit.code !== 0) return gitProblem(exit, "read the index");
  for (const record of records(exit.stdout).map(text)) {
    const match = /^(\S) (\d{6}) ([0-9a-f]+) \d\t(.*)$/s.exec(record);
    if (match)
      sides.set(match[4] as string, {
        mode: match[2] as string,
        blob: match[3] as string,
        skipped: match[1] === "S",
      });
  }
  return ok(sides);
}
