import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { FlakeRef } from "../ports.ts";
import type { NixTools } from "./call.ts";
import { cheapEvaluation } from "./cheap.ts";
import { sourceIn } from "./query.ts";
import { repoFile } from "./source.ts";

const cache = new WeakMap<NixTools, Map<string, readonly string[]>>();

/**
 * Target id → .nix files of the repository that Nix evaluates on the way to the target's cheap value: every
 * module it imports. For a target that does not evaluate: every .nix file, since it may be any.
 */
export async function filesRead(
  tools: NixTools,
  ref: FlakeRef,
  targets: readonly Target[],
  signal?: AbortSignal,
): Promise<Result<Record<string, readonly string[]>>> {
  const known = cache.get(tools) ?? new Map<string, readonly string[]>();
  cache.set(tools, known);
  const source = await sourceIn(tools, ref);
  const result: Record<string, readonly string[]> = {};
  for (const target of targets) {
    const key = JSON.stringify([source.storePath ?? ref.commit, ref.dir, targetId(target)]);
    let files = known.get(key);
    if (!files) {
      const evaluation = await cheapEvaluation(tools, ref, target, signal);
      if (!evaluation.ok) return evaluation;
      files = evaluation.value.ok
        ? inRepository(evaluation.value.called.files.map((file) => repoFile(source, file)))
        : await everyNixFile(source.storePath);
      known.set(key, files);
    }
    result[targetId(target)] = files;
  }
  return ok(result);
}

function inRepository(files: readonly (string | null)[]): string[] {
  return [...new Set(files.filter((file) => file !== null && file !== ""))].sort() as string[];
}

async function everyNixFile(storePath: string | null): Promise<string[]> {
  if (storePath === null) return [];
  const entries = await readdir(storePath, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".nix"))
    .map((entry) => relative(storePath, join(entry.parentPath, entry.name)))
    .sort();
}
