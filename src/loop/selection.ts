import { cutPatch } from "../core/patch/cuts.ts";
import { parsePatch } from "../core/patch/patch.ts";
import { selectHunks } from "../core/patch/select-hunks.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import type { Context } from "./context.ts";
import { subjectOf } from "./subject.ts";

/**
 * The commit on the proposal's base that holds exactly the chosen hunks, cut as `proposal.cuts` says: the
 * base itself for none, the original for all. Nothing is stored; whoever needs the commit for long keeps it under a ref.
 */
export async function selectionCommit(
  context: Context,
  proposal: Proposal,
  chosen: ReadonlySet<string>,
): Promise<Result<string>> {
  const bytes = await context.git.patch(proposal.base, proposal.original);
  if (!bytes.ok) return bytes;
  const patches = cutPatch(parsePatch(bytes.value), proposal.cuts);
  if (patches.every(({ hunks }) => hunks.every(({ id }) => chosen.has(id))))
    return ok(proposal.original);
  const before = new Map<string, Uint8Array | null>();
  const after = new Map<string, Uint8Array | null>();
  for (const { path } of patches) {
    const old = await context.git.read(proposal.base, path);
    if (!old.ok) return old;
    before.set(path, old.value);
    const fresh = await context.git.read(proposal.original, path);
    if (!fresh.ok) return fresh;
    after.set(path, fresh.value);
  }
  const { files, modes } = selectHunks(
    patches,
    chosen,
    (path) => before.get(path) ?? null,
    (path) => after.get(path) ?? null,
  );
  if (files.size === 0 && modes.size === 0) return ok(proposal.base);
  return context.git.commit({
    parent: proposal.base,
    files,
    modes,
    message: `agentix: part of ${proposal.id}: ${subjectOf(proposal.goal)}\n`,
  });
}
