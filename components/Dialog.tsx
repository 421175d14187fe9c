import { Box } from "ink";
import type { ReactElement } from "react";
import { joinSafe, type SafeText, safe, wrapSafe } from "../src/core/text.ts";
import type { Dialog as DialogState } from "../src/core/ui-state.ts";
import { Choices } from "./Choices.tsx";
import { paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, filledTo, piece, row, t } from "./rows.ts";
import type { Theme } from "./theme.ts";

/** A line broken at `width`; what follows its first row stands a little deeper. */
function hanging(line: string, width: number): SafeText[] {
  const depth = /^ */.exec(line)?.[0].length ?? 0;
  const indent = t(" ".repeat(depth + 4));
  const [first = t(""), ...rest] = wrapSafe(safe(line), width - indent.length);
  return [first, ...rest.map((part) => joinSafe([indent, part]))];
}

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
  const limit = Math.max(1, Math.min(dialog.choices.length, Math.floor(height / 2)));
  const room = Math.max(0, height - limit - 3);
  const lines = dialog.lines.flatMap((line) => hanging(line, width - 4));
  const top = Math.max(0, Math.min(dialog.top, lines.length - room));
  const more = lines.length - top - room;
  const shown = lines
    .slice(top, top + room)
    .map((line) => row(theme, width, [piece("  "), piece(line)]));
  const title = paneTitle(
    theme,
    width,
    true,
    dialog.title,
    [],
    more > 0 ? [piece(`${more} more lines (PgDn)`, "warn")] : [],
  );
  const used = Math.min(room, lines.length);
  const rows = dialog.choices.map(({ label }, at) =>
    row(theme, width, [
      piece(at === dialog.marked ? "  ▸ " : "    ", "title"),
      piece(label, at === dialog.marked ? "marked" : undefined),
    ]),
  );
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Rows
        width={width}
        rows={[title, blank(width), ...filledTo(shown, width, used), blank(width)]}
      />
      <Choices rows={rows} marked={dialog.marked} limit={limit} />
    </Box>
  );
}
