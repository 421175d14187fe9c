/*
 * How things look: attributes and glyphs. Sixteen colours at most, readable on light and dark, and nothing
 * is said by colour alone.
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
  | "marked";

export interface Theme {
  readonly color: boolean;
  readonly ascii: boolean;
}

/** SGR codes: on, off. Attributes stay without colour; only hues go. */
const codes: Record<Style, { hue?: string; attribute?: string }> = {
  accent: { hue: "36" },
  good: { hue: "32" },
  bad: { hue: "31" },
  warn: { hue: "33", attribute: "1" },
  dim: { attribute: "2" },
  bold: { attribute: "1" },
  title: { hue: "36", attribute: "1" },
  cursor: { attribute: "7" },
  marked: { hue: "36", attribute: "1" },
};

/** Wraps text in a style's SGR codes. The text must hold no codes of its own that it leaves open. */
export function paint(theme: Theme, style: Style, text: string): string {
  const { hue, attribute } = codes[style];
  const on = [attribute, theme.color ? hue : undefined].filter(Boolean).join(";");
  return on === "" || text === "" ? text : `\u001b[${on}m${text}\u001b[0m`;
}

const asciiOf: Readonly<Record<string, string>> = {
  "─": "-",
  "│": "|",
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
