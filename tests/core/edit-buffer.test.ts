import { describe, expect, test } from "vitest";
import { editBuffer, markOf, readBuffer } from "../../src/core/patch/edit-buffer.ts";
import { replaceLines, sliceLines } from "../../src/core/patch/line-range.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (data: Uint8Array) => String.fromCharCode(...data);

/** What comes back when `change` is what the editor did to the buffer of these lines. */
function edited(
  file: string,
  range: { start: number; lines: number },
  change: (buffer: string) => string,
): string {
  const side = sliceLines(bytes(file), range);
  const buffer = editBuffer(["p1: a.nix", "Save."], side, side, bytes(file));
  const next = readBuffer(bytes(change(text(buffer))), side, bytes(file));
  return text(replaceLines(bytes(file), range, next));
}

const lf = "a\nb\nc\nd\n";
const crlf = "a\r\nb\r\nc\r\nd\r\n";
const middle = { start: 2, lines: 2 };
const end = { start: 3, lines: 2 };

describe("an edit of lines", () => {
  test("replaces exactly these, whatever bytes they hold", () => {
    expect(
      edited("\xff\xfe\n\x00\xe9\nq\n", { start: 3, lines: 1 }, (b) => b.replace("\nq\n", "\ny\n")),
    ).toBe("\xff\xfe\n\x00\xe9\ny\n");
    expect(edited(lf, middle, (b) => b.replace("b\n", "b1\nb2\n"))).toBe("a\nb1\nb2\nc\nd\n");
    expect(edited(lf, middle, (b) => b.replace("b\nc\n", ""))).toBe("a\nd\n");
  });

  test.each([
    ["LF", lf, middle],
    ["CRLF", crlf, middle],
    ["CRLF without a newline at the end", crlf.slice(0, -2), end],
    ["no newline at the end", "a\nb\nc\nd", end],
    ["both kinds of line ends", "a\r\nb\nc\r\nd\n", middle],
    ["an empty file", "", { start: 0, lines: 0 }],
  ])("changes nothing unasked: %s", (_name, file, range) => {
    expect(edited(file, range, (b) => b)).toBe(file);
    expect(edited(file, range, (b) => (b.endsWith("\n") ? b : `${b}\n`))).toBe(file);
    expect(edited(file, range, (b) => `\xef\xbb\xbf${b}`)).toBe(file);
  });

  test("does not mind an editor that takes the last newline away", () => {
    expect(edited(lf, middle, (b) => b.trimEnd())).toBe(lf);
    expect(edited(lf, end, (b) => b.trimEnd())).toBe(lf);
    expect(edited(crlf, end, (b) => b.trimEnd())).toBe(crlf);
  });

  test("keeps the file's line ends where an editor writes others", () => {
    expect(edited(crlf, middle, (b) => b.replaceAll("\r\n", "\n"))).toBe(crlf);
    expect(edited(crlf, middle, (b) => b.replace("b\r\n", "b\r\nnew\n"))).toBe(
      "a\r\nb\r\nnew\r\nc\r\nd\r\n",
    );
    expect(edited(lf, middle, (b) => b.replaceAll("\n", "\r\n"))).toBe(lf);
  });

  test("puts lines behind a last line without a newline, which keeps having none", () => {
    const place = { start: 2, lines: 0 };
    expect(edited("a\nb", place, (b) => `${b}c\n`)).toBe("a\nb\nc");
    expect(edited("a\nb\n", { start: 1, lines: 0 }, (b) => `${b}x\n`)).toBe("a\nx\nb\n");
  });
});

describe("the lines for reading", () => {
  test("stand on top, end as the file's lines do, and go wherever they were put", () => {
    const side = bytes("x\r\n");
    const buffer = text(editBuffer(["one\ntwo"], side, side, bytes(crlf)));
    expect(buffer).toBe("#@ one\r\n#@ two\r\nx\r\n");
    expect(edited(lf, middle, (b) => `${b}#@ later\n`)).toBe(lf);
  });

  test("are told from lines of the hunk that begin like them", () => {
    const file = "#@ mine\n#@@ too\n";
    const range = { start: 1, lines: 2 };
    expect(markOf(bytes(file))).toBe("#@@@");
    expect(edited(file, range, (b) => b.replace("too", "three"))).toBe("#@ mine\n#@@ three\n");
  });

  test("hold nothing that a terminal obeys", () => {
    const side = bytes("x\n");
    const buffer = text(editBuffer(["a\u001b]0;t\u0007\u202eb"], side, side, side));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(buffer).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
  });
});
