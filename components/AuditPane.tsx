import type { ReactElement } from "react";
import type { AuditEntry } from "../src/core/audit.ts";
import { detailLines } from "../src/core/panes/audit-lines.ts";
import { auditCursor, auditTop, shownEntries } from "../src/core/panes/audit-view.ts";
import { queryOf } from "../src/core/panes/search.ts";
import { breakSafe, safe } from "../src/core/text.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { filledTo, type Piece, piece, type Row, row, widthOf } from "./rows.ts";
import type { Theme } from "./theme.ts";

/** A stranger's text in exactly `columns`, and a space behind it. */
function padded(text: string, columns: number): string {
  const shown = safe(text);
  const more = widthOf(shown) > columns;
  const [first = ""] = more ? breakSafe(shown, columns - 1) : [shown];
  const filled = more ? `${first}…` : first;
  return `${filled}${" ".repeat(Math.max(0, columns - widthOf(filled)))} `;
}

/** Who did it: of a long name the end is left out, never what kind of actor it is. */
function actorOf({ actor }: AuditEntry, columns: number): string {
  const kind = ` (${actor.kind})`;
  const user = padded(actor.user, columns - kind.length).trimEnd();
  return padded(user + kind, columns);
}

function entryRow(theme: Theme, width: number, entry: AuditEntry, marked: boolean): Row {
  const good = ["passed", "ok", "done", "applied", "approved", "stored"].includes(entry.result);
  const bad = /fail|refus|error/.test(entry.result);
  return row(theme, width, [
    piece(marked ? "▸" : " ", marked ? "title" : undefined),
    piece(`${String(entry.seq).padStart(5)}  `, "dim"),
    piece(`${entry.time.slice(0, 19).replace("T", " ")}  `),
    piece(actorOf(entry, width < 100 ? 14 : 24), "dim"),
    piece(padded(entry.action, 9), "bold"),
    piece(padded(entry.proposal ?? "", 4)),
    piece(padded(entry.result, 10), bad ? "bad" : good ? "good" : undefined),
    piece(padded(entry.candidate?.slice(0, 8) ?? "", 8), "dim"),
    ...(width < 90 ? [] : [piece(` ${entry.hash.slice(0, 8)}`, "dim")]),
  ]);
}

/** Whether the chain holds: always in the title, whatever is shown below it. */
function verdict({ audit }: UiState): Piece[] {
  const { report } = audit;
  if (!report) return [piece("reading…", "dim")];
  return report.ok
    ? [piece(`✓ ${report.entries} entries, the chain holds`, "good")]
    : [piece(`✗ ${report.problems[0] ?? "the chain is broken"}`, "bad")];
}

/** What part of the log is shown. */
function partOf({ audit, search }: UiState, shown: number): Piece[] {
  const { entries, report, only, detail } = audit;
  if (detail !== null) return [];
  if (only !== null) return [piece(`${entries.length} of ${only} · Esc shows all`, "dim")];
  if (queryOf(search, "audit") !== "") return [piece(`${shown} of ${entries.length}`, "dim")];
  const more = report !== null && entries.length < report.entries;
  return more ? [piece(`the last ${entries.length}`, "dim")] : [];
}

function detailRows({ theme, width, height, state }: PaneProps, entry: AuditEntry): Row[] {
  const top = state.audit.detail ?? 0;
  return detailLines(entry, width)
    .slice(top, top + height - 1)
    .map(({ label, text }) =>
      row(theme, width, [piece(` ${label.padEnd(12)} `, "dim"), piece(text)]),
    );
}

/** The audit log, newest last, or one entry in full, and whether its chain holds. */
export function AuditPane(props: PaneProps): ReactElement {
  const { state, theme, width, height } = props;
  const { audit } = state;
  const shown = shownEntries(audit.entries, queryOf(state.search, "audit"));
  const cursor = auditCursor(audit, shown);
  const entry = shown[cursor];
  const focused = state.focus === "audit";
  const name = audit.only === null ? "AUDIT" : `AUDIT ${audit.only}`;
  const title = paneTitle(theme, width, focused, name, verdict(state), partOf(state, shown.length));
  const room = Math.max(0, height - 1);
  if (audit.detail !== null && entry) {
    const rows = [title, ...detailRows(props, entry)];
    return <Rows width={width} rows={filledTo(rows, width, height)} />;
  }
  const start = auditTop(cursor, shown.length, room);
  const rows = shown
    .slice(start, start + room)
    .map((one, at) => entryRow(theme, width, one, focused && start + at === cursor));
  const empty = audit.report === null ? "" : " nothing here";
  const none = row(theme, width, [piece(empty, "dim")]);
  const body = rows.length > 0 ? rows : [none];
  return <Rows width={width} rows={filledTo([title, ...body], width, height)} />;
}
