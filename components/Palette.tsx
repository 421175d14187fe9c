import { Box } from "ink";
import type { ReactElement } from "react";
import {
  type PaletteEntry,
  type Palette as PaletteState,
  paletteMatches,
} from "../src/core/panes/palette.ts";
import { safe } from "../src/core/text.ts";
import { Choices } from "./Choices.tsx";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, piece, type Row, row, rowEnds, widthOf } from "./rows.ts";
import type { Theme } from "./theme.ts";

const placeNames: Partial<Record<PaletteEntry["place"], string>> = {
  status: "proposals",
  diff: "diff",
  log: "build",
  audit: "audit",
};

function entryRow(theme: Theme, width: number, entry: PaletteEntry, marked: boolean): Row {
  const style = marked ? "marked" : undefined;
  const keys = entry.keys.slice(0, 2).join(" ");
  const place = placeNames[entry.place];
  return rowEnds(
    theme,
    width,
    [piece(marked ? "  ▸ " : "    ", "title"), piece(safe(entry.text), style)],
    [
      piece(place ? ` ${place}  ` : " ", "dim"),
      piece(keys, "accent"),
      piece(" ".repeat(Math.max(1, 10 - widthOf(keys)))),
    ],
  );
}

function queryRow(theme: Theme, width: number, { field }: PaletteState): Row {
  const before = field.text.slice(0, field.at);
  const [under = " "] = field.text.slice(field.at);
  return row(theme, width, [
    piece(" : ", "accent"),
    piece(safe(before)),
    piece(safe(under), "cursor"),
    piece(safe(field.text.slice(field.at + under.length))),
  ]);
}

/** The command palette: a query, and what it can mean. */
export function Palette({
  palette,
  ...place
}: PaneProps & { palette: PaletteState }): ReactElement {
  const { state, theme, width, height } = place;
  const matches = paletteMatches(state, palette);
  const marked = Math.min(palette.marked, Math.max(0, matches.length - 1));
  const limit = Math.max(0, height - 3);
  const count = matches.length === 1 ? "1 command" : `${matches.length} commands`;
  const head = [
    paneTitle(theme, width, true, "COMMANDS", [], [piece(count, "dim")]),
    queryRow(theme, width, palette),
    matches.length > 0 ? blank(width) : row(theme, width, [piece("    nothing matches", "dim")]),
  ];
  const rows = matches.map((entry, at) => entryRow(theme, width, entry, at === marked));
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      <Rows width={width} rows={head.slice(0, height)} />
      {limit > 0 && rows.length > 0 && <Choices rows={rows} marked={marked} limit={limit} />}
    </Box>
  );
}
