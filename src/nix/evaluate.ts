import { ok, type Result } from "../core/result.ts";
import { type Target, targetId, toplevelOf } from "../core/target.ts";
import type { Evaluated, FlakeRef, System } from "../ports/nix.ts";
import { callNix, type NixTools } from "./call.ts";
import { cheapEvaluation } from "./cheap.ts";
import { diagnoseWarning } from "./diagnose.ts";
import { nixFeatures } from "./features.ts";
import { nixStrings } from "./literal.ts";
import { mayBuild } from "./platforms.ts";
import { evaluateJson, sourceIn, targetNix } from "./query.ts";
import { isOfConfiguration } from "./warnings.ts";

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
  const evaluation =
    depth === "cheap"
      ? await cheapEvaluation(tools, ref, target, signal)
      : await evaluateJson(tools, ref, systemNix(ref, target), { signal });
  if (!evaluation.ok) return evaluation;
  if (!evaluation.value.ok) return ok({ ok: false, diagnostics: evaluation.value.diagnostics });
  const system = depth === "system" ? (evaluation.value.value as BuiltPaths) : undefined;
  if (system) remember(tools, ref, target, system);
  const { warnings } = evaluation.value.called;
  const { bareWarnings } = await nixFeatures(tools);
  const meant = warnings.filter((each) => isOfConfiguration(each, bareWarnings));
  const source = meant.length > 0 ? await sourceIn(tools, ref) : undefined;
  return ok({
    ok: true,
    drvPath: system?.drv ?? "",
    ...(system && !(await mayBuild(tools, system.platform)) ? { foreign: system.platform } : {}),
    warnings: source ? meant.map((each) => diagnoseWarning(each, source)) : [],
  });
}

function systemNix(ref: FlakeRef, target: Target): string {
  const reach = `builtins.foldl' (set: name: set.\${name})`;
  return `let system = ${reach} ${targetNix(ref, target)} ${nixStrings(toplevelOf[target.kind])};
    in { drv = system.drvPath; out = system.outPath; platform = system.system or ""; }`;
}

interface BuiltPaths {
  readonly drv: string;
  readonly out: string;
  readonly platform: string;
}

const systems = new WeakMap<NixTools, Map<string, BuiltPaths>>();

function keyOf(ref: FlakeRef, target: Target): string {
  return JSON.stringify([ref.root, ref.commit, ref.dir, ref.submodules, targetId(target)]);
}

function remember(tools: NixTools, ref: FlakeRef, target: Target, paths: BuiltPaths): void {
  const known = systems.get(tools) ?? new Map<string, BuiltPaths>();
  systems.set(tools, known.set(keyOf(ref, target), paths));
}

/** A target's system, and whether it is built already; null where it does not evaluate. */
export async function systemOf(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  signal?: AbortSignal,
): Promise<Result<System | null>> {
  const key = keyOf(ref, target);
  if (!systems.get(tools)?.has(key)) {
    const evaluated = await evaluateTarget(tools, ref, target, "system", signal);
    if (!evaluated.ok) return evaluated;
  }
  const paths = systems.get(tools)?.get(key);
  if (paths === undefined) return ok(null);
  const called = await callNix(tools, ["path-info", paths.out], { signal });
  if ("problem" in called) return { ok: false, problem: called.problem };
  return ok({ drvPath: paths.drv, outPath: paths.out, isBuilt: called.ok });
}
