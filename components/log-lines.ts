import type { LogLine } from "../src/core/build.ts";
import { itemAt, type Ring } from "../src/core/ring.ts";
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

function rowsOf(line: LogLine, marked: boolean, look: LineLook): Row[] {
  const { theme, width, wrap } = look;
  const before: Piece[] = [marked ? piece("▸", "title") : piece(" ")];
  if (look.names && line.from !== "") before.push(piece(`${line.from}> `, "dim"));
  const text = safeLog(line.text, { maxLength: longest });
  const style = tones[line.tone];
  if (!wrap) {
    if (line.tone === "log") return [logRow(theme, width, before, text)];
    return [row(theme, width, [...before, piece(`${signs[line.tone]}${line.text}`, style)])];
  }
  const taken = before.reduce((sum, one) => sum + widthOf(one.text), 0);
  const room = Math.max(8, width - taken);
  const start = style ? safeLog(`${signs[line.tone]}${line.text}`, { maxLength: longest }) : text;
  return brokenLog(start, room).map((part, at) =>
    logRow(theme, width, at === 0 ? before : [piece(" ".repeat(width - room))], part),
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
