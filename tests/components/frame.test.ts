import xterm from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frameUpdate } from "../../components/frame.ts";

const columns = 24;
const rows = 5;
/** As tui-terminal.ts sets it: a full row does not go on in the next. */
const noWrap = "\u001b[?7l";

/** What a real terminal shows after these writes: characters with their attributes. */
async function shown(
  writes: readonly string[],
  convertEol = false,
  size = { columns: 24, rows: 5 },
): Promise<string[]> {
  const { columns, rows } = size;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol });
  for (const data of [noWrap, ...writes])
    await new Promise<void>((done) => terminal.write(data, done));
  const result: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const line = terminal.buffer.active.getLine(row);
    let text = "";
    for (let column = 0; column < columns; column += 1) {
      const cell = line?.getCell(column);
      if (!cell || cell.getWidth() === 0) continue;
      const seen = cell.getChars().trim() || cell.isInverse() || cell.isUnderline();
      const ink = `${cell.isBold()}${cell.isDim()}${cell.getFgColorMode()}.${cell.getFgColor()}`;
      const ground = `${cell.getBgColorMode()}.${cell.getBgColor()}`;
      const lines = `${cell.isInverse()}${cell.isUnderline()}${cell.isItalic()}`;
      text += `${cell.getChars() || " "}/${ground}/${seen ? `${ink}/${lines}` : ""} `;
    }
    result.push(text);
  }
  terminal.dispose();
  return result;
}

const span = fc.record({
  style: fc.constantFrom(
    "",
    "\u001b[1m",
    "\u001b[2m",
    "\u001b[31m",
    "\u001b[7m",
    "\u001b[4m",
    "\u001b[1;36m",
    "\u001b[95;48;5;22m",
    "\u001b[1;4;38;2;1;2;3m",
    "\u001b[48;2;10;20;30m",
  ),
  // Ink closes styles one by one, we close them all at once.
  close: fc.constantFrom("\u001b[0m", "\u001b[22;24;27;39;49m"),
  text: fc.string({
    unit: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom("a", "b", " ", "│", "é", "✓") },
      { weight: 3, arbitrary: fc.constantFrom("            ", "abcdefgh") },
      { weight: 1, arbitrary: fc.constantFrom("日", "🚀") },
    ),
    maxLength: 8,
  }),
});
/** A row as the screen makes it: full width, styles closed. */
const rowOf = fc.array(span, { maxLength: 5 }).map((spans) => {
  let left = columns;
  let result = "";
  for (const { style, close, text } of spans) {
    let part = "";
    for (const character of text) {
      const width = /[日🚀]/u.test(character) ? 2 : 1;
      if (width > left) break;
      part += character;
      left -= width;
    }
    result += style ? `${style}${part}${close}` : part;
  }
  return result + " ".repeat(left);
});
const frame = fc.array(rowOf, { minLength: rows, maxLength: rows });
/** Like `frame`, but most rows stay and others move: what scrolling and moving a mark look like. */
const frames = fc
  .tuple(frame, fc.array(fc.tuple(fc.nat(rows - 1), fc.nat(rows - 1), rowOf), { maxLength: 3 }))
  .map(([before, changes]) => {
    const after = [...before];
    for (const [at, from, fresh] of changes)
      after[at] = from === at ? fresh : (before[from] as string);
    return [before, after] as const;
  });

const tall = { columns: 88, rows: 14 };
/** A pane at the left that stays, and one that scrolls between rows that stay, with a mark. */
const scrolling = fc
  .tuple(
    fc.array(fc.tuple(rowOf, rowOf, rowOf), { minLength: 40, maxLength: 40 }),
    fc.array(rowOf, { minLength: tall.rows, maxLength: tall.rows }),
    fc.nat(20),
    fc.integer({ min: -9, max: 9 }),
    fc.nat(12),
  )
  .map(([lines, left, start, by, mark]) => {
    const frame = (from: number) =>
      left.map((text, at) => {
        if (at === 0 || at > 11) return ` ${text}${" ".repeat(63)}`;
        const line = (lines[Math.max(0, from + at)] ?? []).join("");
        return `${at === mark ? "▸" : " "}${(text.match(/\w/g) ?? []).join("").padEnd(15).slice(0, 15)}${line}`;
      });
    return [frame(start), frame(start + by)] as const;
  });

