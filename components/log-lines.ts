import type { LogLine } from "../src/core/build/build.ts";
import { readableText } from "../src/core/build/log-search.ts";
import { itemAt, type Ring } from "../src/core/build/ring.ts";
import { matchesIn } from "../src/core/panes/search.ts";
import { type SafeLog, safeLog } from "../src/core/text.ts";
import { logRow, type Piece, piece, type Row, row, widthOf } from "./rows.ts";
import type { Style, Theme } from "./theme.ts";

const tones: Record<LogLine["tone"], Style | undefined> = {
  log: undefined,
  info: "dim",
  warn: "warn",
  error: "bad",
  good: "good",
};
const signs: Record<LogLine["tone"], string> = {
  log: "",
  info: "",
  warn: "! ",
  error: "✗ ",
  good: "✓ ",
};
const longest = 2000;

/** How lines are drawn. */
export interface LineLook {
  readonly theme: Theme;
  readonly width: number;
  /** Says which build speaks. */
  readonly names: boolean;
  readonly wrap: boolean;
  /** Number of a line that is marked. */
  readonly mark: number | null;
  /** What is searched; "" for nothing. */
  readonly query: string;
}

/** Breaks a log line after every `width` columns; its colours go on in the next piece. */
function brokenLog(line: SafeLog, width: number): SafeLog[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the only escape sequence that safeLog leaves
  const parts = line.matchAll(/\u001b\[[0-9;]*m|[^\u001b]/gu);
  const pieces: string[] = [];
  let current = "";
  let used = 0;
  let look = "";
  for (const [part] of parts) {
    if (part.startsWith("\u001b")) {
      look = part === "\u001b[0m" ? "" : look + part;
      current += part;
      continue;
    }
    const taken = widthOf(part);
    if (used + taken > width) {
      pieces.push(current);
      current = look;
      used = 0;
    }
    current += part;
    used += taken;
  }
  return [...pieces, current] as SafeLog[];
}

/** A line's text with the matches marked; cut at its start where the first one would not be seen. */
function withMatches(line: LogLine, look: LineLook, room: number): Piece[] | undefined {
  const text = readableText(line);
  const [first, ...rest] = matchesIn(text, look.query);
  if (!first) return undefined;
  const isFar = !look.wrap && first.to > room;
  let at = isFar ? Math.max(0, first.from - Math.floor(room / 3)) : 0;
  const pieces = at > 0 ? [piece("…", "dim")] : [];
  for (const { from, to } of [first, ...rest]) {
    pieces.push(
      piece(text.slice(at, from), tones[line.tone]),
      piece(text.slice(from, to), "cursor"),
    );
    at = to;
  }
  return [...pieces, piece(text.slice(at), tones[line.tone])];
}

/** Pieces broken after every `width` columns. */
function broken(pieces: readonly Piece[], width: number): Piece[][] {
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const { text, style } of pieces) {
    let current = "";
    for (const character of text) {
      const taken = widthOf(character);
      if (used + taken > width) {
        lines.at(-1)?.push(piece(current, style));
        lines.push([]);
        current = "";
        used = 0;
      }
      current += character;
      used += taken;
    }
    lines.at(-1)?.push(piece(current, style));
  }
  return lines;
}

function rowsOf(line: LogLine, marked: boolean, look: LineLook): Row[] {
  const { theme, width, wrap } = look;
  const before: Piece[] = [marked ? piece("▸", "title") : piece(" ")];
  if (look.names && line.from !== "") before.push(piece(`${line.from}> `, "dim"));
  const taken = before.reduce((sum, one) => sum + widthOf(one.text), 0);
  const room = Math.max(8, width - taken);
  const found = look.query === "" ? undefined : withMatches(line, look, room);
  const indent = [piece(" ".repeat(Math.max(0, width - room)))];
  if (found || line.tone !== "log") {
    const sign = piece(signs[line.tone], tones[line.tone]);
    const pieces = [sign, ...(found ?? [piece(line.text, tones[line.tone])])];
    if (!wrap) return [row(theme, width, [...before, ...pieces])];
    return broken(pieces, room).map((part, at) =>
      row(theme, width, [...(at === 0 ? before : indent), ...part]),
    );
  }
  const text = safeLog(line.text, { maxLength: longest });
  if (!wrap) return [logRow(theme, width, before, text)];
  return brokenLog(text, room).map((part, at) =>
    logRow(theme, width, at === 0 ? before : indent, part),
  );
}

/** The rows of the lines that end before number `end`, as many as fit. */
export function logLines(ring: Ring<LogLine>, end: number, height: number, look: LineLook): Row[] {
  const rows: Row[] = [];
  for (let at = end - 1; at >= ring.start && rows.length < height; at -= 1) {
    const line = itemAt(ring, at);
    if (line) rows.unshift(...rowsOf(line, at === look.mark, look));
  }
  return rows.slice(Math.max(0, rows.length - height));
}
