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

/** Compares the work tree's files with both sides of the changes, by content and executable bit. */
export async function pathStates(
  repo: Repo,
  changes: readonly Change[],
): Promise<Result<Map<string, PathState>>> {
  const trustModes = await believesModes(repo);
  const raw = await storedContents(repo, changes);
  if (!raw.ok) return raw;
  const states = new Map<string, PathState>();
  for (const change of changes) {
    const { path, before, after } = change;
    const found = readWorkFile(join(repo.root, path));
    const sides = (contents: ReadonlyMap<string, Uint8Array>) =>
      [before, after].map((side) => ({ side, bytes: (side && contents.get(side.blob)) ?? null }));
    let state = compare(found, sides(raw.value), trustModes);
    if (state === "torn" || state === "foreign") {
      // Line ends and ident make the work tree's form another than the stored one.
      const written = await writtenContents(repo, change);
      if (!written.ok) return written;
      state = compare(found, sides(written.value), trustModes);
    }
    states.set(path, state);
  }
  return ok(states);
}

async function believesModes(repo: Repo): Promise<boolean> {
  const exit = await repo.tree({ args: ["config", "--type=bool", "--get", "core.fileMode"] });
  return text(exit.stdout).trim() !== "false";
}

/** Blob id → bytes as git stores them. */
async function storedContents(
  repo: Repo,
  changes: readonly Change[],
): Promise<Result<Map<string, Uint8Array>>> {
  const contents = new Map<string, Uint8Array>();
  const blobs = changes
    .flatMap(({ before, after }) => [before, after])
    .filter((side) => side !== null);
  if (blobs.length === 0) return ok(contents);
  const exit = await repo.objects({
    args: ["cat-file", "--batch"],
    input: blobs.map(({ blob }) => `${blob}\n`).join(""),
    maxBytes: 512 * 1024 * 1024,
  });
  if (exit.code !== 0 || exit.truncated) return gitProblem(exit, "read the files of two commits");
  let at = 0;
  for (const { blob } of blobs) {
    const end = exit.stdout.indexOf(0x0a, at);
    const [, type, size] = text(exit.stdout.subarray(at, end)).split(" ");
    if (end < 0 || type !== "blob")
      return problem("git-failed", `git could not read blob ${blob}.`);
    contents.set(blob, exit.stdout.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return ok(contents);
}

/** Blob id → bytes as git would write them at this path. */
async function writtenContents(
  repo: Repo,
  { path, before, after }: Change,
): Promise<Result<Map<string, Uint8Array>>> {
  const contents = new Map<string, Uint8Array>();
  for (const side of [before, after]) {
    if (!side) continue;
    const exit = await repo.tree({ args: ["cat-file", "--filters", `--path=${path}`, side.blob] });
    if (exit.code !== 0 || exit.truncated) return gitProblem(exit, `read ${path}`);
    contents.set(side.blob, exit.stdout);
  }
  return ok(contents);
}

interface Expected {
  readonly side: Side | null;
  readonly bytes: Uint8Array | null;
}

const nothing: Expected = { side: null, bytes: null };

type WorkFile = { bytes: Uint8Array; executable: boolean } | "absent" | "other";

function compare(
  found: WorkFile,
  [before = nothing, after = nothing]: readonly Expected[],
  modes: boolean,
): PathState {
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
