import { columnsOf } from "../src/core/text.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: the only sequences that our rows hold
const look = /\u001b\[[0-9;]*m/g;

/** Columns of safe text, whatever its look: what the bundle gives Ink in place of `string-width`. */
export function styledWidth(text: string): number {
  return columnsOf(text.includes("\u001b") ? text.replaceAll(look, "") : text);
}
