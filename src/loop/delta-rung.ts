import type { Finding } from "../core/finding.ts";
import { showPath } from "../core/option.ts";
import type { Proposal } from "../core/proposal.ts";
import type { Target } from "../core/target.ts";
import type { Effect, Step } from "../core/verification.ts";
import { isConsequence } from "../policy/decide.ts";
import { judge } from "../policy/judge.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { optionDelta } from "./explain.ts";
import { guardedChanges } from "./guarded-delta.ts";
import { optionsOf } from "./hunks.ts";
import { asDiagnostic, asRefusal, type Ladder } from "./ladder.ts";

/** Is an effect on an option that the proposal names, by an intent or on its lines? */
function isOwn(proposal: Proposal, { option }: Effect): boolean {
  const named = [...proposal.intents.map(({ path }) => path), ...optionsOf(proposal.files)];
  return named.map(showPath).some((name) => option === name || option.startsWith(`${name}.`));
}

/** One finding for each target that changes though the proposal is not about it. */
function beyond({ targets }: Proposal, effects: readonly Effect[]): Finding[] {
  const others = effects.filter(({ target }) => !targets.includes(target));
  return [...Map.groupBy(others, ({ target }) => target)].map(([target, some]) => {
    const names = [...new Set(some.map(({ option }) => option))];
    const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
    return {
      tier: "high",
      rule: "guard-142",
      message: `${target} changes as well, though this is for ${targets.join(", ")}: ${names.slice(0, 3).join(", ")}${more}`,
      target,
    };
  });
}

/** What the option delta of a verification found. */
export interface Delta {
  readonly effects: readonly Effect[];
  readonly evaluated: readonly string[];
  /** On guarded options, beyond what their values tell. */
  readonly findings: readonly Finding[];
}

/** Compares what the change is about and all that is guarded; what policy refuses fails the rung. */
export async function deltaRung(
  context: Context,
  ladder: Ladder,
  refs: { readonly base: FlakeRef; readonly candidate: FlakeRef },
  targets: readonly Target[],
  proposal: Proposal,
): Promise<Delta & { readonly step: Step }> {
  let effects: readonly Effect[] = [];
  let evaluated: readonly string[] = [];
  let findings: readonly Finding[] = [];
  const step = await ladder.rung("delta", undefined, async () => {
    context.report({ kind: "step", text: "comparing options before and after" });
    const named = optionsOf(proposal.files);
    const guarded = await guardedChanges(context, refs, targets, named);
    if (!guarded.ok) return { status: "failed", diagnostics: [asDiagnostic(guarded.problem)] };
    const about = [...named, ...guarded.value.paths];
    const delta = await optionDelta(context, refs, targets, proposal.intents, about);
    if (!delta.ok) return { status: "failed", diagnostics: [asDiagnostic(delta.problem)] };
    evaluated = delta.value.evaluated;
    effects = delta.value.effects.filter(
      (effect) => isOwn(proposal, effect) || !isConsequence(context.policy, effect),
    );
    findings = [...guarded.value.findings, ...beyond(proposal, effects)];
    const refused = [
      ...judge(context.policy, { effects, files: proposal.files }),
      ...findings,
    ].filter(({ tier }) => tier === "protected");
    return {
      status: refused.length > 0 ? "failed" : "passed",
      diagnostics: refused.map(asRefusal),
    };
  });
  return { step, effects, evaluated, findings };
}
