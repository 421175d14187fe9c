import { access, constants } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NixVersion } from "../core/observation.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Process } from "../ports/system.ts";
import { installHint } from "./call.ts";
import { nixEnvironment } from "./environment.ts";
import { nixFeatures } from "./features.ts";
import { isRecentEnough, oldestNix, parseNixVersion } from "./version.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The Nix to use: AGENTIX_NIX when set (then only that), else the first recent enough one of PATH and the
 * project's own cache, which lies beside the bundle or above the sources.
 * `old-nix` when there are only older ones, `no-nix` when there is none.
 */
export async function findNix(env: Env, process: Process): Promise<Result<NixVersion>> {
  const named = env.AGENTIX_NIX;
  let old: NixVersion | undefined;
  let unsafe: { path: string; lacks: readonly string[] } | undefined;
  for (const path of named ? [named] : candidates(env)) {
    if (!(await isExecutable(path))) continue;
    const version = await nixVersion(path, env, process);
    if (!version.ok) continue;
    if (!isRecentEnough(version.value)) {
      old ??= version.value;
      continue;
    }
    const { on, lacks } = await nixFeatures({ process, nix: path, env });
    if (lacks.length === 0) return ok({ ...version.value, features: on });
    unsafe ??= { path, lacks };
  }
  if (unsafe)
    return problem("old-nix", `This Nix lacks settings that keep calls safe: ${unsafe.path}`, {
      hint: `It does not know ${unsafe.lacks.join(", ")}. ${installHint}`,
      details: unsafe,
    });
  const oldest = oldestNix.join(".");
  if (old)
    return problem("old-nix", `Nix ${old.version} is too old: ${oldest} or newer is needed.`, {
      hint: installHint,
      details: { path: old.path, version: old.version },
    });
  return problem("no-nix", named ? `AGENTIX_NIX is no Nix: ${named}` : "Nix was not found.", {
    hint: installHint,
    details: named ? { path: named } : {},
  });
}

/** Asks a program for its version; `no-nix` when it does not answer as Nix does. */
export async function nixVersion(
  path: string,
  env: Env,
  process: Process,
): Promise<Result<NixVersion>> {
  const exit = await process.run({
    file: path,
    args: ["--version"],
    env: nixEnvironment(env, "/nonexistent"),
    timeoutMs: 20_000,
    maxBytes: 64 * 1024,
  });
  const version =
    exit.code === 0 ? parseNixVersion(new TextDecoder().decode(exit.stdout), path) : undefined;
  return version
    ? ok(version)
    : problem("no-nix", `This does not answer as Nix does: ${path}`, { hint: installHint });
}

function candidates(env: Env): string[] {
  const fromPath = (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder.startsWith("/"))
    .map((folder) => join(folder, "nix"));
  const here = dirname(fileURLToPath(import.meta.url));
  const own = ["..", "../.."].map((up) => join(here, up, ".cache/nix/bin/nix"));
  return [...fromPath, ...own];
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
