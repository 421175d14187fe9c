import type { AuditEntry, AuditReport } from "../audit.ts";
import type { Command } from "../keys/keys.ts";
import { detailLines } from "./audit-lines.ts";
import { windowTop } from "./list-window.ts";
import { matchesIn } from "./search.ts";

/** The audit pane: which entries are read, and where the reader is. */
export interface AuditView {
  /** Oldest first. */
  readonly entries: readonly AuditEntry[];
  readonly report: AuditReport | null;
  /** The proposal whose trail is shown; null: the whole log. */
  readonly only: string | null;
  /** Number of the entry that the reader is on; null: the newest, whichever it is. */
  readonly at: number | null;
  /** First line of the entry that is shown in full; null: the list is. */
  readonly detail: number | null;
}

export const emptyAudit: AuditView = {
  entries: [],
  report: null,
  only: null,
  at: null,
  detail: null,
};

const haystacks = new WeakMap<AuditEntry, string>();

/** What a filter looks at: number, action, actor, proposal and result. */
function haystack(entry: AuditEntry): string {
  const known = haystacks.get(entry);
  if (known !== undefined) return known;
  const { seq, time, actor, action, proposal = "", result } = entry;
  const text = `${seq} ${time.slice(0, 10)} ${actor.user} ${actor.kind} ${action} ${proposal} ${result}`;
  haystacks.set(entry, text);
  return text;
}

const filtered = new WeakMap<
  readonly AuditEntry[],
  { query: string; shown: readonly AuditEntry[] }
>();

/** The entries that hold every word of a query, oldest first. Worked out once for each query. */
export function shownEntries(entries: readonly AuditEntry[], query: string): readonly AuditEntry[] {
  const words = query.split(" ").filter((word) => word !== "");
  if (words.length === 0) return entries;
  const known = filtered.get(entries);
  if (known?.query === query) return known.shown;
  const shown = entries.filter((entry) =>
    words.every((word) => matchesIn(haystack(entry), word).length > 0),
  );
  filtered.set(entries, { query, shown });
  return shown;
}

/** Place of the reader among the shown entries; the nearest where theirs is not shown. */
export function auditCursor(view: AuditView, shown: readonly AuditEntry[]): number {
  if (view.at === null) return Math.max(0, shown.length - 1);
  let low = 0;
  let high = shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shown[middle]?.seq ?? 0) < view.at) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, Math.max(0, shown.length - 1));
}

/** First of `count` entries in `room` rows: windows are counted from the newest, which is last. */
export function auditTop(cursor: number, count: number, room: number): number {
  return Math.max(0, count - windowTop(count - 1 - cursor, count, room) - room);
}

/** With what was read now; undefined where it belongs to another trail than is shown. */
export function auditRead(
  view: AuditView,
  read: Pick<AuditView, "entries" | "report" | "only">,
): AuditView | undefined {
  return read.only === view.only ? { ...view, ...read } : undefined;
}

/** The trail of one proposal, or the whole log, as long as it is not read yet. */
export function auditOnly(view: AuditView, only: string | null): AuditView {
  const entries = only === null ? [] : view.entries.filter(({ proposal }) => proposal === only);
  return { ...view, only, entries, at: null, detail: null };
}

const moves: Partial<Record<Command, (page: number) => number>> = {
  down: () => 1,
  up: () => -1,
  "page-down": (page) => page,
  "page-up": (page) => -page,
  first: () => Number.NEGATIVE_INFINITY,
  last: () => Number.POSITIVE_INFINITY,
};

/** A command in the pane; undefined when it is none of the pane's. */
export function auditStep(
  view: AuditView,
  query: string,
  command: Command,
  page: number,
  width: number,
): AuditView | undefined {
  const shown = shownEntries(view.entries, query);
  const cursor = auditCursor(view, shown);
  const entry = shown[cursor];
  const by = moves[command]?.(page);
  if (view.detail !== null) {
    if (command === "open" || !entry) return { ...view, detail: null };
    if (by === undefined) return undefined;
    const last = Math.max(0, detailLines(entry, width).length - 1);
    return { ...view, detail: Math.max(0, Math.min(last, view.detail + by)) };
  }
  if (command === "open") return entry ? { ...view, at: entry.seq, detail: 0 } : view;
  if (by === undefined) return undefined;
  const next = Math.max(0, Math.min(shown.length - 1, cursor + by));
  return { ...view, at: next >= shown.length - 1 ? null : (shown[next]?.seq ?? null) };
}
