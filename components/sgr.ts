/*
 * What SGR sequences make of a cell, and the shortest sequence from one look to another.
 */

/** How a cell looks. Equal looks are the same object. */
export interface Look {
  /** SGR codes of the foreground; "" for the terminal's own. */
  readonly fg: string;
  readonly bg: string;
  /** Attributes, one bit each. */
  readonly on: number;
}

/** Attributes: their bit and what turns them on. */
const attributes: readonly (readonly [bit: number, code: string])[] = [
  [1, "1"],
  [2, "2"],
  [4, "3"],
  [8, "4"],
  [16, "7"],
];
/** What turns them off; bold and dim go together. */
const endings: readonly (readonly [bits: number, code: string])[] = [
  [3, "22"],
  [4, "23"],
  [8, "24"],
  [16, "27"],
];
/** Underline and inverse show on a blank too. */
const seenOnBlank = 8 | 16;

const looks = new Map<string, Look>();

function look(fg: string, bg: string, on: number): Look {
  const key = `${fg}/${bg}/${on}`;
  let known = looks.get(key);
  if (!known) {
    known = { fg, bg, on };
    looks.set(key, known);
  }
  return known;
}

/** The terminal's own look. */
export const plainLook = look("", "", 0);

/** How many codes a colour takes, from `38` or `48` on. */
const colourLength = (kind: string | undefined) => (kind === "2" ? 5 : kind === "5" ? 3 : 1);

const known = new WeakMap<Look, Map<string, Look>>();

/** The look in force after a sequence with these codes (`1;31`). Codes that it does not know do nothing. */
export function lookAfter(before: Look, codes: string): Look {
  const after = known.get(before)?.get(codes);
  if (after) return after;
  const fresh = applied(before, codes.split(";"));
  const all = known.get(before) ?? new Map<string, Look>();
  known.set(before, all.set(codes, fresh));
  return fresh;
}

function applied(before: Look, codes: readonly string[]): Look {
  let { fg, bg, on } = before;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] || "0";
    const bit = attributes.find((one) => one[1] === code)?.[0];
    const bits = endings.find((one) => one[1] === code)?.[0];
    if (code === "0") [fg, bg, on] = ["", "", 0];
    else if (bit) on |= bit;
    else if (bits) on &= ~bits;
    else if (code === "39") fg = "";
    else if (code === "49") bg = "";
    else if (/^[39][0-7]$/.test(code)) fg = code;
    else if (/^(4|10)[0-7]$/.test(code)) bg = code;
    else if (code === "38" || code === "48") {
      const length = colourLength(codes[at + 1]);
      const colour = codes.slice(at, at + length).join(";");
      if (code === "38") fg = colour;
      else bg = colour;
      at += length - 1;
    }
  }
  return look(fg, bg, on);
}

function onCodes(on: number): string[] {
  return attributes.filter(([bit]) => on & bit).map(([, code]) => code);
}

/** The shortest sequence from one look to another; "" where they are the same. */
export function transition(from: Look, to: Look): string {
  if (from === to) return "";
  if (to === plainLook) return "\u001b[m";
  const codes: string[] = [];
  let left = from.on;
  for (const [bits, code] of endings)
    if (from.on & ~to.on & bits) {
      codes.push(code);
      left &= ~bits;
    }
  codes.push(...onCodes(to.on & ~left));
  if (from.fg !== to.fg) codes.push(to.fg || "39");
  if (from.bg !== to.bg) codes.push(to.bg || "49");
  const changed = codes.join(";");
  const fresh = ["0", ...onCodes(to.on), to.fg, to.bg].filter(Boolean).join(";");
  return `\u001b[${changed.length <= fresh.length ? changed : fresh}m`;
}

/** Whether a blank looks the same in both. */
export function sameOnBlank(a: Look, b: Look): boolean {
  return a === b || (a.bg === b.bg && ((a.on | b.on) & seenOnBlank) === 0);
}
