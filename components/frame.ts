import { columnsOf } from "../src/core/text.ts";

/*
 * Between Ink and the terminal: keeps the rows that are on the screen and writes only the cells that changed.
 */

interface Cell {
  readonly text: string;
  readonly style: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the only sequences that a frame holds
const token = /\u001b\[([0-9;]*)m|([^\u001b])/gu;
const home = "\u001b[H";
const clear = "\u001b[2J";
const reset = "\u001b[0m";
const toEnd = "\u001b[K";
const begin = "\u001b[?2026h";
const end = "\u001b[?2026l";

/** Attributes by the code that turns them on, with the codes that turn them off. */
const endings: Readonly<Record<string, readonly string[]>> = {
  "22": ["1", "2"],
  "27": ["7"],
};
const isHue = (code: string) => /^[39][0-7]$/.test(code);

/** The codes in force after `codes`, always in one order, so that equal looks are equal texts. */
function styleAfter(style: string, codes: string): string {
  let on = style === "" ? [] : style.split(";");
  for (const code of (codes || "0").split(";")) {
    const ended = endings[code];
    if (code === "0" || code === "") on = [];
    else if (code === "39") on = on.filter((one) => !isHue(one));
    else if (ended) on = on.filter((one) => !ended.includes(one));
    else if (isHue(code)) on = [...on.filter((one) => !isHue(one)), code];
    else if (!on.includes(code)) on = [...on, code];
  }
  return on.toSorted().join(";");
}

/** The cells of a row, or undefined where a character's width is a matter of opinion among terminals. */
function cellsOf(row: string): Cell[] | undefined {
  const cells: Cell[] = [];
  let style = "";
  for (const [, codes, text] of row.matchAll(token)) {
    if (text === undefined) style = styleAfter(style, codes ?? "");
    else if (text > "~" && columnsOf(text) !== 1) return undefined;
    else cells.push({ text, style });
  }
  return cells;
}

function written(cells: readonly Cell[]): string {
  let result = "";
  let style = "";
  for (const cell of cells) {
    if (cell.style !== style) {
      if (style !== "") result += reset;
      if (cell.style !== "") result += `\u001b[${cell.style}m`;
      style = cell.style;
    }
    result += cell.text;
  }
  return style === "" ? result : result + reset;
}

const same = (a: Cell | undefined, b: Cell | undefined) =>
  a !== undefined && b !== undefined && a.text === b.text && a.style === b.style;
const isBlank = (cell: Cell | undefined) => cell?.text === " " && !/(^|;)7/.test(cell.style);

function place(row: number, column: number): string {
  return `\u001b[${row + 1};${column + 1}H`;
}

/** Unchanged cells between two changes that are cheaper to write than to jump over. */
const worthAJump = 12;

function rowUpdate(row: number, before: string, after: string): string {
  const old = cellsOf(before);
  const fresh = cellsOf(after);
  if (!old || !fresh) return `${place(row, 0)}${reset}${after}${reset}${toEnd}`;
  while (fresh.length > 0 && isBlank(fresh.at(-1))) fresh.pop();
  let oldEnd = old.length;
  while (oldEnd > 0 && isBlank(old[oldEnd - 1])) oldEnd -= 1;
  let result = "";
  let at = 0;
  while (at < fresh.length) {
    if (same(old[at], fresh[at])) {
      at += 1;
      continue;
    }
    let stop = at + 1;
    for (let next = stop; next < fresh.length && next - stop < worthAJump; next += 1)
      if (!same(old[next], fresh[next])) stop = next + 1;
    result += place(row, at) + written(fresh.slice(at, stop));
    at = stop;
  }
  if (oldEnd > fresh.length) result += place(row, fresh.length) + toEnd;
  return result;
}

/** What brings a screen from `before` to `after`; null before: the whole screen. "" when nothing changed. */
export function frameUpdate(before: readonly string[] | null, after: readonly string[]): string {
  if (!before)
    return (
      begin +
      reset +
      home +
      clear +
      after.map((row, at) => place(at, 0) + row).join(reset) +
      reset +
      end
    );
  let result = "";
  let rows = 0;
  for (let at = 0; at < Math.max(before.length, after.length); at += 1) {
    const update = before[at] === after[at] ? "" : rowUpdate(at, before[at] ?? "", after[at] ?? "");
    if (update === "") continue;
    result += update;
    rows += 1;
  }
  return rows > 1 ? begin + result + end : result;
}
