import type { UiState } from "../src/core/ui/ui-state.ts";
import { type Piece, piece, type Row, rowEnds } from "./rows.ts";
import type { Theme } from "./theme.ts";

/** What every pane is drawn from: the whole state, the theme, and its room in columns and rows. */
export interface PaneProps {
  readonly state: UiState;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
}

/** A pane's first row: its name, marked where the keys go to it, and facts at the right. */
export function paneTitle(
  theme: Theme,
  width: number,
  focused: boolean,
  name: string,
  facts: readonly Piece[] = [],
  end: readonly Piece[] = [],
): Row {
  const mark = focused ? piece("▸", "title") : piece(" ");
  return rowEnds(
    theme,
    width,
    [mark, piece(name, focused ? "title" : "bold"), piece(" "), ...facts],
    end.length > 0 ? [piece(" "), ...end, piece(" ")] : [],
  );
}
