import { columnsOf } from "../src/core/text.ts";
import { scrollBetween, scrolled, scrollSequence } from "./scroll.ts";
import { type Look, lookAfter, plainLook, sameOnBlank, transition } from "./sgr.ts";

/*
 * Between Ink and the terminal: knows what is on the screen and writes only the cells that changed, with the
 * fewest bytes that every terminal understands. That leaves out REP (screen before 5 and the Linux console
 * lack it) and erasing with a background (not every terminal fills with it).
 */

interface Cell {
  readonly text: string;
  readonly look: Look;
}

/** Where the terminal's cursor is and how it writes; -1 where that is unknown. */
interface Pen {
  out: string;
  row: number;
  column: number;
  look: Look;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the only sequences that a frame holds
const token = /\u001b\[([0-9;]*)m|([^\u001b])/gu;
const clear = "\u001b[m\u001b[H\u001b[2J";
const toEnd = "\u001b[K";
const begin = "\u001b[?2026h";
const end = "\u001b[?2026l";
/** Shorter updates arrive in one piece anyhow. */
const worthHolding = 1024;
/** Below this nothing is gained by moving rows. */
const worthMoving = 300;
/** Blanks that are cheaper to erase and jump over than to write. */
const worthErasing = 9;

const empty: Cell = { text: " ", look: plainLook };

/** `even`: each cell takes one column, whatever the terminal thinks of wide characters. */
interface Parsed {
  readonly cells: readonly Cell[];
  readonly even: boolean;
}

/** Most rows of a frame were in the one before. */
const parsed = new Map<string, Parsed>();
const keptRows = 500;

function cellsOf(row: string): Parsed {
  const known = parsed.get(row);
  if (known) return known;
  if (parsed.size >= keptRows) parsed.clear();
  const fresh = parse(row);
  parsed.set(row, fresh);
  return fresh;
}

function parse(row: string): Parsed {
  const cells: Cell[] = [];
  let look = plainLook;
  let even = true;
  for (const [, codes, text] of row.matchAll(token)) {
    if (text === undefined) look = lookAfter(look, codes ?? "");
    else {
      if (text > "~" && columnsOf(text) !== 1) even = false;
      cells.push({ text, look });
    }
  }
  while (cells.length > 0 && same(cells.at(-1), empty)) cells.pop();
  return { cells, even };
}

function same(a: Cell = empty, b: Cell = empty): boolean {
  return (
    a.text === b.text && (a.look === b.look || (a.text === " " && sameOnBlank(a.look, b.look)))
  );
}

function right(columns: number): string {
  if (columns < 0) return columns > -4 ? "\b".repeat(-columns) : `\u001b[${-columns}D`;
  return columns === 0 ? "" : `\u001b[${columns === 1 ? "" : columns}C`;
}

function down(rows: number): string {
  return rows === 0 ? "" : `\u001b[${rows === 1 ? "" : rows}B`;
}

/** The shortest way to a cell. */
function way(pen: Pen, row: number, column: number): string {
  let best = `\u001b[${row + 1}${column === 0 ? "" : `;${column + 1}`}H`;
  const rows = row - pen.row;
  if (pen.row < 0 || rows < 0) return best;
  const others = [`\r${"\n".repeat(rows)}${right(column)}`];
  if (pen.column >= 0) others.push(down(rows) + right(column - pen.column));
  for (const other of others) if (other.length < best.length) best = other;
  return best;
}

function go(pen: Pen, row: number, column: number): void {
  if (pen.row !== row || pen.column !== column) pen.out += way(pen, row, column);
  pen.row = row;
  pen.column = column;
}

function dress(pen: Pen, look: Look): void {
  pen.out += transition(pen.look, look);
  pen.look = look;
}

function write(pen: Pen, cells: readonly Cell[]): void {
  for (const { text, look } of cells) {
    if (text !== " " || !sameOnBlank(pen.look, look)) dress(pen, look);
    pen.out += text;
  }
  pen.column += cells.length;
}

/** Erases with the terminal's own background; 0 columns: to the end of the row. */
function erase(pen: Pen, columns: number): void {
  if (!sameOnBlank(pen.look, plainLook)) dress(pen, plainLook);
  pen.out += columns === 0 ? toEnd : `\u001b[${columns}X`;
}

const isEmpty = (cell: Cell | undefined) => same(cell, empty);

/** Writes the cells from `from` to before `to`, and long blanks by erasing them. */
function fill(pen: Pen, row: number, cells: readonly Cell[], from: number, to: number): void {
  let at = from;
  while (at < to) {
    let blanks = 0;
    while (at + blanks < to && isEmpty(cells[at + blanks])) blanks += 1;
    if (blanks >= worthErasing) {
      go(pen, row, at);
      erase(pen, blanks);
      at += blanks;
      continue;
    }
    let stop = at + Math.max(1, blanks);
    while (stop < to && !isEmpty(cells[stop])) stop += 1;
    go(pen, row, at);
    write(pen, cells.slice(at, stop));
    at = stop;
  }
}

/** Brings the pen over unchanged cells: written again where that is shorter than a jump. */
function cross(pen: Pen, row: number, cells: readonly Cell[], to: number): void {
  if (pen.row === row && pen.column >= 0 && pen.column < to && to - pen.column < worthErasing) {
    const again = { ...pen, out: "" };
    write(again, cells.slice(pen.column, to));
    const next = cells[to]?.look ?? plainLook;
    const jump = way(pen, row, to).length + transition(pen.look, next).length;
    if (Buffer.byteLength(again.out) + transition(again.look, next).length <= jump)
      return void Object.assign(pen, again, { out: pen.out + again.out });
  }
  go(pen, row, to);
}

function updateRow(pen: Pen, row: number, width: number, before: string, after: string): void {
  const fresh = cellsOf(after);
  let old: Parsed = cellsOf(before);
  if (!old.even || !fresh.even) {
    go(pen, row, 0);
    erase(pen, 0);
    if (!fresh.even) {
      write(pen, fresh.cells);
      pen.column = -1;
      return;
    }
    old = { cells: [], even: true };
  }
  const cells = fresh.cells;
  let at = 0;
  while (at < cells.length) {
    if (same(old.cells[at], cells[at])) {
      at += 1;
      continue;
    }
    let stop = at + 1;
    while (stop < cells.length && !same(old.cells[stop], cells[stop])) stop += 1;
    cross(pen, row, cells, at);
    fill(pen, row, cells, at, stop);
    if (pen.column >= width) pen.column = -1;
    at = stop;
  }
  if (old.cells.length > cells.length) {
    go(pen, row, cells.length);
    erase(pen, 0);
  }
}

function updateRows(
  pen: Pen,
  width: number,
  before: readonly string[],
  after: readonly string[],
): Pen {
  for (let row = 0; row < Math.max(before.length, after.length); row += 1) {
    const old = before[row] ?? "";
    const fresh = after[row] ?? "";
    if (old !== fresh) updateRow(pen, row, width, old, fresh);
  }
  dress(pen, plainLook);
  return pen;
}

/** What moves with a row: its right half, which marks and other panes at the left leave alone. */
function keyOf(row: string, width: number): string {
  const { cells } = cellsOf(row);
  return cells
    .slice(width >> 1)
    .map(({ text }) => text)
    .join("")
    .trim();
}

/** The update by way of moving rows, or null where none moved. */
function movedRows(before: readonly string[], after: readonly string[], width: number): Pen | null {
  const keys = (rows: readonly string[]) => rows.map((row) => keyOf(row, width));
  const scroll = scrollBetween(keys(before), keys(after));
  if (!scroll) return null;
  const pen: Pen = { out: scrollSequence(scroll), row: 0, column: 0, look: plainLook };
  return updateRows(pen, width, scrolled(before, scroll), after);
}

/**
 * What brings a screen of `width` columns from `before` to `after`; null before: the whole screen. "" when
 * nothing changed. It begins and ends with the terminal's own look.
 */
export function frameUpdate(
  before: readonly string[] | null,
  after: readonly string[],
  width: number,
): string {
  const start = { out: "", column: 0, look: plainLook };
  if (!before) return begin + clear + updateRows({ ...start, row: 0 }, width, [], after).out + end;
  const { out } = updateRows({ ...start, row: -1 }, width, before, after);
  const moved = out.length > worthMoving ? movedRows(before, after, width)?.out : undefined;
  const best = moved !== undefined && moved.length < out.length ? moved : out;
  return best === moved || best.length > worthHolding ? begin + best + end : best;
}
