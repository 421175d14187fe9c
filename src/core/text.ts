/*
 * The one gate between text from strangers (models, Nix, git, files) and a terminal or a person's eyes.
 * Nothing is removed silently: what a terminal would obey or hide becomes a visible mark.
 */

declare const safeBrand: unique symbol;
/** Text that holds no character which a terminal obeys, reorders or hides. Made by {@link safe} only. */
export type SafeText = string & { readonly [safeBrand]: "text" };
/** Like {@link SafeText}, but may hold SGR foreground colours. Made by {@link safeLog} only. */
export type SafeLog = string & { readonly [safeBrand]: "log" };

export interface SafeOptions {
  /** Keep line feeds; otherwise they show as `␊`. Default false. */
  readonly multiline?: boolean;
  /** Columns between tab stops. Default 8. */
  readonly tabs?: number;
  /** Code points that one line may have before it is cut with a mark. Default 2000. */
  readonly maxLength?: number;
}

/** Characters of a line that are shown where nothing else is said; the rest is only counted. */
export const defaultMaxLength = 2000;
const plain = /^[\x20-\x7e]*$/;

/** Spaces that look like a space and are none, and blanks that look like nothing. */
const blanks = "\\p{Zs}\\u2800";
/** Letters that Korean syllables are put together from, emoji modifiers and flag letters: they change width with their neighbours, terminal by terminal. */
const joiners =
  "\\u1100-\\u11FF\\uA960-\\uA97F\\uD7B0-\\uD7FF\\u{1F3FB}-\\u{1F3FF}\\u{1F1E6}-\\u{1F1FF}";
const hidden = new RegExp(
  `[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Default_Ignorable_Code_Point}\\p{Zl}\\p{Zp}\\p{Me}${blanks}${joiners}]|\\p{M}+`,
  "gu",
);
const marksAfter = /[\p{L}\p{M}]$/u;
/** Marks that a letter may carry; more than this is stacking meant to cover something. */
const marksPerLetter = 2;

