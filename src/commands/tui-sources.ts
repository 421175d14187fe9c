import { setImmediate } from "node:timers/promises";
import { ok, type Result } from "../core/result.ts";
import { type FileSource, linesOf, type SourceRequest, type SourceSide } from "../core/source.ts";
import type { Git } from "../ports.ts";

/** Larger files are not unfolded: nobody reads them in a diff. */
const largestFile = 4 * 1024 * 1024;

/**
 * Reads both sides of changed files, one after another, giving the event loop back between them. A file that
 * cannot be read is left out: the diff itself is there already.
 */
export async function readSources(
  git: Git,
  { base, original, paths }: SourceRequest,
  each: (file: FileSource) => void,
  signal: AbortSignal,
): Promise<Result<void>> {
  const side = async (commit: string, path: string): Promise<SourceSide | null> => {
    const bytes = await git.read(commit, path);
    if (!bytes.ok || bytes.value === null || bytes.value.length > largestFile) return null;
    return { lines: linesOf(bytes.value), spans: [] };
  };
  for (const path of paths) {
    if (signal.aborted) break;
    const before = await side(base, path);
    each({ path, before, after: await side(original, path) });
    await setImmediate();
  }
  return ok(undefined);
}
