import type { Field } from "../src/core/panes/field.ts";
import { type SafeText, safe } from "../src/core/text.ts";
import { type Piece, piece, type Row, row, widthOf } from "./rows.ts";
import type { Theme } from "./theme.ts";

interface FieldLine {
  readonly text: SafeText;
  /** Offset of the cursor in `text`, or -1. */
  readonly cursor: number;
}

/** The field as lines of at most `width` columns; the cursor stands on a character or behind the last. */
function fieldLines(field: Field, width: number): FieldLine[] {
  const before = safe(field.text.slice(0, field.at), { multiline: true, maxLength: 10_000 });
  const whole = safe(field.text, { multiline: true, maxLength: 10_000 });
  const lines: FieldLine[] = [];
  let offset = 0;
  let text = "";
  let cursor = -1;
  const flush = () => {
    lines.push({ text: text as SafeText, cursor });
    text = "";
    cursor = -1;
  };
  for (const character of `${whole} `) {
    if (character !== "\n" && widthOf(text + character) > width) flush();
    if (offset === before.length) cursor = text.length;
    if (character === "\n") {
      if (cursor >= 0) text += " ";
      flush();
    } else text += character;
    offset += character.length;
  }
  flush();
  return lines;
}

/** A text field, with its cursor where keys go to it. */
export function fieldRows(field: Field, focused: boolean, theme: Theme, width: number): Row[] {
  return fieldLines(field, width - 4).map(({ text, cursor }, at) => {
    const pieces: Piece[] = [piece(at === 0 ? " › " : "   ", focused ? "accent" : undefined)];
    if (!focused || cursor < 0) return row(theme, width, [...pieces, piece(text)]);
    const under = [...text.slice(cursor)][0] ?? " ";
    pieces.push(piece(text.slice(0, cursor)), piece(under, "cursor"));
    pieces.push(piece(text.slice(cursor + under.length)));
    return row(theme, width, pieces);
  });
}

/** The rows of a field that fit: those around its cursor. */
export function shownField(
  field: Field,
  focused: boolean,
  theme: Theme,
  width: number,
  height: number,
): Row[] {
  const rows = fieldRows(field, focused, theme, width);
  const at = fieldLines(field, width - 4).findIndex(({ cursor }) => cursor >= 0);
  const top = Math.max(0, Math.min(at - height + 1, rows.length - height));
  return rows.slice(top, top + height);
}
