import type { Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { ClosureChange } from "../core/verification.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { asDiagnostic, type Ladder } from "./ladder.ts";

/** What a verification says of closures before it compared any. */
export const noChange: ClosureChange = { added: [], removed: [], changed: [], bytes: 0 };

type Bases = readonly { target: Target; before: Result<string | null> }[];

/** The base's systems, where they are built already; one after another, while the build runs. */
export async function closureBases(
  context: Context,
  base: FlakeRef,
  targets: readonly Target[],
): Promise<Bases> {
  const bases: { target: Target; before: Result<string | null> }[] = [];
  for (const target of targets)
    bases.push({
      target,
      before: await context.nix.builtSystem(base, target, context.signal),
    });
  return bases;
}

/** Compares with the base where that is built already; building it only to compare would cost a build. */
export async function closureRung(
  context: Context,
  ladder: Ladder,
  targets: readonly Target[],
  toplevels: Readonly<Record<string, string>>,
  bases: Bases,
): Promise<ClosureChange> {
  const total = {
    added: new Set<string>(),
    removed: new Set<string>(),
    changed: new Set<string>(),
  };
  let bytes = 0;
  for (const target of targets) {
    const after = toplevels[targetId(target)];
    const base = bases.find((one) => one.target === target);
    if (after === undefined || base === undefined) continue;
    const { before } = base;
    await ladder.rung("closure", targetId(target), async () => {
      if (!before.ok) return { status: "warned", diagnostics: [asDiagnostic(before.problem)] };
      if (before.value === null)
        return {
          status: "skipped",
          diagnostics: [
            {
              kind: "other",
              message: "the base is not built here, so closures are not compared",
            },
          ],
        };
      const change = await context.nix.closureChange(before.value, after);
      if (!change.ok) return { status: "warned", diagnostics: [asDiagnostic(change.problem)] };
      for (const key of ["added", "removed", "changed"] as const)
        for (const name of change.value[key]) total[key].add(name);
      bytes += change.value.bytes;
      return { status: "passed", diagnostics: [] };
    });
  }
  return {
    added: [...total.added],
    removed: [...total.removed],
    changed: [...total.changed],
    bytes,
  };
}
