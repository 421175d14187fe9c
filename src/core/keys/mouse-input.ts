/*
 * What terminals send for the mouse: SGR reports (mode 1006), and the older ones that some send instead.
 */

/** Where the mouse did something, counted from 0. */
export interface MouseReport {
  readonly kind: "press" | "wheel-up" | "wheel-down";
  readonly column: number;
  readonly row: number;
}

/** A click, so that a second one on the same place is known. */
export interface Click {
  readonly column: number;
  readonly row: number;
  readonly at: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const sgr = /\u001b\[<([-0-9;]*)([@-~]?)/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const old = /\u001b\[M([\s\S]{0,3})/uy;
/** No report is longer; what is, is none. */
const longest = 40;
const farthest = 10_000;
const bits = { other: 3, shiftAltCtrl: 4 + 8 + 16, motion: 32, wheel: 64, extra: 128 };

/** A piece of input that belongs to the mouse: how long it is, whether it is whole, and what it says. */
export interface MouseInput {
  readonly length: number;
  readonly whole: boolean;
  /** Null for what means nothing here: releases, motion, other buttons, modifiers, absurd places. */
  readonly report: MouseReport | null;
}

function reportOf(parameters: string, final: string): MouseReport | null {
  const [code = Number.NaN, x = 0, y = 0, ...more] = parameters.split(";").map(Number);
  const isPlace = x >= 1 && y >= 1 && x <= farthest && y <= farthest && more.length === 0;
  if (!isPlace || !Number.isInteger(code) || final !== "M") return null;
  if (code & (bits.motion | bits.extra)) return null;
  const place = { column: x - 1, row: y - 1 };
  const button = code & bits.other;
  if (code & bits.wheel)
    return button < 2 ? { kind: button === 0 ? "wheel-up" : "wheel-down", ...place } : null;
  return button === 0 && !(code & bits.shiftAltCtrl) ? { kind: "press", ...place } : null;
}

/** The mouse input that begins at `at`; null where none does. */
export function mouseAt(input: string, at: number): MouseInput | null {
  sgr.lastIndex = at;
  const match = sgr.exec(input);
  if (match) {
    const [{ length }, parameters = "", final = ""] = match;
    const whole = final !== "" || at + length < input.length || length > longest;
    return { length, whole, report: final === "" ? null : reportOf(parameters, final) };
  }
  old.lastIndex = at;
  const found = old.exec(input);
  return (
    found && { length: found[0].length, whole: [...(found[1] ?? "")].length === 3, report: null }
  );
}
