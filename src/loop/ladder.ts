import type { Finding } from "../core/finding.ts";
import type { Target } from "../core/target.ts";
import { targetId } from "../core/target.ts";
import type { Diagnostic, Step } from "../core/verification.ts";
import type { Evaluated, FlakeRef } from "../ports/nix.ts";
import type { Context } from "./context.ts";

/** Collects the steps of one verification and times them. */
export interface Ladder {
  readonly steps: Step[];
  /** Runs one rung; a Result problem becomes a failed step with one diagnostic. */
  rung(
    name: Step["name"],
    target: string | undefined,
    work: () => Promise<{ status: Step["status"]; diagnostics: readonly Diagnostic[] }>,
  ): Promise<Step>;
}

/** Starts an empty ladder. */
export function openLadder(context: Context): Ladder {
  const steps: Step[] = [];
  return {
    steps,
    async rung(name, target, work) {
      const start = context.clock.elapsed();
      const { status, diagnostics } = await work();
      const step: Step = {
        name,
        ...(target === undefined ? {} : { target }),
        status,
        ms: Math.round(context.clock.elapsed() - start),
        diagnostics: [...diagnostics],
      };
      steps.push(step);
      return step;
    },
  };
}

const keyOf = (diagnostic: Diagnostic) =>
  `${diagnostic.kind} ${diagnostic.message.replaceAll(/\/nix\/store\/[0-9a-z]{32}-/g, "")}`;

/** Marks those diagnostics that the base has as well. */
export function markAtBase(
  found: readonly Diagnostic[],
  base: readonly Diagnostic[],
): readonly Diagnostic[] {
  const known = new Set(base.map(keyOf));
  return found.map((one) => (known.has(keyOf(one)) ? { ...one, atBase: true } : one));
}

/**
 * Evaluates one target at one depth. When it fails, the base is evaluated too, so that a problem
 * that was there before is not blamed on the proposal: a target that the proposal is not about
 * (`own` false) and that was broken already only warns.
 */
export async function evaluateRung(
  context: Context,
  refs: { base: FlakeRef; candidate: FlakeRef },
  target: Target,
  depth: "cheap" | "system",
  own: boolean,
): Promise<{ status: Step["status"]; diagnostics: readonly Diagnostic[]; evaluated?: Evaluated }> {
  context.report({
    kind: "step",
    text:
      depth === "cheap"
        ? `evaluating ${targetId(target)}`
        : `evaluating the whole system of ${targetId(target)}`,
  });
  const candidate = await context.nix.evaluate(refs.candidate, target, depth, context.signal);
  if (!candidate.ok) return { status: "failed", diagnostics: [asDiagnostic(candidate.problem)] };
  if (candidate.value.ok)
    return { status: "passed", diagnostics: candidate.value.warnings, evaluated: candidate.value };
  const base = await context.nix.evaluate(refs.base, target, depth, context.signal);
  const atBase = base.ok && !base.value.ok ? base.value.diagnostics : [];
  const diagnostics = markAtBase(candidate.value.diagnostics, atBase);
  const old = diagnostics.length > 0 && diagnostics.every((one) => one.atBase);
  return { status: old && !own ? "warned" : "failed", diagnostics, evaluated: candidate.value };
}

/** A finding of tier protected, as the diagnostic that ends a ladder. */
export function asRefusal({ message, option, file, line }: Finding): Diagnostic {
  return {
    kind: "other",
    message: `refused by policy: ${message}`,
    ...(option === undefined ? {} : { option }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}

/** A problem of the tool or its surroundings, in the form of a diagnostic. */
export function asDiagnostic(problem: {
  message: string;
  hint?: string;
  code: string;
}): Diagnostic {
  return {
    kind: problem.code === "timeout" ? "timeout" : "other",
    message: problem.message,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
}
