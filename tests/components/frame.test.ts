import xterm from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frameUpdate } from "../../components/frame.ts";

const columns = 24;
const rows = 4;

/** What a real terminal shows after these writes: characters with their attributes. */
async function shown(writes: readonly string[]): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  for (const data of writes) await new Promise<void>((done) => terminal.write(data, done));
  const result: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const line = terminal.buffer.active.getLine(row);
    let text = "";
    for (let column = 0; column < columns; column += 1) {
      const cell = line?.getCell(column);
      const style = `${cell?.isBold()}${cell?.isInverse()}${cell?.getFgColor()}`;
      text += `${cell?.getChars() || " "}/${cell?.getChars().trim() ? style : `${cell?.isInverse()}`} `;
    }
    result.push(text);
  }
  terminal.dispose();
  return result;
}

const span = fc.record({
  style: fc.constantFrom("", "\u001b[1m", "\u001b[31m", "\u001b[7m", "\u001b[1;36m"),
  // Ink closes styles one by one, we close them all at once.
  close: fc.constantFrom("\u001b[0m", "\u001b[22;27;39m"),
  text: fc.string({ unit: fc.constantFrom("a", "b", " ", "│", "日", "é", "✓"), maxLength: 8 }),
});
/** A row as the screen makes it: full width, styles closed. */
const rowOf = fc.array(span, { maxLength: 4 }).map((spans) => {
  let left = columns;
  let result = "";
  for (const { style, close, text } of spans) {
    let part = "";
    for (const character of text) {
      const width = character === "日" ? 2 : 1;
      if (width > left) break;
      part += character;
      left -= width;
    }
    result += style ? `${style}${part}${close}` : part;
  }
  return result + " ".repeat(left);
});
const frame = fc.array(rowOf, { minLength: rows, maxLength: rows });

describe("frameUpdate", () => {
  test("leaves the screen as if it were drawn afresh", async () => {
    await fc.assert(
      fc.asyncProperty(frame, frame, frame, async (a, b, c) => {
        const updated = await shown([frameUpdate(null, a), frameUpdate(a, b), frameUpdate(b, c)]);
        expect(updated).toEqual(await shown([frameUpdate(null, c)]));
      }),
      { numRuns: 150 },
    );
  });

  test("writes nothing when nothing changed, and little when little did", () => {
    const before = ["x".repeat(24), "y".repeat(24)];
    expect(frameUpdate(before, before)).toBe("");
    const after = [`${"x".repeat(10)}z${"x".repeat(13)}`, "y".repeat(24)];
    expect(frameUpdate(before, after)).toBe("\u001b[1;11Hz");
  });
});
