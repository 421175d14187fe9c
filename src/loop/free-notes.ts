import type { FreeEdit } from "../core/plan-parts.ts";
import { type Target, targetId } from "../core/target.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Context } from "./context.ts";

/**
 * What is to be said of free edits beside their options: a system that is the same derivation as before is proof of
 * a refactor, and a new file that no target reads does nothing.
 * @param moved whether option values are known to change
 */
export async function freeNotes(
  context: Context,
  refs: { readonly base: FlakeRef; readonly candidate: FlakeRef },
  targets: readonly Target[],
  edits: readonly FreeEdit[],
  moved: boolean,
): Promise<string[]> {
  if (edits.length === 0) return [];
  const notes: string[] = [];
  const created = edits.flatMap(({ file, search }) => (search === null ? [file] : []));
  if (created.length > 0) {
    const reads = await context.nix.reads(refs.candidate, targets, context.signal);
    const all = reads.ok ? Object.values(reads.value) : [];
    if (all.length > 0 && all.every(({ complete }) => complete))
      for (const file of created)
        if (!all.some(({ files }) => files.includes(file)))
          notes.push(`Nothing imports ${file} yet: this module does nothing.`);
  }
  if (moved) return notes;
  const same: string[] = [];
  const other: string[] = [];
  for (const target of targets) {
    const [was, is] = [
      await context.nix.evaluate(refs.base, target, "system", context.signal),
      await context.nix.evaluate(refs.candidate, target, "system", context.signal),
    ];
    if (!was.ok || !is.ok || !was.value.ok || !is.value.ok) continue;
    (was.value.drvPath === is.value.drvPath ? same : other).push(targetId(target));
  }
  if (same.length > 0)
    notes.push(
      `Evaluates to the same system as before, derivation for derivation: ${same.join(", ")}.`,
    );
  if (other.length > 0)
    notes.push(
      `The system changes, though no option on these lines does: ${other.join(", ")}. Look at what verification says.`,
    );
  return notes;
}
