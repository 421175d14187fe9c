import type { ReactElement } from "react";
import { keyOf } from "../src/core/keys/keymap.ts";
import { type HelpRow, helpPlace, placeName } from "../src/core/ui/help-rows.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, filledTo, piece, type Row, row } from "./rows.ts";
import type { Theme } from "./theme.ts";

function helpRow(theme: Theme, width: number, entry: HelpRow): Row {
  if (entry.kind === "blank") return blank(width);
  if (entry.kind === "group")
    return row(theme, width, [
      piece(`  ${entry.name}`, "bold"),
      piece(entry.note ? `  ${entry.note}` : "", "dim"),
    ]);
  return row(theme, width, [piece(`    ${entry.keys.padEnd(18)} `, "accent"), piece(entry.text)]);
}

/** Every key of a place, from the table that drives them. */
export function Help({ state, theme, width, height }: PaneProps): ReactElement {
  const { rows, more } = helpPlace(state, height, state.help?.top ?? 0);
  const place = state.help?.place ?? state.focus;
  const below = `${more} more below (${keyOf(state.keymap, "down", "help")})`;
  const title = paneTitle(
    theme,
    width,
    true,
    `KEYS: ${placeName(place)}`,
    [],
    more > 0 ? [piece(below, "dim")] : [],
  );
  const lines = rows.map((entry) => helpRow(theme, width, entry));
  return <Rows width={width} rows={filledTo([title, ...lines], width, height)} />;
}
