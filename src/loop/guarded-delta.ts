import type { Finding } from "../core/finding.ts";
import { parsePath, showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import { judgeOption } from "../policy/decide.ts";
import { concernsLockout, lockoutFindings } from "../policy/lockout.ts";
import type { FlakeRef, GuardedValues } from "../ports/nix.ts";
import type { Context } from "./context.ts";

/** Which guarded options a change moves, wherever in the repository it is made. */
export interface GuardedChanges {
  /** To be compared value by value. */
  readonly paths: readonly (readonly string[])[];
  /** What no comparison of values can tell. */
  readonly findings: readonly Finding[];
}

/** So many are compared value by value; a new nixpkgs moves thousands. */
const mostCompared = 400;

/** What policy watches on a target, as digests; where it watches nothing, Nix is not asked. */
export async function watched(
  context: Context,
  ref: FlakeRef,
  target: Target,
): Promise<Result<GuardedValues>> {
  const { watch } = context.policy;
  if (watch.patterns.length === 0) return ok(new Map());
  return context.nix.guarded(ref, target, watch, context.signal);
}

/**
 * Compares everything that policy watches on these targets, before and after. It finds what a diff does not show: a
 * `let`, a function, an imported file, an overlay that ends in a guarded option. `named` are options that the change
 * itself names.
 */
export async function guardedChanges(
  context: Context,
  refs: { readonly base: FlakeRef; readonly candidate: FlakeRef },
  targets: readonly Target[],
  named: readonly (readonly string[])[] = [],
): Promise<Result<GuardedChanges>> {
  const paths = new Map<string, readonly string[]>();
  const findings: Finding[] = [];
  for (const target of targets) {
    const [after, before] = await Promise.all([
      watched(context, refs.candidate, target),
      watched(context, refs.base, target),
    ]);
    if (!after.ok) return after;
    // A base that does not evaluate has nothing to compare with: all that is guarded counts as new.
    const was: GuardedValues = before.ok ? before.value : new Map();
    const changed = moved(was, after.value);
    // Whatever decides who gets in is guarded: where nothing of that moves, nobody can lose the way in.
    const moving = changed.map((option) => parsePath(option) ?? [option]);
    if (concernsLockout([...moving, ...named]))
      findings.push(...(await lockout(context, refs, target)));
    for (const option of changed) {
      const path = parsePath(option) ?? [option];
      paths.set(option, path);
      const fault = untold(context, target, path, was, after.value);
      if (fault) findings.push(fault);
    }
  }
  const compared = [...paths.values()].slice(0, mostCompared);
  if (compared.length < paths.size)
    findings.push({
      tier: "high",
      rule: "many-guarded",
      message: `${paths.size} guarded options change; ${compared.length} of them are compared value by value`,
    });
  return ok({ paths: compared, findings });
}

/** What a change takes away of what has to remain; a machine that cannot be asked any more is not known to be safe. */
async function lockout(
  context: Context,
  refs: { readonly base: FlakeRef; readonly candidate: FlakeRef },
  target: Target,
): Promise<Finding[]> {
  const [after, before] = await Promise.all([
    context.nix.lockoutFacts(refs.candidate, target, context.signal),
    context.nix.lockoutFacts(refs.base, target, context.signal),
  ]);
  const id = targetId(target);
  if (after.ok)
    return after.value ? lockoutFindings(id, before.ok ? before.value : null, after.value) : [];
  if (!before.ok) return [];
  const message = `${id}: it cannot be told any more who can get in: ${after.problem.message}`;
  return [{ tier: "high", rule: "lockout-unknown", target: id, message }];
}

/** Options of which the digest differs, or that only one side has. */
function moved(before: GuardedValues, after: GuardedValues): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).toSorted();
}

/** A change that shows no other value: one that cannot be evaluated any more, or a package built differently. */
function untold(
  context: Context,
  target: Target,
  path: readonly string[],
  before: GuardedValues,
  after: GuardedValues,
): Finding | null {
  const option = showPath(path);
  const isBuilt = context.policy.watch.built.some((one) => showPath(one) === option);
  const isLost = after.get(option) === null;
  if (!isLost && !(isBuilt && before.has(option) && after.has(option))) return null;
  const { rule, reason } = judgeOption(context.policy, { path, known: false });
  const why = isLost
    ? "cannot be evaluated any more, so it is not known to be safe"
    : "is built differently";
  const message = `${option} ${why}: ${reason}`;
  return { tier: "high", rule, message, option, target: targetId(target) };
}
