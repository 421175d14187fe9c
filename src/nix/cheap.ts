import { ok, type Result } from "../core/result.ts";
import { cheapValueOf, type Target, targetId } from "../core/target.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { type Evaluation, evaluateJson, targetNix } from "./query.ts";
import { type Recent, recent } from "./recent.ts";

interface Run {
  readonly result: Promise<Result<Evaluation>>;
  readonly signal: AbortSignal | undefined;
}

/** Names of a few thousand files each. */
const kept = 64;
const known = new WeakMap<NixTools, Recent<Run>>();

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
  const runs = known.get(tools) ?? recent<Run>(kept);
  known.set(tools, runs);
  const key = JSON.stringify([ref.root, ref.commit, ref.dir, ref.submodules, targetId(target)]);
  const running = runs.get(key);
  // One that somebody else has cancelled is about to end without an answer.
  if (running && !running.signal?.aborted) return running.result;
  const options = { signal, listFiles: true };
  const result = evaluateJson(tools, ref, cheapNix(ref, target), options).then(lean);
  const run = runs.set(key, { result, signal });
  void result.then((ended) => {
    if ((!ended.ok || signal?.aborted) && runs.get(key) === run) runs.delete(key);
  });
  return result;
}

/** Without the output as it came: what was read of it is kept. */
function lean(result: Result<Evaluation>): Result<Evaluation> {
  if (!result.ok) return result;
  const { called } = result.value;
  const none = new Uint8Array();
  const exit = { ...called.exit, stdout: none, stderr: none };
  return ok({ ...result.value, called: { ...called, stdout: "", exit } });
}

function cheapNix(ref: FlakeRef, target: Target): string {
  const cheap = `target.${cheapValueOf[target.kind].join(".")} or null`;
  const homes = "builtins.attrValues (target.config.home-manager.users or { })";
  return `let target = ${targetNix(ref, target)}; in
    builtins.seq (${cheap}) (builtins.deepSeq (map (home: home.home.username or null) (${homes})) "")`;
}