/** `‹U+202E›`, the visible form of a code point. */
function named(codePoint: number): string {
  return `‹U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** East Asian wide and full-width characters, and signs that show as emoji by themselves. */
const wide =
  /[\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\u303E\u3041-\u3247\u3250-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18FFF}\u{1AFF0}-\u{1B2FF}\u{1D300}-\u{1D356}\u{1D360}-\u{1D376}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]/u;
/** Marks that stand over their letter; spacing marks (Mc) take a column of their own. */
const mark = /[\p{Mn}\p{Me}]/u;
const spacing = /\p{Mc}/u;
const wideAtEnd = new RegExp(`(?:${wide.source})\\p{Mn}?$`, "u");

/** Terminal columns that a safe text takes. */
export function columnsOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columns(character);
  return width;
}

function columns(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (mark.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Breaks a safe text into pieces of at most `width` columns, at spaces where it can. */
export function wrapSafe(text: SafeText, width: number): SafeText[] {
  const limit = Math.max(1, width);
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (columnsOf(line) <= limit) lines.push(line);
    else lines.push(...wrapLine(line, limit));
  }
  return lines as SafeText[];
}

/** Breaks one line of safe text after every `width` columns, keeping every character. */
export function breakSafe(line: SafeText, width: number): SafeText[] {
  const limit = Math.max(2, width);
  if (line.length <= limit && columnsOf(line) <= limit) return [line];
  const pieces: string[] = [];
  let current = "";
  let used = 0;
  for (const character of line) {
    const taken = columns(character);
    if (used + taken > limit) {
      pieces.push(current);
      current = "";
      used = 0;
    }
    current += character;
    used += taken;
  }
  pieces.push(current);
  return pieces as SafeText[];
}

function wrapLine(line: string, limit: number): string[] {
  const lines: string[] = [];
  let current = "";
  let used = 0;
  let space = -1;
  for (const character of line) {
    const width = columns(character);
    if (used + width > limit && current !== "") {
      const cut = space > 0 && character !== " " ? space : current.length;
      lines.push(current.slice(0, cut));
      current = current.slice(cut).replace(/^ /, "");
      used = columnsOf(current);
      space = -1;
      if (character === " " && current === "") continue;
    }
    if (character === " ") space = current.length;
    current += character;
    used += width;
  }
  if (current !== "") lines.push(current);
  return lines;
}

function control(codePoint: number): string {
  if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint);
  return codePoint === 0x7f ? "␡" : named(codePoint);
}

function marked(match: string, offset: number, whole: string): string {
  if (match === " ") return match;
  if (!/\p{M}/u.test(match) || /\p{Default_Ignorable_Code_Point}|\p{Me}/u.test(match)) {
    let result = "";
    for (const character of match) result += control(character.codePointAt(0) ?? 0);
    return result;
  }
  const before = whole.slice(Math.max(0, offset - 2), offset);
  const room = marksAfter.test(before) ? marksPerLetter : 0;
  // Terminals disagree on a spacing mark behind a letter of two columns, which no script writes.
  const isWide = wideAtEnd.test(before);
  return [...match]
    .map((character, at) =>
      at >= room || (isWide && spacing.test(character))
        ? named(character.codePointAt(0) ?? 0)
        : character,
    )
    .join("");
}

function expandTabs(line: string, stop: number): string {
  if (!line.includes("\t")) return line;
  let column = 0;
  let result = "";
  for (const character of line) {
    if (character === "\t") {
      const width = stop - (column % stop);
      result += " ".repeat(width);
      column += width;
    } else {
      result += character;
      column += columns(character);
    }
  }
  return result;
}

/** Cuts a line at `limit` code points and says how many were left out. */
function capped(line: string, limit: number): string {
  if (line.length <= limit) return line;
  const characters = [...line];
  if (characters.length <= limit) return line;
  return `${characters.slice(0, limit).join("")}‹+${characters.length - limit} characters›`;
}

function safeLine(line: string, tabs: number, limit: number): string {
  const short = capped(line, limit);
  if (plain.test(short)) return short;
  return expandTabs(short, tabs).replace(hidden, marked);
}

/**
 * Text from a stranger in a form that shows everything it holds: ESC as `␛`, other controls as control
 * pictures, bidi, ignorable, private and look-alike-space characters as `‹U+202E›`, tabs as spaces,
 * over-long lines cut with a mark. Safe text passed again stays as it is.
 */
export function safe(text: string, options: SafeOptions = {}): SafeText {
  const { multiline = false, maxLength = defaultMaxLength } = options;
  const tabs = Math.max(1, options.tabs ?? 8);
  if (!multiline) return safeLine(text, tabs, maxLength) as SafeText;
  return text
    .split(/\r?\n/)
    .map((line) => safeLine(line, tabs, maxLength))
    .join("\n") as SafeText;
}

/** Joins safe pieces, keeping the brand: `join` of safe texts is safe. */
export function joinSafe(parts: readonly SafeText[], separator = ""): SafeText {
  return parts.join(safe(separator, { multiline: true })) as SafeText;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this file is about
const sgr = /\u001b\[([0-9;:]*)m/g;
/** Red to cyan in both brightnesses, bold, and their ends: none can make text vanish in its background. */
const harmlessSgr = new Set(["0", "1", "22", "39"]);
for (const base of [30, 90]) for (let n = 1; n <= 6; n += 1) harmlessSgr.add(String(base + n));
const sgrReset = "\u001b[0m";

/** Codes of one SGR sequence that may stay; `38;5;n` and the like are dropped whole. */
function harmlessCodes(parameters: string): string[] {
  const kept: string[] = [];
  const codes = parameters === "" ? ["0"] : parameters.split(/[;:]/);
  for (let at = 0; at < codes.length; at += 1) {
    const code = String(Number(codes[at] || "0"));
    if (code === "38" || code === "48" || code === "58") at += codes[at + 1] === "2" ? 4 : 2;
    else if (harmlessSgr.has(code)) kept.push(code);
  }
  return kept;
}

/**
 * One line of a build log: as {@link safe}, but foreground colours and bold stay (and are closed).
 * Conceal, backgrounds and 256 or true colours, which can hide text, are dropped; any other
 * escape sequence becomes visible.
 */
export function safeLog(line: string, options: Omit<SafeOptions, "multiline"> = {}): SafeLog {
  const { maxLength = defaultMaxLength } = options;
  const tabs = Math.max(1, options.tabs ?? 8);
  const text = line.replace(/\r+$/, "");
  if (plain.test(text)) return capped(text, maxLength) as SafeLog;
  let result = "";
  let at = 0;
  let left = maxLength;
  let open = false;
  for (const match of text.matchAll(sgr)) {
    const piece = text.slice(at, match.index);
    result += safeLine(piece, tabs, Math.max(0, left));
    left -= [...piece].length;
    at = match.index + match[0].length;
    if (left <= 0) break;
    const codes = harmlessCodes(match[1] ?? "");
    if (codes.length === 0) continue;
    result += `\u001b[${codes.join(";")}m`;
    open = codes.at(-1) !== "0";
  }
  if (left > 0) result += safeLine(text.slice(at), tabs, left);
  return (open ? result + sgrReset : result) as SafeLog;
}

/** A log line without its colours. */
export function withoutColour(line: SafeLog): SafeText {
  return line.replace(sgr, "") as string as SafeText;
}
