import type { ReactElement } from "react";
import { helpFor, keyName } from "../src/core/keymap.ts";
import type { UiState } from "../src/core/ui-state.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, filledTo, piece, type Row, row } from "./rows.ts";
import type { Theme } from "./theme.ts";

function bindingRows(state: UiState, theme: Theme, width: number): Row[] {
  const rows: Row[] = [];
  let general = false;
  let lines = false;
  for (const { place, keys, text } of helpFor(state.keymap, state.focus)) {
    if (place === "anywhere" && !general) {
      general = true;
      rows.push(
        blank(width),
        row(theme, width, [
          piece("  everywhere", "bold"),
          piece(state.focus === "chat" ? " (but while writing a goal)" : "", "dim"),
        ]),
      );
    }
    if (place === "lines" && !lines) {
      lines = true;
      rows.push(blank(width), row(theme, width, [piece("  while lines are selected", "bold")]));
    }
    rows.push(
      row(theme, width, [
        piece(`    ${keys.map(keyName).join("  ").padEnd(18)}`, "accent"),
        piece(text),
      ]),
    );
  }
  return rows;
}

/** Every key of the focused pane, from the table that drives them. */
export function Help({ state, theme, width, height }: PaneProps): ReactElement {
  const lines = bindingRows(state, theme, width);
  const room = height - 1;
  const top = Math.max(0, Math.min(state.help?.top ?? 0, lines.length - room));
  const more = lines.length - room - top;
  const title = paneTitle(
    theme,
    width,
    true,
    `KEYS: ${state.focus === "chat" ? "goal" : state.focus === "log" ? "build" : state.focus}`,
    [],
    more > 0
      ? [piece(`${more} more below (j)`, "dim")]
      : [piece(`${lines.length - 2} keys`, "dim")],
  );
  return (
    <Rows width={width} rows={filledTo([title, ...lines.slice(top, top + room)], width, height)} />
  );
}
