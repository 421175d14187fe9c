import type { Depth, Ground } from "../src/core/colour.ts";
import { type Look, lookAfter, plainLook } from "./sgr.ts";
import { tintOf } from "./tints.ts";

/*
 * How things look: attributes and colours. Hues are the sixteen that the person's terminal defines, so that
 * they suit it; backgrounds come only where there are more colours and the terminal's own ground is known.
 * Nothing is said by colour alone.
 */

export type Style =
  | "accent"
  | "good"
  | "bad"
  | "warn"
  | "dim"
  | "bold"
  | "title"
  | "cursor"
  | "marked"
  | "keyword"
  | "string"
  | "comment"
  | "value"
  | "added"
  | "removed"
  | "added-word"
  | "removed-word"
  | "match";

export interface Theme {
  readonly color: boolean;
  readonly ascii: boolean;
  /** How many colours there are when there are any; 16 where nothing is said. */
  readonly depth?: Exclude<Depth, "none">;
  /** What the text stands on; nothing where it is not known. */
  readonly ground?: Ground;
}

/** SGR codes of a style. Attributes stay without colour; hues and grounds go. */
interface Codes {
  readonly hue?: string;
  readonly attribute?: string;
  readonly ground?: string;
}

const codes: Readonly<Record<Style, Codes>> = {
  accent: { hue: "36" },
  good: { hue: "32" },
  bad: { hue: "31" },
  warn: { hue: "33", attribute: "1" },
  dim: { attribute: "2" },
  bold: { attribute: "1" },
  title: { hue: "36", attribute: "1" },
  cursor: { attribute: "7" },
  marked: { hue: "36", attribute: "1" },
  // Red and green are left to what goes and comes.
  keyword: { hue: "35" },
  string: { hue: "36" },
  comment: { attribute: "2" },
  value: { hue: "33" },
  added: {},
  removed: {},
  "added-word": { attribute: "1;4" },
  "removed-word": { attribute: "1;4" },
  match: { attribute: "7" },
};

/** Yellow and cyan are hard to read on light grounds. */
const onLight: Partial<Record<Style, Codes>> = {
  string: { hue: "34" },
  value: { hue: "35" },
};

function codesOf({ color, depth, ground }: Theme, style: Style): Codes {
  const { attribute } = codes[style];
  if (!color) return attribute ? { attribute } : {};
  const tint = tintOf(depth, ground, style);
  // On a strong tint the terminal's own foreground reads best.
  if (tint) return style.endsWith("-word") ? { ground: tint, hue: "39" } : { ground: tint };
  return (ground === "light" ? onLight[style] : undefined) ?? codes[style];
}

const known = new WeakMap<Theme, Map<string, Look>>();

/** How text in these styles looks; of two that set the same, the later one counts. */
export function lookOf(theme: Theme, style: Style | readonly Style[]): Look {
  const styles = typeof style === "string" ? [style] : style;
  const all = known.get(theme) ?? new Map<string, Look>();
  known.set(theme, all);
  const key = styles.join(" ");
  let look = all.get(key);
  if (!look) {
    look = plainLook;
    for (const one of styles) {
      const { attribute, hue, ground } = codesOf(theme, one);
      for (const code of [attribute, hue, ground]) if (code) look = lookAfter(look, code);
    }
    all.set(key, look);
  }
  return look;
}

const asciiOf: Readonly<Record<string, string>> = {
  "─": "-",
  "│": "|",
  "┊": ":",
  "┬": "+",
  "┴": "+",
  "┼": "+",
  "▸": ">",
  "▌": "|",
  "▕": "[",
  "▏": "]",
  "█": "#",
  "░": ".",
  "✓": "v",
  "✗": "x",
  "●": "*",
  "○": "o",
  "·": "-",
  "…": "~",
  "→": ">",
  "›": ">",
  "‹": "<",
  "⋯": ":",
  "▼": "v",
  "▲": "^",
  "↑": "^",
  "↓": "v",
  "←": "<",
  "“": '"',
  "”": '"',
};

/** Text in ASCII: known glyphs by their stand-in, controls as `^X`, the rest as `?`. */
export function toAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x2400 && code <= 0x241f) return `^${String.fromCharCode(code - 0x2400 + 0x40)}`;
    return asciiOf[character] ?? (/\p{M}/u.test(character) ? "" : "?");
  });
}

const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** One frame of the spinner. */
export function spin(theme: Theme, now: number): string {
  const frame = Math.floor(now / 250);
  return theme.ascii ? ("|/-\\"[frame % 4] as string) : (spinner[frame % spinner.length] as string);
}
