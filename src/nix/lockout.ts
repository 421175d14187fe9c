import { type LockoutFacts, lockoutFactsSchema } from "../core/lockout.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { lockoutNix } from "./expressions/lockout.ts";
import { evaluateJson, evaluationProblem, targetNix } from "./query.ts";

/** Who can get into a machine and become root there, by its configuration; null for what is no NixOS system. */
export async function lockoutFacts(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  signal?: AbortSignal,
): Promise<Result<LockoutFacts | null>> {
  if (target.kind !== "nixos") return ok(null);
  const expression = `(${lockoutNix}) { target = ${targetNix(ref, target)}; }`;
  const evaluation = await evaluateJson(tools, ref, expression, { signal });
  if (!evaluation.ok) return evaluation;
  if (!evaluation.value.ok) return evaluationProblem(evaluation.value.diagnostics);
  const facts = lockoutFactsSchema.safeParse(evaluation.value.value);
  return facts.success
    ? ok(facts.data)
    : problem("nix-failed", "What decides who gets in is not what NixOS has there.", {
        details: { issues: facts.error.issues.map(({ path }) => path.join(".")) },
      });
}
