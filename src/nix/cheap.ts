import type { Result } from "../core/result.ts";
import { cheapValueOf, type Target, targetId } from "../core/target.ts";
import type { FlakeRef } from "../ports.ts";
import type { NixTools } from "./call.ts";
import { type Evaluation, evaluateJson, targetNix } from "./query.ts";

const known = new WeakMap<NixTools, Map<string, Promise<Result<Evaluation>>>>();

/**
 * Evaluates the target's cheap value, and that of every home inside a system, listing the files that
 * Nix reads: every module is imported and every setting is checked against the declared options.
 * Asked once for a commit; a run that was cancelled or could not start is not remembered.
 */
export function cheapEvaluation(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  signal?: AbortSignal,
): Promise<Result<Evaluation>> {
  const runs = known.get(tools) ?? new Map<string, Promise<Result<Evaluation>>>();
  known.set(tools, runs);
  const key = JSON.stringify([ref.root, ref.commit, ref.dir, ref.submodules, targetId(target)]);
  const running = runs.get(key);
  if (running) return running;
  const run = evaluateJson(tools, ref, cheapNix(ref, target), { signal, listFiles: true });
  runs.set(key, run);
  void run.then((result) => {
    if (!result.ok || signal?.aborted) runs.delete(key);
  });
  return run;
}

function cheapNix(ref: FlakeRef, target: Target): string {
  const cheap = `target.${cheapValueOf[target.kind].join(".")} or null`;
  const homes = "builtins.attrValues (target.config.home-manager.users or { })";
  return `let target = ${targetNix(ref, target)}; in
    builtins.seq (${cheap}) (builtins.deepSeq (map (home: home.home.username or null) (${homes})) "")`;
}
