import { safe } from "../text.ts";
import { bytesOf, lineEndsOf, linesOf } from "./line-range.ts";
import { byteString } from "./patch-path.ts";

/*
 * The text that a person gets in their editor: a few lines for reading, then the hunk's new side. Text is
 * handled as bytes, so that what is not UTF-8 survives.
 */

const byteOrderMark = "\u00ef\u00bb\u00bf";

/** What lines for reading begin with: `#@`, or longer where the hunk itself holds such lines. */
export function markOf(side: Uint8Array): string {
  const lines = linesOf(byteString(side));
  let mark = "#@";
  while (lines.some((line) => line.startsWith(mark))) mark += "@";
  return mark;
}

/** The buffer: `said` as lines for reading, then `text`. `side` is the hunk's new side, `file` its whole file. */
export function editBuffer(
  said: readonly string[],
  text: Uint8Array,
  side: Uint8Array,
  file: Uint8Array,
): Uint8Array {
  const end = lineEndsOf(byteString(file)) === "\r\n" ? "\r\n" : "\n";
  const mark = markOf(side);
  const lines = said.flatMap((one) => safe(one, { multiline: true }).split("\n"));
  const reading = lines.map((line) => `${mark} ${line}`.trimEnd() + end).join("");
  return Uint8Array.from([...new TextEncoder().encode(reading), ...text]);
}

/**
 * The hunk's new side as the person left it: without the lines for reading, line ends as in the file, and
 * at its end a newline exactly where there was one, for editors add and take them unasked.
 */
export function readBuffer(buffer: Uint8Array, side: Uint8Array, file: Uint8Array): Uint8Array {
  const mark = markOf(side);
  const all = linesOf(byteString(buffer).replace(new RegExp(`^${byteOrderMark}`), ""));
  const ends = lineEndsOf(byteString(file));
  const lines = all
    .filter((line) => !line.startsWith(mark))
    .map((line) => (ends === "mixed" ? line : line.replace(/\r?\n$/, ends)));
  const text = lines.join("");
  const before = byteString(side);
  const open = before !== "" && !before.endsWith("\n");
  if (open) return bytesOf(text.replace(/\r?\n$/, ""));
  const end = ends === "\r\n" ? "\r\n" : "\n";
  return bytesOf(text === "" || text.endsWith("\n") ? text : text + end);
}

/** Whether nothing is left to read. */
export function isBlank(text: Uint8Array): boolean {
  return byteString(text).trim() === "";
}

/** Whether two texts are the same byte for byte. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
