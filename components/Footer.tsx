import type { ReactElement } from "react";
import { shownEntries } from "../src/core/panes/audit-view.ts";
import { shownProposals } from "../src/core/panes/proposal-list.ts";
import { queryOf } from "../src/core/panes/search.ts";
import { hints } from "../src/core/ui/hints.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import { Rows } from "./Rows.tsx";
import { type Piece, piece, row, widthOf } from "./rows.ts";
import type { Theme } from "./theme.ts";

const shownQuery = 30;

/** How many rows of a filtered list are shown; null in a pane that is no list. */
function shownOf({ focus, search, snapshot, audit }: UiState): number | null {
  if (focus === "status")
    return shownProposals(snapshot?.proposals, queryOf(search, "status")).length;
  return focus === "audit" ? shownEntries(audit.entries, queryOf(search, "audit")).length : null;
}

/** What is looked for in the pane with the focus, and how often it is there; with a cursor while it is typed. */
function searchPieces(state: UiState): Piece[] {
  const { search, focus, log } = state;
  const review = state.compare?.review ?? state.review;
  const query = queryOf(search, focus);
  const { typing } = search;
  if (query === "" && !typing) return [];
  const found: Piece[] = [];
  if (focus === "diff" && review && query !== "") {
    const { matches, cursor } = review;
    const at = matches.indexOf(cursor);
    found.push(
      matches.length === 0
        ? piece(" not found", "warn")
        : piece(` ${at < 0 ? "" : `${at + 1} of `}${matches.length}`, "dim"),
    );
  }
  const listed = query === "" ? null : shownOf(state);
  if (listed !== null)
    found.push(piece(listed === 0 ? " none" : ` ${listed}`, listed === 0 ? "warn" : "dim"));
  if (focus === "log" && log.missed) found.push(piece(" not found", "warn"));
  if (!typing) return [piece(`/${query.slice(0, shownQuery)}`), ...found, piece("  ")];
  const { field } = typing;
  const start = Math.max(0, field.at - shownQuery);
  const under = [...field.text.slice(field.at)][0] ?? " ";
  return [
    piece("/", "accent"),
    piece(field.text.slice(start, field.at)),
    piece(under, "cursor"),
    piece(field.text.slice(field.at + under.length).slice(0, shownQuery)),
    ...found,
    piece("  "),
  ];
}

/** The last line: the keys that matter now, as many as fit whole. */
export function Footer({ state, theme }: { state: UiState; theme: Theme }): ReactElement {
  const { columns } = state.size;
  const pieces: Piece[] = [piece(" "), ...searchPieces(state)];
  let used = pieces.reduce((sum, { text }) => sum + widthOf(text), 0);
  for (const { key, text } of hints(state)) {
    const width = widthOf(key) + 1 + widthOf(text) + 2;
    if (used + width > columns) break;
    pieces.push(piece(key, "accent"), piece(` ${text}  `));
    used += width;
  }
  return <Rows width={columns} rows={[row(theme, columns, pieces)]} />;
}
