import { ok, problem, type Result } from "../core/result.ts";
import { type Target, targetKinds } from "../core/target.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { targetsNix } from "./expressions/targets.ts";
import { flakeProblem } from "./flake-problem.ts";
import { evaluateJson, flakeNix } from "./query.ts";
import { type Recent, recent } from "./recent.ts";

const kept = 64;
const known = new WeakMap<NixTools, Recent<Target[]>>();

/**
 * What a flake configures, by name; no configuration is evaluated for it. Asked once for a commit.
 * `no-flake`, `missing-input`, `no-targets` or `evaluation-failed` when there is nothing to list.
 */
export async function flakeTargets(tools: NixTools, ref: FlakeRef): Promise<Result<Target[]>> {
  const lists = known.get(tools) ?? recent<Target[]>(kept);
  known.set(tools, lists);
  const key = JSON.stringify([ref.root, ref.commit, ref.dir, ref.submodules]);
  const list = lists.get(key);
  if (list) return ok(list);
  const evaluation = await evaluateJson(tools, ref, `(${targetsNix}) ${flakeNix(ref)}`);
  if (!evaluation.ok) return evaluation;
  if (!evaluation.value.ok) return flakeProblem(tools, ref, evaluation.value);
  const names = evaluation.value.value as Record<string, string[]>;
  const targets = targetKinds.flatMap((kind) =>
    (names[kind] ?? []).map((name): Target => ({ kind, name })),
  );
  if (targets.length > 0) return ok(lists.set(key, targets));
  return problem("no-targets", "The flake configures no host and no home.", {
    hint: "It needs nixosConfigurations, homeConfigurations or darwinConfigurations.",
  });
}
