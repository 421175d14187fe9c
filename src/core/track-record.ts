import type { AuditEntry } from "./audit.ts";
import { type ChangeKind, changeKinds } from "./change-kind.ts";

/** What the audit log says of one class of changes. */
export interface KindRecord {
  readonly kind: ChangeKind;
  /** Changes that a person approved, that were applied and kept, since the last one that was not. */
  readonly kept: number;
  /** What ended the row before: a proposal that was rejected, taken back or rolled back. */
  readonly reset?: { readonly proposal: string; readonly how: string; readonly at: string };
}

const ends: Readonly<Record<string, string>> = {
  "reject rejected": "rejected",
  "activate rolled-back": "rolled back",
  "rollback rolled-back": "rolled back",
};

/**
 * The track record of each class, from the lines of a log that verifies. Only what a person approved counts: what was
 * delegated cannot earn more of the same.
 */
export function trackRecord(entries: readonly AuditEntry[]): KindRecord[] {
  const kept = new Map<ChangeKind, number>();
  const resets = new Map<ChangeKind, KindRecord["reset"]>();
  const kindsBefore = new Map<string, readonly ChangeKind[]>();
  const end = (kinds: readonly ChangeKind[], proposal: string, how: string, at: string) => {
    for (const kind of kinds) {
      kept.set(kind, 0);
      resets.set(kind, { proposal, how, at });
    }
  };
  for (const { action, result, proposal = "", details, time } of entries) {
    const known = kindsIn(details.kinds);
    const kinds = known.length > 0 ? known : (kindsBefore.get(proposal) ?? []);
    if (kinds.length > 0) kindsBefore.set(proposal, kinds);
    const how = ends[`${action} ${result}`];
    if (how !== undefined) end(kinds, proposal, how, time);
    if (action !== "apply" || (result !== "applied" && result !== "recovered")) continue;
    const { undoes } = details;
    if (typeof undoes === "string")
      end(kindsBefore.get(undoes) ?? kinds, undoes, "taken back", time);
    else if (details.by === "human")
      for (const kind of kinds) kept.set(kind, (kept.get(kind) ?? 0) + 1);
  }
  return changeKinds.map((kind) => {
    const reset = resets.get(kind);
    return { kind, kept: kept.get(kind) ?? 0, ...(reset ? { reset } : {}) };
  });
}

/** How many changes a rule approved and applied since a moment. */
export function appliedBy(entries: readonly AuditEntry[], rule: string, since: Date): number {
  return entries.filter(
    ({ action, result, details, time }) =>
      action === "apply" &&
      (result === "applied" || result === "recovered") &&
      details.rule === rule &&
      new Date(time) >= since,
  ).length;
}

function kindsIn(value: unknown): ChangeKind[] {
  return Array.isArray(value) ? changeKinds.filter((kind) => value.includes(kind)) : [];
}
