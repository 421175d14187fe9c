import type { Observation } from "../core/observation.ts";
import { ok, type Result } from "../core/result.ts";
import { targetId } from "../core/target.ts";
import { type Context, refOf } from "./context.ts";
import type { Created } from "./open-intents.ts";

/**
 * The new modules of a commit that do not arrive at just the targets that they are for, by evaluation: files
 * that Nix reads, or modules of the flake's option. What a target that does not evaluate reads is not known.
 */
export async function misplaced(
  context: Context,
  { repo, targets }: Observation,
  commit: string,
  created: readonly Created[],
): Promise<Result<readonly Created[]>> {
  if (created.length === 0) return ok([]);
  const ref = refOf(repo, commit);
  const reads = await context.nix.reads(ref, targets, context.signal);
  if (!reads.ok) return reads;
  const wrong = new Set<Created>();
  for (const target of targets) {
    const id = targetId(target);
    const known = reads.value[id];
    const named = created.some(({ site }) => site.scope)
      ? await context.nix.modules(ref, target, context.signal)
      : ok([]);
    for (const one of created) {
      const { file, scope, users } = one.site;
      const arrives = scope
        ? named.ok && named.value.some((module) => module.file === file)
        : known?.files.includes(file) === true;
      const sure = scope ? named.ok : known?.complete === true;
      if (users.has(id) ? sure && !arrives : arrives && !one.allowed.has(id)) wrong.add(one);
    }
  }
  return ok([...wrong]);
}
