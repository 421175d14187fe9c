import { parsePath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { PackageFacts } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { nestedSets, packageNamesNix, packagesNix } from "./expressions/packages.ts";
import { flakeProblem } from "./flake-problem.ts";
import { nixPaths, nixStrings } from "./literal.ts";
import { closestNames } from "./package-names.ts";
import { evaluateJson, sourceIn, targetNix } from "./query.ts";

interface RawPackage {
  readonly throws?: boolean;
  readonly version?: string | null;
  readonly description?: string | null;
  readonly mainProgram?: string | null;
  readonly problem?: string | null;
}

/**
 * Which of these dotted names are packages of the target's own `pkgs` (overlays and configuration included).
 * A name that is there but refuses (removed, renamed, unfree, broken) has a `problem`.
 */
export async function targetPackages(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  names: readonly string[],
): Promise<Result<Record<string, PackageFacts | null>>> {
  const paths = names.map((name) => parsePath(name) ?? [name]);
  const ask = (some: readonly (readonly string[])[]) =>
    evaluateJson(
      tools,
      ref,
      `(${packagesNix}) { target = ${targetNix(ref, target)}; names = ${nixPaths(some)}; }`,
    );
  const all = await ask(paths);
  if (!all.ok) return all;
  const result: Record<string, PackageFacts | null> = {};
  if (all.value.ok) {
    const found = all.value.value as (RawPackage | null)[];
    for (const [at, name] of names.entries()) {
      const facts = found[at] ?? null;
      result[name] = facts?.throws
        ? await refusal(tools, ref, target, paths[at] ?? [])
        : read(facts);
    }
    return ok(result);
  }
  // One of them breaks in a way that cannot be contained, or the target does.
  const none = await ask([]);
  if (!none.ok) return none;
  if (!none.value.ok) return flakeProblem(tools, ref, none.value);
  for (const [at, name] of names.entries()) {
    const one = await ask([paths[at] ?? []]);
    if (!one.ok) return one;
    if (!one.value.ok) {
      result[name] = { problem: one.value.diagnostics[0]?.message ?? "cannot be evaluated" };
      continue;
    }
    const facts = (one.value.value as (RawPackage | null)[])[0] ?? null;
    result[name] = facts?.throws ? await refusal(tools, ref, target, paths[at] ?? []) : read(facts);
  }
  return ok(result);
}

/** Why a name throws: its own words ("'neofetch' has been removed because …"). */
async function refusal(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  path: readonly string[],
): Promise<PackageFacts> {
  const pick = `builtins.foldl' (set: name: builtins.getAttr name set) (${targetNix(ref, target)}).pkgs`;
  const evaluation = await evaluateJson(
    tools,
    ref,
    `builtins.seq (${pick} ${nixPaths([path]).slice(2, -2)}) null`,
  );
  const message =
    evaluation.ok && !evaluation.value.ok ? evaluation.value.diagnostics[0]?.message : undefined;
  return { problem: message ?? "cannot be evaluated" };
}

function read(raw: RawPackage | null): PackageFacts | null {
  if (raw === null) return null;
  return {
    ...(raw.version ? { version: raw.version } : {}),
    ...(raw.description ? { description: raw.description } : {}),
    ...(raw.mainProgram ? { mainProgram: raw.mainProgram } : {}),
    ...(raw.problem ? { problem: raw.problem } : {}),
  };
}

const nameCache = new WeakMap<NixTools, Map<string, readonly string[]>>();

/** Package names close to a word, best first. Names are asked once for each target and tree. */
export async function packagesLike(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  word: string,
  limit: number,
): Promise<Result<string[]>> {
  const source = await sourceIn(tools, ref);
  const cache = nameCache.get(tools) ?? new Map<string, readonly string[]>();
  nameCache.set(tools, cache);
  const key = `${source.storePath ?? ref.commit}\0${ref.dir}\0${targetId(target)}`;
  let names = cache.get(key);
  if (!names) {
    const ask = (nested: readonly string[]) =>
      evaluateJson(
        tools,
        ref,
        `(${packageNamesNix}) { target = ${targetNix(ref, target)}; nested = ${nixStrings(nested)}; }`,
      );
    let evaluation = await ask(nestedSets);
    if (evaluation.ok && !evaluation.value.ok) evaluation = await ask([]);
    if (!evaluation.ok) return evaluation;
    if (!evaluation.value.ok) return flakeProblem(tools, ref, evaluation.value);
    names = evaluation.value.value as string[];
    cache.set(key, names);
  }
  return ok(closestNames(names, word, limit));
}