describe("frameUpdate", () => {
  test("moves rows that scrolled, and what comes of it is the same screen", async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(scrolling, async ([before, after]) => {
        const update = frameUpdate(before, after, tall.columns);
        if (update.includes("r\u001b[")) moved += 1;
        const whole = (frame: readonly string[]) => frameUpdate(null, frame, tall.columns);
        expect(await shown([whole(before), update], false, tall)).toEqual(
          await shown([whole(after)], false, tall),
        );
      }),
      { numRuns: 150 },
    );
    expect(moved).toBeGreaterThan(10);
  });

  test("a line further in a long text costs the new line, not all of them", () => {
    const line = (at: number) =>
      `    services.app${at}.settings.log = "/var/log/app${at}.log";`.padEnd(96);
    const frame = (top: number) => [
      "title".padEnd(120),
      ...Array.from({ length: 30 }, (_, at) => `${`pane ${at}`.padEnd(23)}│${line(top + at)}`),
      "keys".padEnd(120),
    ];
    for (const to of [9, 11, 13]) {
      const update = frameUpdate(frame(10), frame(to), 120);
      expect(Buffer.byteLength(update), `to ${to}`).toBeLessThan(700);
    }
  });

  test("leaves the screen as if it were drawn afresh", async () => {
    await fc.assert(
      fc.asyncProperty(frame, frames, fc.boolean(), async (a, [b, c], convertEol) => {
        const steps = [
          frameUpdate(null, a, columns),
          frameUpdate(a, b, columns),
          frameUpdate(b, c, columns),
        ];
        const updated = await shown(steps, convertEol);
        expect(updated).toEqual(await shown([frameUpdate(null, c, columns)]));
        // A whole screen, drawn with nothing but places and rows, is the oracle of the first draw.
        const plainly = c.map((text, at) => `\u001b[${at + 1}H${text}\u001b[0m`).join("");
        expect(updated).toEqual(await shown([`\u001b[2J${plainly}`]));
      }),
      { numRuns: 150 },
    );
  });

  test("never writes more than the changed rows whole", () => {
    fc.assert(
      fc.property(frames, ([before, after]) => {
        const update = frameUpdate(before, after, columns);
        const rewritten = after
          .map((row, at) =>
            row === before[at] ? "" : `\u001b[${at + 1};1H\u001b[0m\u001b[K${row}`,
          )
          .join("");
        expect(Buffer.byteLength(update)).toBeLessThanOrEqual(Buffer.byteLength(rewritten) + 8);
      }),
    );
  });

  test("writes nothing when nothing changed, and little when little did", () => {
    const before = ["x".repeat(24), "y".repeat(24)];
    expect(frameUpdate(before, before, columns)).toBe("");
    const after = [`${"x".repeat(10)}z${"x".repeat(13)}`, "y".repeat(24)];
    expect(frameUpdate(before, after, columns)).toBe("\u001b[1;11Hz");
  });

  test("a mark that moves down costs a step, not a jump", () => {
    const at = (row: number) =>
      Array.from({ length: 5 }, (_, one) => `${one === row ? "\u001b[1;36m▸\u001b[0m" : " "} text`);
    expect(frameUpdate(at(1), at(2), columns)).toBe("\u001b[2H \r\n\u001b[1;36m▸\u001b[m");
  });

  test("a style that goes on is not closed between cells", () => {
    const after = ["\u001b[31ma\u001b[0m \u001b[31mb\u001b[0m\u001b[1;31mc\u001b[0m"];
    expect(frameUpdate([""], after, columns)).toBe("\u001b[1H\u001b[31ma b\u001b[1mc\u001b[m");
  });

  test("a long text that goes is erased", () => {
    const before = ["a".repeat(20), "b"];
    expect(frameUpdate(before, ["a", "b"], columns)).toBe("\u001b[1;2H\u001b[K");
    expect(frameUpdate(before, [`${" ".repeat(20)}c`, "b"], columns)).toBe(
      "\u001b[1H\u001b[20X\u001b[20Cc",
    );
  });
});
