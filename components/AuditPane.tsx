import type { ReactElement } from "react";
import type { AuditEntry } from "../src/core/audit.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { filledTo, piece, type Row, row } from "./rows.ts";
import type { Theme } from "./theme.ts";

function entryRow(theme: Theme, width: number, entry: AuditEntry): Row {
  const good = ["passed", "ok", "done", "applied", "approved", "stored"].includes(entry.result);
  const bad = /fail|refus|error/.test(entry.result);
  return row(theme, width, [
    piece(` ${String(entry.seq).padStart(5)}  `, "dim"),
    piece(`${entry.time.slice(0, 19).replace("T", " ")}  `),
    piece(`${entry.actor.user} (${entry.actor.kind})`.padEnd(14), "dim"),
    piece(` ${entry.action.padEnd(9)} `, "bold"),
    piece(`${(entry.proposal ?? "").padEnd(4)} `),
    piece(entry.result.padEnd(10), bad ? "bad" : good ? "good" : undefined),
    piece(` ${entry.candidate?.slice(0, 8) ?? ""}  `, "dim"),
    piece(entry.hash.slice(0, 8), "dim"),
  ]);
}

/** The audit log, newest last, and whether its chain holds. */
export function AuditPane({ state, theme, width, height }: PaneProps): ReactElement {
  const { entries, report, back } = state.audit;
  const verdict = report
    ? report.ok
      ? [piece(`✓ ${report.entries} entries, the chain holds`, "good")]
      : [piece(`✗ ${report.problems[0] ?? "the chain is broken"}`, "bad")]
    : [piece("reading…", "dim")];
  const top = paneTitle(theme, width, state.focus === "audit", "AUDIT", verdict);
  const end = Math.max(0, entries.length - back);
  const shown = entries.slice(Math.max(0, end - (height - 1)), end);
  const rows = [top, ...shown.map((entry) => entryRow(theme, width, entry))];
  return <Rows width={width} rows={filledTo(rows, width, height)} />;
}
