import type { Field } from "../src/core/panes/field.ts";
import { type SafeText, safe } from "../src/core/text.ts";
import { type Piece, piece, type Row, row, widthOf } from "./rows.ts";
import type { Theme } from "./theme.ts";

interface FieldLine {
  readonly text: SafeText;
  /** Offset of the cursor in `text`, or -1. */
  readonly cursor: number;
}

/** The field as lines of at most `width` columns, words whole where they fit; the cursor stands on a character or behind the last. */
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
    // One space hangs behind a full line: its row has a column more.
    const hangs = character === " " && widthOf(text) === width;
    if (character !== "\n" && !hangs && widthOf(text + character) > width) {
      const start = character === " " ? text.length : text.lastIndexOf(" ") + 1;
      const word = start > 0 ? text.slice(start) : "";
      const within = cursor >= start && word !== "" ? cursor - start : -1;
      if (within >= 0) cursor = -1;
      text = text.slice(0, text.length - word.length);
      flush();
      text = word;
      cursor = within;
    }
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

function fieldRows(field: Field, focused: boolean, theme: Theme, width: number): Row[] {
  return fieldLines(field, width - 4).map(({ text, cursor }, at) => {
    const pieces: Piece[] = [piece(at === 0 ? " › " : "   ", focused ? "accent" : undefined)];
    if (!focused || cursor < 0) return row(theme, width, [...pieces, piece(text)]);
    const under = [...text.slice(cursor)][0] ?? " ";
    pieces.push(piece(text.slice(0, cursor)), piece(under, "cursor"));
    pieces.push(piece(text.slice(cursor + under.length)));
    return row(theme, width, pieces);
  });
}

/** The rows of a field that fit: those around its cursor, which is drawn where keys go to it. */
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
