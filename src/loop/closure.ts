import type { Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { ClosureChange } from "../core/verification.ts";
import type { FlakeRef, System } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { asDiagnostic, type Ladder } from "./ladder.ts";

/** What a verification says of closures before it compared any. */
export const noChange: ClosureChange = { added: [], removed: [], changed: [], bytes: 0 };

/** A target's system at the base; null where it has none that evaluates. */
export interface Base {
  readonly target: Target;
  readonly before: Result<System | null>;
}

/** The base's systems as far as they are evaluated; one after another, while the build runs. */
export async function closureBases(
  context: Context,
  base: FlakeRef,
  targets: readonly Target[],
): Promise<Base[]> {
  const bases: Base[] = [];
  for (const target of targets)
    bases.push({ target, before: await context.nix.system(base, target, context.signal) });
  return bases;
}

/**
 * Builds what the base lacks, to compare with, of the targets `wanted`: after the candidate's build that is little.
 * Where the inputs change it would be a whole other system, and is not wanted.
 */
export async function builtBases(
  context: Context,
  root: string,
  bases: readonly Base[],
  wanted: ReadonlySet<string>,
): Promise<Base[]> {
  const result: Base[] = [];
  for (const { target, before } of bases) {
    const id = targetId(target);
    if (!before.ok || !before.value || before.value.isBuilt || !wanted.has(id)) {
      result.push({ target, before });
      continue;
    }
    const built = await context.nix.build({
      drvPath: before.value.drvPath,
      gcRoot: context.store.rootPath(`base-${id.replaceAll(/[^A-Za-z0-9._-]/g, "_")}`),
      root,
      onEvent: () => {},
      ...(context.signal ? { signal: context.signal } : {}),
    });
    const isBuilt = built.ok && built.value.ok;
    result.push({ target, before: { ok: true, value: { ...before.value, isBuilt } } });
  }
  return result;
}

/** Compares the closures with the base's, where that is built. */
export async function closureRung(
  context: Context,
  ladder: Ladder,
  toplevels: Readonly<Record<string, string>>,
  bases: readonly Base[],
): Promise<ClosureChange> {
  const total = {
    added: new Set<string>(),
    removed: new Set<string>(),
    changed: new Set<string>(),
  };
  let bytes = 0;
  for (const { target, before } of bases) {
    const after = toplevels[targetId(target)];
    if (after === undefined) continue;
    await ladder.rung("closure", targetId(target), async () => {
      if (!before.ok) return { status: "warned", diagnostics: [asDiagnostic(before.problem)] };
      if (!before.value?.isBuilt)
        return {
          status: "skipped",
          diagnostics: [
            {
              kind: "other",
              message: "the base is not built here, so closures are not compared",
            },
          ],
        };
      const change = await context.nix.closureChange(before.value.outPath, after);
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
