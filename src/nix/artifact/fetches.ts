import { open } from "node:fs/promises";
import type { ArtifactChange } from "../../core/artifact.ts";
import { ok, problem, type Result } from "../../core/result.ts";
import { callNix, type NixTools } from "../call.ts";

/** Derivation files that are read at most, how many at a time, and how much of each. */
const mostFiles = 20_000;
const atOnce = 16;
const mostBytes = 64 * 1024;
const mostUrls = 5;

/**
 * What the build of `after` may download by hash (a fixed-output derivation) that the build of `before` may not;
 * one change for each, with its first URL. Both are store paths of derivations that have been evaluated.
 */
export async function newFetches(
  tools: NixTools,
  before: string,
  after: string,
  signal?: AbortSignal,
): Promise<Result<ArtifactChange[]>> {
  const then = await derivationsOf(tools, before, signal);
  if (!then.ok) return then;
  const now = await derivationsOf(tools, after, signal);
  if (!now.ok) return now;
  const known = new Set(then.value);
  const fresh = now.value.filter((path) => !known.has(path));
  const queue = fresh.slice(0, mostFiles);
  const found = new Map<string, ArtifactChange>();
  let unread = fresh.length - queue.length;
  const read = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const text = await head(path);
      if (text === null) unread += 1;
      else if (isFixed(text))
        for (const url of urlsOf(text, path))
          found.set(url, { part: "fetch", change: "added", path: url });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, read));
  const changes = [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (unread > 0)
    changes.push({
      part: "unreadable",
      change: "added",
      path: `${unread} derivations of which it is not known what they download`,
    });
  return ok(changes);
}

async function derivationsOf(
  tools: NixTools,
  drv: string,
  signal: AbortSignal | undefined,
): Promise<Result<string[]>> {
  const called = await callNix(tools, ["path-info", "--derivation", "--recursive", drv], {
    signal,
    maxBytes: 64 * 1024 * 1024,
  });
  if ("problem" in called) return { ok: false, problem: called.problem };
  if (!called.ok)
    return problem("nix-failed", "Nix could not list what a build consists of.", {
      details: { path: drv, reason: called.errors[0]?.raw ?? called.plain.at(-1) ?? "" },
    });
  return ok(called.stdout.split("\n").filter((path) => path.endsWith(".drv")));
}

/** `Derive([("out","/nix/store/…","r:sha256","<hash>")],…`: only a fixed output has a hash. */
const isFixed = (drv: string) => /^Derive\(\[\("out","[^"]*","[^"]+","[^"]+"\)\]/.test(drv);

/** Values of `url` and `urls` in a derivation's environment; the derivation's own name where it names none. */
function urlsOf(drv: string, path: string): string[] {
  const urls = [...drv.matchAll(/\("urls?","((?:[^"\\]|\\.)*)"\)/g)]
    .flatMap(([, text = ""]) => text.replaceAll(/\\(.)/g, "$1").split(/\s+/))
    .filter((url) => url !== "");
  const name = path.replace(/^.*\/[0-9a-z]{32}-/, "").replace(/\.drv$/, "");
  return urls.length > 0 ? urls.slice(0, mostUrls) : [name];
}

async function head(path: string): Promise<string | null> {
  try {
    const file = await open(path, "r");
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
