import { setImmediate } from "node:timers/promises";
import { ok, type Result } from "../core/result.ts";
import {
  type FileSource,
  linesOf,
  type SourceRequest,
  type SourceSide,
} from "../core/review/source.ts";
import type { Highlight } from "../nix/highlight.ts";
import type { Git } from "../ports/git.ts";

/** Larger files are not unfolded: nobody reads them in a diff. */
const largestFile = 4 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A side of a file from its bytes, with the tokens of Nix where `highlight` is there to find them. */
function sideOf(bytes: Uint8Array, highlight: Highlight | null): SourceSide {
  return { lines: linesOf(bytes), spans: highlight?.(decoder.decode(bytes)) ?? [] };
}

/** Colours for a file, if it is one of Nix and they can be had. */
async function highlightFor(path: string): Promise<Highlight | null> {
  if (!path.endsWith(".nix")) return null;
  try {
    return await (await import("../nix/highlight.ts")).loadHighlight();
  } catch {
    return null;
  }
}

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
  const side = async (commit: string, path: string) => {
    const bytes = await git.read(commit, path);
    if (!bytes.ok || bytes.value === null || bytes.value.length > largestFile) return null;
    await setImmediate();
    return sideOf(bytes.value, await highlightFor(path));
  };
  for (const path of paths) {
    if (signal.aborted) break;
    const before = await side(base, path);
    each({ path, before, after: await side(original, path) });
    await setImmediate();
  }
  return ok(undefined);
}
