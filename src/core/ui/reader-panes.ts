import { linesOf } from "../build/log-view.ts";
import { itemAt } from "../build/ring.ts";
import { detailLines } from "../panes/audit-lines.ts";
import { auditCursor, shownEntries } from "../panes/audit-view.ts";
import { openList } from "../panes/completion.ts";
import { markedPlace, relationOf, shownProposals } from "../panes/proposal-list.ts";
import { queryOf } from "../panes/search.ts";
import { markedProposal } from "./ui-lists.ts";
import type { UiState } from "./ui-state.ts";

/* What lists, logs and fields say to a screen reader. */

/** Wide enough that no line of an entry is broken. */
const readColumns = 2000;
/** Names of a list that are read at once. */
const readCandidates = 5;
/** Lines of a build that are read at once. */
const logLines = 5;

/** The candidates of the word that is written, and the one that stands in its place. */
export function completion(before: UiState | null, state: UiState): string[] {
  const [old, list] = [before && openList(before.chat), openList(state.chat)];
  if (!list || list.candidates.length === 0) return [];
  const marked = list.candidates[list.marked];
  if (marked)
    return old?.marked === list.marked && old.word === list.word
      ? []
      : [`${list.marked + 1} of ${list.candidates.length}: ${marked.label}, ${marked.detail}`];
  if (old && old.candidates.length === list.candidates.length && old.marked < 0) return [];
  const names = list.candidates.slice(0, readCandidates).map(({ label }) => label);
  const left = list.candidates.length + list.more - names.length;
  return [`Completions: ${names.join(", ")}${left > 0 ? ` and ${left} more` : ""}.`];
}

/** The marked proposal. */
export function listed(state: UiState): string {
  const item = markedProposal(state);
  if (!item) return "No proposals.";
  const shown = shownProposals(state.snapshot?.proposals, queryOf(state.search, "status"));
  const at = markedPlace(shown, state.marked) + 1;
  const relation = relationOf(item);
  return `${at} of ${shown.length}: ${item.id}, ${item.state}, tier ${item.tier}: ${item.goal}${relation === "" ? "" : `, ${relation}`}`;
}

/** The audit entry at the cursor, in full when it is open. */
export function entry({ audit, search }: UiState): string {
  const shown = shownEntries(audit.entries, queryOf(search, "audit"));
  const at = shown[auditCursor(audit, shown)];
  if (!at) return "No entries.";
  if (audit.detail !== null)
    return detailLines(at, readColumns)
      .map(({ label, text }) => (label === "" ? text : `${label}: ${text}`))
      .join("\n");
  const chain = audit.report ? (audit.report.ok ? "The chain holds." : "The chain is broken.") : "";
  return `Entry ${at.seq}: ${at.action} ${at.proposal ?? ""} ${at.result}, ${at.actor.user}, ${at.time}. ${chain}`;
}

/** What builds, and the lines that are new. */
export function built(before: UiState | null, { log }: UiState, isNew: boolean): string[] {
  const { done, failed, waiting, building } = log.shown.tree.counts;
  const summary = `Builds: ${done} done, ${building} building, ${waiting} waiting, ${failed} failed.`;
  const lines = linesOf(log);
  const from = Math.max(isNew ? 0 : (before?.log.drawn ?? 0), log.drawn - logLines, lines.start);
  const fresh: string[] = [];
  for (let at = from; at < log.drawn; at += 1) {
    const line = itemAt(lines, at);
    if (line) fresh.push(line.from === "" ? line.text : `${line.from}: ${line.text}`);
  }
  return isNew ? [summary, ...fresh] : fresh;
}
