import { Box } from "ink";
import type { ReactElement } from "react";
import type { Dialog as DialogState } from "../src/core/panes/dialog.ts";
import { dialogPlace } from "../src/core/panes/dialog-place.ts";
import { Choices } from "./Choices.tsx";
import { paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, piece, row } from "./rows.ts";
import type { Theme } from "./theme.ts";

/** Something that is asked: facts above, choices below. */
export function Dialog({
  dialog,
  theme,
  width,
  height,
}: {
  dialog: DialogState;
  theme: Theme;
  width: number;
  height: number;
}): ReactElement {
  const { lines, more, limit } = dialogPlace(dialog, width, height);
  const shown = lines.map((line) => row(theme, width, [piece("  "), piece(line)]));
  const title = paneTitle(
    theme,
    width,
    true,
    dialog.title,
    [],
    more > 0 ? [piece(`${more} more lines (PgDn)`, "warn")] : [],
  );
  const rows = dialog.choices.map(({ label }, at) =>
    row(theme, width, [
      piece(at === dialog.marked ? "  ▸ " : "    ", "title"),
      piece(label, at === dialog.marked ? "marked" : undefined),
    ]),
  );
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Rows width={width} rows={[title, blank(width), ...shown, blank(width)]} />
      <Choices rows={rows} marked={dialog.marked} limit={limit} />
    </Box>
  );
}
