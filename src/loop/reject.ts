import { kindsOf } from "../core/change-kind.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { isOpen } from "./life.ts";

/** A person turns a proposal down; its commits stay for the record. */
export async function reject(
  context: Context,
  reference: string,
  why?: string,
): Promise<Result<Proposal>> {
  const done = await context.store.withLock(() => turnDown(context, reference, why));
  return done.ok ? done : refuse(context, "reject", done.problem);
}

async function turnDown(
  context: Context,
  reference: string,
  why: string | undefined,
): Promise<Result<Proposal>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const open = isOpen(found.value, "rejected");
  if (!open.ok) return open;
  const rejected: Proposal = {
    ...found.value,
    state: "rejected",
    approval: null,
    updatedAt: context.clock.now().toISOString(),
    ...(why === undefined ? {} : { why }),
  };
  const recorded = await record(
    context,
    "reject",
    "rejected",
    { kinds: kindsOf(found.value), ...(why === undefined ? {} : { why }) },
    rejected,
  );
  if (!recorded.ok) return recorded;
  const saved = await context.store.save(rejected);
  return saved.ok ? ok(rejected) : saved;
}
