import type { CompletionList } from "../src/core/completion.ts";
import { openList } from "../src/core/completion.ts";
import { safe } from "../src/core/text.ts";
import type { PaneProps } from "./pane.ts";
import { piece, type Row, row, widthOf } from "./rows.ts";

const most = 6;
/** Columns that a description is worth showing in. */
const worthDetail = 12;

/** First candidate that is shown, so that the marked one is among `room`. */
function topOf({ marked, candidates }: CompletionList, room: number): number {
  const wanted = Math.max(0, marked - room + 2);
  return Math.max(0, Math.min(wanted, candidates.length - room));
}

/** What the word at the cursor can become: a few rows to stand above the field. */
export function completionRows({ state, theme, width }: PaneProps, room: number): Row[] {
  const list = state.focus === "chat" && !state.dialog ? openList(state.chat) : null;
  const rows = Math.min(most, room);
  if (!list || rows <= 0) return [];
  const result: Row[] = [];
  if (list.loading !== null)
    result.push(row(theme, width, [piece(" ┊ ", "dim"), piece(list.loading, "dim")]));
  const left = rows - result.length;
  const top = topOf(list, left);
  const shown = list.candidates.slice(top, top + left);
  const labels = shown.map(({ label, group }) => safe(group ? `${label}.` : label));
  const usual = Math.max(0, ...labels.map(widthOf));
  const column = Math.min(usual, width - 4);
  for (const [at, candidate] of shown.entries()) {
    const marked = top + at === list.marked;
    const label = labels[at] ?? safe("");
    const pad = " ".repeat(Math.max(0, column - widthOf(label)));
    const hasRoom = width - 4 - column > worthDetail;
    const last = at === shown.length - 1;
    const hidden = list.candidates.length + list.more - top - shown.length;
    result.push(
      row(theme, width, [
        piece(marked ? " ▸ " : " ┊ ", marked ? "title" : "dim"),
        piece(label, marked ? "cursor" : candidate.insert === null ? "dim" : undefined),
        ...(last && hidden > 0 ? [piece(`  and ${hidden} more`, "dim")] : []),
        ...(hasRoom && !(last && hidden > 0) ? [piece(`${pad}  ${candidate.detail}`, "dim")] : []),
      ]),
    );
  }
  return result;
}
