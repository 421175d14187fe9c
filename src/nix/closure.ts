import { ok, problem, type Result } from "../core/result.ts";
import type { ClosureChange } from "../core/verification.ts";
import { callNix, type NixTools } from "./call.ts";

/** A store path and its size in bytes. */
export interface ClosurePath {
  readonly path: string;
  readonly size: number;
}

/** What changes between two built systems. A `before` that is no longer in the store counts as none. */
export async function changeOfClosure(
  tools: NixTools,
  before: string | null,
  after: string,
): Promise<Result<ClosureChange>> {
  const now = await closureOf(tools, after);
  if (!now.ok) return now;
  const then = before === null ? ok([]) : await closureOf(tools, before);
  return ok(compareClosures(then.ok ? then.value : [], now.value));
}

async function closureOf(tools: NixTools, path: string): Promise<Result<ClosurePath[]>> {
  const called = await callNix(tools, ["path-info", "--recursive", "--json", path], {
    maxBytes: 256 * 1024 * 1024,
  });
  if ("problem" in called) return { ok: false, problem: called.problem };
  try {
    if (called.ok) return ok(parsePathInfo(JSON.parse(called.stdout)));
  } catch {
    // Not JSON: told below.
  }
  return problem("nix-failed", "Nix could not list what the system consists of.", {
    details: { path, reason: called.errors[0]?.raw ?? called.plain.at(-1) ?? "" },
  });
}

/**
 * `nix path-info --json` of any Nix: an array of objects with `path` (2.18, Lix), an object by path (2.19 on),
 * or that object inside `info` (format 2), whose keys may lack the store's folder.
 */
export function parsePathInfo(json: unknown): ClosurePath[] {
  const entries: [string, unknown][] = [];
  if (Array.isArray(json))
    for (const each of json) entries.push([String((each as { path?: unknown })?.path ?? ""), each]);
  else if (isRecord(json)) entries.push(...Object.entries(isRecord(json.info) ? json.info : json));
  return entries.flatMap(([path, info]) => {
    if (path === "" || !isRecord(info) || info.valid === false) return [];
    return [{ path, size: typeof info.narSize === "number" ? info.narSize : 0 }];
  });
}

/** Compared by name: an upgrade is one change, a rebuild of the same name and version is none. */
export function compareClosures(
  before: readonly ClosurePath[],
  after: readonly ClosurePath[],
): ClosureChange {
  const old = versionsByName(before);
  const now = versionsByName(after);
  const added: string[] = [];
  const removed: string[] = [];
  const changed: string[] = [];
  for (const [name, versions] of now) {
    const earlier = old.get(name);
    if (!earlier) added.push(withVersions(name, versions));
    else if (shown(earlier) !== shown(versions))
      changed.push(`${name} ${shown(earlier)} → ${shown(versions)}`);
  }
  for (const [name, versions] of old)
    if (!now.has(name)) removed.push(withVersions(name, versions));
  return {
    added: added.sort(),
    removed: removed.sort(),
    changed: changed.sort(),
    bytes: total(after) - total(before),
  };
}

const total = (paths: readonly ClosurePath[]) => paths.reduce((sum, { size }) => sum + size, 0);
const shown = (versions: ReadonlySet<string>) =>
  [...versions]
    .map((version) => version || "(no version)")
    .sort()
    .join(", ");
const withVersions = (name: string, versions: ReadonlySet<string>) => {
  const known = [...versions].filter((version) => version !== "").sort();
  return known.length > 0 ? `${name} ${known.join(", ")}` : name;
};

function versionsByName(paths: readonly ClosurePath[]): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>();
  for (const { path } of paths) {
    const { name, version } = nameOfPath(path);
    const versions = result.get(name) ?? new Set();
    result.set(name, versions.add(version));
  }
  return result;
}

/** Outputs of a package besides the main one; they do not make another package. */
const outputs = /-(?:bin|data|debug|dev|devdoc|dist|doc|info|lib|libgcc|man|modules|out|static)$/;

/** `/nix/store/<hash>-tailscale-1.92.1-man` → tailscale, 1.92.1: the version starts at the first `-<digit>`. */
export function nameOfPath(path: string): { name: string; version: string } {
  const whole = path.replace(/^.*\//, "").replace(/^[a-z0-9]{32}-/, "");
  const versioned = /^(.+?)-(\d.*)$/s.exec(whole);
  if (!versioned) return { name: whole.replace(outputs, ""), version: "" };
  return { name: versioned[1] ?? whole, version: (versioned[2] ?? "").replace(outputs, "") };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
