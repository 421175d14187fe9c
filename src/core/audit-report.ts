import type { AuditEntry, AuditReport } from "./audit.ts";
import { safe } from "./text.ts";

/** A stretch of time, both ends included; an end that is not there is open. */
export interface Period {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The entries of a period, in their order. */
export function entriesIn(entries: readonly AuditEntry[], { since, until }: Period): AuditEntry[] {
  return entries.filter(
    ({ time }) => (since === undefined || time >= since) && (until === undefined || time <= until),
  );
}

/** An audit log's entries as a report in Markdown: who did what, proposal by proposal, and by which policy. */
export function auditMarkdown(
  entries: readonly AuditEntry[],
  period: Period,
  chain: AuditReport,
): string {
  const byProposal = Map.groupBy(entries, ({ proposal }) => proposal ?? "");
  const others = byProposal.get("") ?? [];
  byProposal.delete("");
  const people = new Set(entries.map(({ actor }) => `${actor.user} (${actor.kind})`));
  const refused = entries.filter(({ result }) => result === "refused");
  return [
    "# Audit report",
    "",
    `From ${period.since ?? "the beginning"} until ${period.until ?? "now"}: ${entries.length} entries by ${[...people].map(words).join(", ") || "nobody"}, ${refused.length} steps refused.`,
    "",
    chain.ok
      ? `The whole log verifies: ${chain.entries} entries${chain.head ? `, head ${chain.head.seq} ${code(chain.head.hash)}` : ""}.`
      : `**The log does not verify.** ${chain.problems.map(words).join("; ")}`,
    ...(chain.notes ?? []).flatMap((note) => ["", words(note)]),
    ...[...byProposal].flatMap(([id, some]) => ["", ...section(id, some)]),
    ...(others.length > 0 ? ["", "## Without a proposal", "", ...rows(others)] : []),
    "",
  ].join("\n");
}

function section(id: string, entries: readonly AuditEntry[]): string[] {
  const goal = entries.find(({ action, details }) => action === "propose" && details.goal)?.details
    .goal;
  return [
    `## ${words(id)}${typeof goal === "string" ? `: ${words(goal)}` : ""}`,
    "",
    ...rows(entries),
  ];
}

function rows(entries: readonly AuditEntry[]): string[] {
  return [
    "| entry | time | who | step | result | policy | |",
    "|--:|---|---|---|---|---|---|",
    ...entries.map(({ seq, time, actor, action, result, details }) => {
      const { policy, code: why, message, approval, commit, rule, tier } = details;
      const said = [
        why === undefined ? "" : `${code(String(why))} ${words(String(message ?? ""))}`,
        approval === undefined ? "" : `approval ${code(String(approval))}`,
        rule === undefined ? "" : `by the rule ${code(String(rule))}`,
        tier === undefined ? "" : `tier ${words(String(tier))}`,
        commit === undefined ? "" : `commit ${code(String(commit).slice(0, 12))}`,
      ].filter((part) => part !== "");
      const cells = [
        String(seq),
        words(time),
        words(`${actor.user} (${actor.kind})`),
        words(action),
      ];
      return `| ${[...cells, words(result), policy === undefined ? "" : code(String(policy)), said.join(", ")].join(" | ")} |`;
    }),
  ];
}

/** Untrusted text as Markdown that says just that: one line, nothing that formats, links or hides. */
function words(text: string): string {
  return safe(text.replaceAll(/\s+/g, " ").trim()).replaceAll(/[\\`*_[\]<>|#~&!]/g, "\\$&");
}

function code(text: string): string {
  return `\`${safe(text).replaceAll(/[`|\s]/g, "")}\``;
}
