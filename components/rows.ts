import { columnsOf, type SafeLog, type SafeText, safe } from "../src/core/text.ts";
import { type Look, plainLook, sameOnBlank, transition } from "./sgr.ts";
import { lookOf, type Style, type Theme, toAscii } from "./theme.ts";

const reset = "\u001b[0m";

/** Part of a row. Only safe text can be one. */
export interface Piece {
  readonly text: SafeText;
  /** Of several the later ones win. */
  readonly style?: Style | readonly Style[] | undefined;
}

declare const rowBrand: unique symbol;
/** One screen row of an exact width, styled; what `Rows` draws. */
export type Row = string & { readonly [rowBrand]: true };

/** Our own words as safe text. */
export function t(text: string): SafeText {
  return safe(text, { maxLength: 10_000 });
}

/** A piece of a row. */
export function piece(text: SafeText | string, style?: Style | readonly Style[]): Piece {
  return { text: safe(text, { maxLength: 10_000 }), style };
}

const plain = /^[\x20-\x7e]*$/;

/** Terminal columns of a safe text. */
export function widthOf(text: string): number {
  return columnsOf(text);
}

/** The longest start of `text` that fits, and its width. */
function cut(text: string, width: number): [string, number] {
  if (plain.test(text)) return [text.slice(0, width), Math.min(width, text.length)];
  let result = "";
  let used = 0;
  for (const character of text) {
    const wide = columnsOf(character);
    if (used + wide > width) break;
    result += character;
    used += wide;
  }
  return [result, used];
}

/** Lays pieces out in exactly `width` columns: cut with `…` or filled with spaces. */
export function row(theme: Theme, width: number, pieces: readonly Piece[]): Row {
  if (width <= 0) return "" as Row;
  const texts = pieces.map(({ text }) => (theme.ascii ? toAscii(text) : text) as string);
  const widths = texts.map(widthOf);
  const total = widths.reduce((sum, one) => sum + one, 0);
  let left = total > width ? width - 1 : width;
  const line = styledLine();
  for (const [at, { style }] of pieces.entries()) {
    let text = texts[at] as string;
    let used = widths[at] as number;
    if (used > left) [text, used] = cut(text, left);
    line.add(text, style ? lookOf(theme, style) : plainLook);
    left -= used;
    if (left <= 0 && total > width) break;
  }
  const more = total > width ? (theme.ascii ? "~" : "…") : "";
  return `${line.end()}${" ".repeat(Math.max(0, left))}${more}` as Row;
}

/** Text that changes its look only where it is seen: what Ink has to read again is kept short. */
function styledLine() {
  let text = "";
  let look = plainLook;
  const turn = (next: Look) => {
    text += next === plainLook && look !== plainLook ? reset : transition(look, next);
    look = next;
  };
  return {
    add: (part: string, next: Look) => {
      if (part === "") return;
      if (!(sameOnBlank(look, next) && part.trim() === "")) turn(next);
      text += part;
    },
    end: () => {
      turn(plainLook);
      return text;
    },
  };
}

/** Pieces at both ends; the left side is cut where they meet. */
export function rowEnds(
  theme: Theme,
  width: number,
  start: readonly Piece[],
  end: readonly Piece[],
): Row {
  const wanted = end.reduce(
    (sum, { text }) => sum + widthOf(theme.ascii ? toAscii(text) : text),
    0,
  );
  const right = Math.min(wanted, Math.max(0, width - Math.min(12, width)));
  if (right === 0) return row(theme, width, start);
  return `${row(theme, width - right, start)}${row(theme, right, end)}` as Row;
}

/** A log line that brings its own colours; they go where the theme has none. */
export function logRow(theme: Theme, width: number, before: readonly Piece[], line: SafeLog): Row {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the only escape sequence that safeLog leaves
  const parts = line.split(/(\u001b\[[0-9;]*m)/);
  let left = width;
  const start = styledLine();
  for (const { text, style } of before) {
    const [shown, used] = cut(theme.ascii ? toAscii(text) : text, left);
    start.add(shown, style ? lookOf(theme, style) : plainLook);
    left -= used;
  }
  let result = start.end();
  for (const part of parts) {
    if (part.startsWith("\u001b")) {
      if (theme.color) result += part;
      continue;
    }
    const [text, used] = cut(theme.ascii ? toAscii(part) : part, left);
    result += text;
    left -= used;
  }
  return `${result}${theme.color && parts.length > 1 ? "\u001b[0m" : ""}${" ".repeat(left)}` as Row;
}

/** An empty row. */
export function blank(width: number): Row {
  return " ".repeat(Math.max(0, width)) as Row;
}

/** Exactly `height` rows: cut, or filled with empty ones. */
export function filledTo(rows: readonly Row[], width: number, height: number): Row[] {
  const result = rows.slice(0, Math.max(0, height));
  while (result.length < height) result.push(blank(width));
  return result;
}
