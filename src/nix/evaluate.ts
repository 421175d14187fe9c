import { ok, problem, type Result } from "../core/result.ts";
import { cheapValueOf, type Target, toplevelOf } from "../core/target.ts";
import type { Evaluated, FlakeRef } from "../ports.ts";
import type { NixTools } from "./call.ts";
import { diagnoseWarning } from "./diagnose.ts";
import { nixStrings } from "./literal.ts";
import { evaluateJson, sourceIn, targetNix } from "./query.ts";

/**
 * Evaluates a target: `cheap` one value, which checks every setting against the declared options;
 * `system` the whole derivation, which is then in the store. For `cheap` the drvPath is "".
 */
export async function evaluateTarget(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  depth: "cheap" | "system",
  signal?: AbortSignal,
): Promise<Result<Evaluated>> {
  const path = depth === "cheap" ? cheapValueOf[target.kind] : toplevelOf[target.kind];
  const reach = `builtins.foldl' (set: name: set.\${name})`;
  const expression =
    depth === "cheap"
      ? `let target = ${targetNix(ref, target)}; in builtins.seq (target.${path.join(".")} or null) ""`
      : `(${reach} ${targetNix(ref, target)} ${nixStrings(path)}).drvPath`;
  const evaluation = await evaluateJson(tools, ref, expression, { signal });
  if (!evaluation.ok) return evaluation;
  if (!evaluation.value.ok) return ok({ ok: false, diagnostics: evaluation.value.diagnostics });
  const drvPath = evaluation.value.value;
  if (typeof drvPath !== "string") return problem("nix-failed", "The target is no derivation.");
  const { warnings } = evaluation.value.called;
  const meant = warnings.filter((each) => /(?:evaluation|trace:) warning:/.test(each.text));
  const source = meant.length > 0 ? await sourceIn(tools, ref) : undefined;
  return ok({
    ok: true,
    drvPath,
    warnings: source ? meant.map((each) => diagnoseWarning(each, source)) : [],
  });
}
