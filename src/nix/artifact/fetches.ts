import { open } from "node:fs/promises";
import type { ArtifactChange } from "../../core/artifact.ts";
import { ok, problem, type Result } from "../../core/result.ts";
import { callNix, type NixTools } from "../call.ts";

/** Derivation files that are read at most, how many at a time, and how much of each. */
const mostFiles = 20_000;
const atOnce = 16;
const mostBytes = 256 * 1024;
const mostUrls = 5;

/**
 * What the build of `after` may download by hash (a fixed-output derivation) that the build of `before` may not;
 * one change for each address. Both are store paths of derivations that have been evaluated.
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
  const [old, fresh] = [difference(then.value, now.value), difference(now.value, then.value)];
  // Another compiler makes another derivation of each download: what counts is what is downloaded, and from where.
  const was = await read(old);
  const is = await read(fresh);
  const known = new Set(was.downloads.map(({ output, url }) => `${output} ${url}`));
  const added = is.downloads.filter(({ output, url }) => !known.has(`${output} ${url}`));
  const urls = [...new Set(added.map(({ url }) => url))].toSorted();
  const changes = urls.map(
    (url): ArtifactChange => ({ part: "fetch", change: "added", path: url }),
  );
  if (is.unread > 0)
    changes.push({
      part: "unreadable",
      change: "added",
      path: `${is.unread} derivations of which it is not known what they download`,
    });
  return ok(changes);
}

function difference(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return some.filter((path) => !known.has(path));
}

interface Downloads {
  readonly downloads: readonly { readonly output: string; readonly url: string }[];
  /** Derivations that could not be read, or were too many. */
  readonly unread: number;
}

async function read(paths: readonly string[]): Promise<Downloads> {
  const queue = paths.slice(0, mostFiles);
  const downloads: { output: string; url: string }[] = [];
  let unread = paths.length - queue.length;
  const one = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const text = await head(path);
      const output = /^Derive\(\[\("out","([^"]*)"/.exec(text ?? "")?.[1] ?? "";
      if (text === null) unread += 1;
      else for (const url of downloadsOf(text, path) ?? []) downloads.push({ output, url });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { downloads, unread };
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

/**
 * What a derivation downloads by hash, from its file (`Derive([("out","/nix/store/…","sha256","<hash>")],…`, only a
 * fixed output has a hash): its addresses, or its name where it names none; null where it is no such derivation.
 */
export function downloadsOf(drv: string, path: string): string[] | null {
  if (!/^Derive\(\[\("out","[^"]*","[^"]+","[^"]+"\)\]/.test(drv)) return null;
  const variables = new Map<string, string>();
  for (const [, name = "", text = ""] of drv.matchAll(/\("(urls?|__json)","((?:[^"\\]|\\.)*)"\)/g))
    variables.set(name, unescaped(text));
  const structured = attributesIn(variables.get("__json"));
  const urls = [
    variables.get("urls"),
    variables.get("url"),
    structured.urls,
    structured.url,
  ].flatMap(addressesIn);
  const name = path.replace(/^.*\/[0-9a-z]{32}-/, "").replace(/\.drv$/, "");
  return urls.length > 0 ? [...new Set(urls)].slice(0, mostUrls) : [name];
}

const unescaped = (text: string) => text.replaceAll(/\\(.)/g, (_, one) => escapes[one] ?? one);
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** Structured attributes, as newer nixpkgs give them to its fetchers. */
function attributesIn(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function addressesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  return typeof value === "string" ? value.split(/\s+/).filter((url) => url !== "") : [];
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
