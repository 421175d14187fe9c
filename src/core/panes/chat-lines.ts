import { type SafeText, safe, wrapSafe } from "../text.ts";
import type { ChatEntry, ChatState } from "./chat.ts";

/** Columns left of a turn's text. */
export const chatIndent = 3;
const known = new WeakMap<ChatEntry, { width: number; lines: readonly SafeText[] }>();

/** A turn as it is read: the model's words are quoted. Broken once for each width. */
export function entryLines(entry: ChatEntry, width: number): readonly SafeText[] {
  const before = known.get(entry);
  if (before?.width === width) return before.lines;
  const { who, text, proposal } = entry;
  const tagged = proposal && !text.startsWith(proposal) ? `${proposal}: ${text}` : text;
  const shown = who === "model" ? `the model says: “${tagged.trim()}”` : tagged.trim();
  const lines = wrapSafe(safe(shown, { multiline: true }), Math.max(1, width - chatIndent - 1));
  known.set(entry, { width, lines });
  return lines;
}

const liveTail = 4000;

/** The end of what the model says right now; only as much as a screen can hold is broken into lines. */
export function liveLines(live: string, width: number): readonly SafeText[] {
  if (live === "") return [];
  const from = Math.max(0, live.length - liveTail);
  const text = `${from > 0 ? "… " : "the model says: “"}${live.slice(from).trimStart()}`;
  return wrapSafe(safe(text, { multiline: true }), Math.max(1, width - chatIndent - 1));
}

/** Rows of thinking that are shown: its end. */
const thinkingRows = 4;

/** The end of what the model thinks right now, marked as the model's. */
export function thinkingLines(thinking: string, width: number): readonly SafeText[] {
  if (thinking.trim() === "") return [];
  const room = Math.max(1, width - chatIndent - 1);
  const mark = safe("the model thinks: ");
  const lines = wrapSafe(safe(`${mark}${thinking.trim()}`, { multiline: true }), room);
  if (lines.length <= thinkingRows) return lines;
  return [safe(`${mark}…`), ...lines.slice(1 - thinkingRows)];
}

/** Rows of the transcript below the last turn about `proposal`: how far back it is. */
export function rowsBelow(chat: ChatState, proposal: string, width: number): number {
  let rows = 0;
  for (const entry of chat.entries.toReversed()) {
    if (entry.proposal === proposal) return rows;
    rows += entryLines(entry, width).length;
  }
  return 0;
}

/** Every row of the transcript. */
export function transcriptRows(chat: ChatState, width: number): number {
  return chat.entries.reduce((sum, entry) => sum + entryLines(entry, width).length, 0);
}
