import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { FilesRead, FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { cheapEvaluation } from "./cheap.ts";
import { sourceIn } from "./query.ts";
import { repoFile } from "./source.ts";

/**
 * Target id → .nix files of the repository that Nix evaluates on the way to the target's cheap value: every
 * module it imports. For a target that does not evaluate: those until it failed, and `complete` is false.
 */
export async function filesRead(
  tools: NixTools,
  ref: FlakeRef,
  targets: readonly Target[],
  signal?: AbortSignal,
): Promise<Result<Record<string, FilesRead>>> {
  const source = await sourceIn(tools, ref);
  const result: Record<string, FilesRead> = {};
  const all = await Promise.all(
    targets.map((target) => cheapEvaluation(tools, ref, target, signal)),
  );
  for (const [at, target] of targets.entries()) {
    const evaluation = all[at];
    if (!evaluation) continue;
    if (!evaluation.ok) return evaluation;
    const { ok: complete, called } = evaluation.value;
    const files = inRepository(called.files.map((file) => repoFile(source, file)));
    result[targetId(target)] = { files, complete };
  }
  return ok(result);
}

function inRepository(files: readonly (string | null)[]): string[] {
  return [...new Set(files.filter((file) => file !== null && file !== ""))].sort() as string[];
}
