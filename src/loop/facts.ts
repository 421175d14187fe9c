import type { Fact } from "../core/plan-parts.ts";
import { ok, type Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";
import type { FlakeRef } from "../ports.ts";
import type { Context } from "./context.ts";

/** Evaluated values of options on targets, and where each comes from. */
export async function facts(
  context: Context,
  ref: FlakeRef,
  targets: readonly Target[],
  paths: readonly (readonly string[])[],
): Promise<Result<readonly Fact[]>> {
  const states = await context.nix.states(ref, targets, paths, context.signal);
  if (!states.ok) return states;
  return ok(
    Object.entries(states.value).flatMap(([target, options]) =>
      Object.entries(options).flatMap(([option, state]): Fact[] =>
        state.exists
          ? [
              {
                target,
                option,
                value: state.value,
                from: state.definitions.map(({ file, line, where, value }) => ({
                  file,
                  line: line ?? null,
                  where,
                  value,
                })),
              },
            ]
          : [],
      ),
    ),
  );
}
