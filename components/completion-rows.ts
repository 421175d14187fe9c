import { type Candidate, type CompletionList, openList } from "../src/core/panes/completion.ts";
import { safe } from "../src/core/text.ts";
import type { PaneProps } from "./pane.ts";
import { piece, type Row, row, widthOf } from "./rows.ts";

const most = 6;
/** Columns that a description is worth showing in. */
const worthDetail = 28;

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
  const labelOf = ({ label, group }: Candidate) => safe(group ? `${label}.` : label);
  const window = (left: number) => {
    const top = topOf(list, left);
    return { top, shown: list.candidates.slice(top, top + left) };
  };
  const widest = (shown: readonly Candidate[]) =>
    Math.max(0, ...shown.map((one) => widthOf(labelOf(one))));
  let { top, shown } = window(rows - result.length);
  const beside = width - 4 - widest(shown) > worthDetail;
  // Without room beside the names, what is marked is described below them.
  const below = !beside && rows - result.length > 2;
  if (below) ({ top, shown } = window(rows - result.length - 1));
  const column = widest(shown);
  const hidden = list.candidates.length + list.more - top - shown.length;
  for (const [at, candidate] of shown.entries()) {
    const marked = top + at === list.marked;
    const label = labelOf(candidate);
    const pad = " ".repeat(Math.max(0, column - widthOf(label)));
    const more = at === shown.length - 1 && hidden > 0 ? `  and ${hidden} more` : "";
    const detail = beside && more === "" ? `${pad}  ${candidate.detail}` : more;
    result.push(
      row(theme, width, [
        piece(marked ? " ▸ " : " ┊ ", marked ? "title" : "dim"),
        piece(label, marked ? "cursor" : candidate.insert === null ? "dim" : undefined),
        piece(detail, "dim"),
      ]),
    );
  }
  const told = list.candidates[Math.max(0, list.marked)];
  if (below && told)
    result.push(row(theme, width, [piece(" ┊   ", "dim"), piece(told.detail, "dim")]));
  return result;
}
