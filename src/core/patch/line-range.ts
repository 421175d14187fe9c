import { byteString } from "./patch-path.ts";

/** Lines of a file, 1-based. With `lines` 0 it is the place after line `start`. */
export interface LineRange {
  readonly start: number;
  readonly lines: number;
}

/** How the lines of a text end: all alike, or each as it is. */
export type LineEnds = "\n" | "\r\n" | "mixed";

/** Bytes of a text that has one byte for each character. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The lines of a text, each with its line end. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The line end that every line of a text has. */
export function lineEndsOf(text: string): LineEnds {
  const ended = linesOf(text).filter((line) => line.endsWith("\n"));
  const windows = ended.filter((line) => line.endsWith("\r\n")).length;
  if (windows === 0) return "\n";
  return windows === ended.length ? "\r\n" : "mixed";
}

function around(file: string, { start, lines }: LineRange): [string[], string[], string[]] {
  const all = linesOf(file);
  const from = lines === 0 ? start : start - 1;
  return [all.slice(0, from), all.slice(from, from + lines), all.slice(from + lines)];
}

/** The bytes of these lines. */
export function sliceLines(file: Uint8Array, range: LineRange): Uint8Array {
  return bytesOf(around(byteString(file), range)[1].join(""));
}

/** The file with these lines replaced; every byte outside stays. */
export function replaceLines(file: Uint8Array, range: LineRange, by: Uint8Array): Uint8Array {
  const text = byteString(file);
  const [before, , after] = around(text, range);
  let head = before.join("");
  let middle = byteString(by);
  const tail = after.join("");
  if (head !== "" && !head.endsWith("\n") && middle !== "") {
    // Behind a last line without a newline: the newline moves in front.
    head += lineEndsOf(text) === "\r\n" ? "\r\n" : "\n";
    middle = middle.replace(/\r?\n$/, "");
  }
  return bytesOf(head + middle + tail);
}
