import type { ReactElement } from "react";
import { hints } from "../src/core/hints.ts";
import type { UiState } from "../src/core/ui-state.ts";
import { Rows } from "./Rows.tsx";
import { type Piece, piece, row, widthOf } from "./rows.ts";
import type { Theme } from "./theme.ts";

/** The last line: the keys that matter now, as many as fit whole. */
export function Footer({ state, theme }: { state: UiState; theme: Theme }): ReactElement {
  const { columns } = state.size;
  const pieces: Piece[] = [piece(" ")];
  let used = 1;
  for (const { key, text } of hints(state)) {
    const width = widthOf(key) + 1 + widthOf(text) + 2;
    if (used + width > columns) break;
    pieces.push(piece(key, "accent"), piece(` ${text}  `));
    used += width;
  }
  return <Rows width={columns} rows={[row(theme, columns, pieces)]} />;
}
