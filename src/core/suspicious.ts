/** A character in reviewed text that a reader cannot see, or takes for another. */
export interface Suspicion {
  /** UTF-16 offset in the text. */
  readonly index: number;
  readonly codePoint: number;
  /** What it is, in plain words: "bidirectional control". */
  readonly name: string;
}

/** First match names the character. Ordered from specific to general. */
const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the character that is looked for
  ["escape character", /\u001b/u],
  ["carriage return", /\r/u],
  ["control character", /\p{Cc}/u],
  ["bidirectional control", /\p{Bidi_Control}/u],
  ["tag character", /[\u{E0000}-\u{E007F}]/u],
  ["variation selector", /\p{Variation_Selector}/u],
  ["zero-width character", /[\u200B-\u200D\u2060\uFEFF]/u],
  ["line separator", /[\p{Zl}\p{Zp}]/u],
  ["look-alike space", /[\p{Zs}\u2800\u3164\u115F\u1160\uFFA0]/u],
  ["invisible character", /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u],
  ["lone surrogate", /\p{Cs}/u],
  ["private-use character", /\p{Co}/u],
  ["unassigned character", /\p{Cn}/u],
  ["enclosing mark", /\p{Me}/u],
];
const anyKind =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Me}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const rightToLeft =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const stacked = /(?<=\p{M}{2})\p{M}|(?<![\p{L}\p{M}])\p{M}/u;
const word = /[\p{L}\p{M}\p{N}_'-]+/gu;
const lookAlikeScripts =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Coptic}\p{Script=Georgian}\uFF21-\uFF3A\uFF41-\uFF5A\u{1D400}-\u{1D7FF}]/u;
/** The attribute path of a binding: what stands before the `=` of a line. */
const bindingPath = /^\s*((?:"[^"\n]*"|[^\s"=#{}();:,])+)\s*=(?!=)/u;

function nameOf(character: string): string {
  return kinds.find(([, pattern]) => pattern.test(character))?.[0] ?? "unusual character";
}

function inLine(line: string, offset: number): Suspicion[] {
  const found: Suspicion[] = [];
  const add = (index: number, name: string) =>
    found.push({ index: offset + index, codePoint: line.codePointAt(index) ?? 0, name });
  for (const match of line.matchAll(anyKind)) {
    if (match[0] !== " " && match[0] !== "\t") add(match.index, nameOf(match[0]));
  }
  const reordered = line.search(rightToLeft);
  if (reordered >= 0) add(reordered, "right-to-left letter");
  const marks = line.search(stacked);
  if (marks >= 0) add(marks, "stacked combining mark");
  for (const match of line.matchAll(word)) {
    const at = match[0].search(lookAlikeScripts);
    if (at >= 0 && /[A-Za-z]/.test(match[0])) add(match.index + at, "mixed-script identifier");
  }
  const path = bindingPath.exec(line);
  const at = path?.[1]?.search(/[^\x20-\x7e]/) ?? -1;
  if (path?.[1] !== undefined && at >= 0) add(line.indexOf(path[1]) + at, "non-ASCII identifier");
  return found;
}

/**
 * What in an added text deserves a finding: characters that cannot be seen, reorder what is seen, or
 * pass for others. Ordinary accents, CJK and emoji in strings and comments are not suspicious.
 * One entry a character; a line ending CR LF is reported once a line as "carriage return".
 */
export function suspicious(text: string): Suspicion[] {
  if (/^[\x20-\x7e\n\t]*$/.test(text)) return [];
  const found: Suspicion[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    found.push(...inLine(line, offset));
    offset += line.length + 1;
  }
  return found.sort((a, b) => a.index - b.index);
}
