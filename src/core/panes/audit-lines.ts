import type { AuditEntry } from "../audit.ts";
import { type SafeText, safe, wrapSafe } from "../text.ts";

/** A line of an entry that is shown in full; `label` is empty where the line before goes on. */
export interface DetailLine {
  readonly label: SafeText;
  readonly text: SafeText;
}

const labelColumns = 12;
const mostLines = 5000;
const known = new WeakMap<AuditEntry, { width: number; lines: readonly DetailLine[] }>();

/** A value as lines: lists and objects one item a line, indented; nothing of it is left out. */
function valueLines(value: unknown, indent: string): string[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item) => {
      const [first = "", ...rest] = valueLines(item, "");
      return [`${indent}- ${first}`, ...rest.map((line) => `${indent}  ${line}`)];
    });
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, item]) => {
      const lines = valueLines(item, `${indent}  `);
      const nested = typeof item === "object" && item !== null && lines.length > 0;
      const isEmpty = nested && Object.keys(item).length === 0;
      return nested && !isEmpty
        ? [`${indent}${key}:`, ...lines]
        : [`${indent}${key}: ${(lines[0] ?? "").trimStart()}`, ...lines.slice(1)];
    });
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.split("\n").map((line) => indent + line);
}

/** Every field of an entry, as it is read. Worked out once for each width. */
export function detailLines(entry: AuditEntry, width: number): readonly DetailLine[] {
  const before = known.get(entry);
  if (before?.width === width) return before.lines;
  const lines: DetailLine[] = [];
  const room = Math.max(8, width - labelColumns - 3);
  const add = (label: string, values: readonly string[]) => {
    let name = safe(label);
    for (const value of values)
      for (const text of wrapSafe(safe(value), room)) {
        if (lines.length < mostLines) lines.push({ label: name, text });
        name = safe("");
      }
  };
  add("entry", [String(entry.seq)]);
  add("time", [entry.time]);
  add("actor", [`${entry.actor.user} (${entry.actor.kind})`]);
  add("action", [entry.action]);
  add("proposal", [entry.proposal ?? "none"]);
  add("candidate", [entry.candidate ?? "none"]);
  add("result", [entry.result]);
  const details = Object.entries(entry.details);
  if (details.length === 0) add("details", ["none"]);
  for (const [label, value] of details) {
    const [first = "", ...rest] = valueLines(value, "");
    add(
      label.length <= labelColumns ? label : "",
      label.length <= labelColumns ? [first, ...rest] : [`${label}:`, first, ...rest],
    );
  }
  add("prev", [entry.prev]);
  add("hash", [entry.hash]);
  known.set(entry, { width, lines });
  return lines;
}
