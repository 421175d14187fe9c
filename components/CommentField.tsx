import type { ReactElement } from "react";
import type { CommentField as Comment } from "../src/core/panes/comment-field.ts";
import { shownField } from "./field-rows.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { filledTo, piece, row, t } from "./rows.ts";

/** The field for a comment, below the diff. */
export function CommentField({
  comment,
  state,
  theme,
  width,
  height,
}: PaneProps & { comment: Comment }): ReactElement {
  const view = state.review?.hunks.find(({ hunk }) => hunk.id === comment.hunk);
  const place = view ? [piece(`hunk ${view.index + 1}`, "dim")] : [];
  const title = paneTitle(theme, width, true, "COMMENT", place);
  const rows =
    comment.field.text === ""
      ? [
          row(theme, width, [
            piece(" › ", "accent"),
            piece(t(" "), "cursor"),
            piece(
              "what should be different? use 8443 · without openFirewall · not this one",
              "dim",
            ),
          ]),
        ]
      : shownField(comment.field, !state.dialog, theme, width, height - 1);
  return <Rows width={width} rows={filledTo([title, ...rows], width, height)} />;
}
