import { ok, problem, type Result } from "../core/result.ts";
import { type Target, targetKinds } from "../core/target.ts";
import type { FlakeRef } from "../ports.ts";
import type { NixTools } from "./call.ts";
import { targetsNix } from "./expressions/targets.ts";
import { flakeProblem } from "./flake-problem.ts";
import { evaluateJson, flakeNix } from "./query.ts";

/**
 * What a flake configures, by name; no configuration is evaluated for it.
 * `no-flake`, `missing-input`, `no-targets` or `evaluation-failed` when there is nothing to list.
 */
export async function flakeTargets(tools: NixTools, ref: FlakeRef): Promise<Result<Target[]>> {
  const evaluation = await evaluateJson(tools, ref, `(${targetsNix}) ${flakeNix(ref)}`);
  if (!evaluation.ok) return evaluation;
  if (!evaluation.value.ok) return flakeProblem(tools, ref, evaluation.value);
  const names = evaluation.value.value as Record<string, string[]>;
  const targets = targetKinds.flatMap((kind) =>
    (names[kind] ?? []).map((name): Target => ({ kind, name })),
  );
  if (targets.length > 0) return ok(targets);
  return problem("no-targets", "The flake configures no host and no home.", {
    hint: "It needs nixosConfigurations, homeConfigurations or darwinConfigurations.",
  });
}
