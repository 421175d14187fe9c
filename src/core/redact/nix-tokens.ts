/** A piece of Nix as far as it matters where text stands; `from` and `to` are a string's or comment's inside. */
export interface Token {
  readonly kind: "word" | "number" | "string" | "comment" | "sign";
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

const patterns: readonly (readonly [kind: Token["kind"], pattern: RegExp])[] = [
  ["comment", /#[^\n]*/y],
  ["comment", /\/\*[\s\S]*?(?:\*\/|$)/y],
  ["word", /[\p{L}_][\p{L}\p{N}_'-]*/uy],
  ["number", /\d[\d.]*/y],
  ["sign", /[=!<>]=|./uy],
];
/** Strings inside of strings inside of strings: nobody writes them deeper. */
const deepest = 40;

/** Takes a text apart. What is no Nix gives tokens, too: nothing is ever refused. */
export function nixTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const blank = /\s+/y;
  for (let at = 0; at < text.length; ) {
    blank.lastIndex = at;
    if (blank.test(text)) {
      at = blank.lastIndex;
      continue;
    }
    const token = stringAt(text, at, 0) ?? plainAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function plainAt(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    if (pattern.test(text))
      return { kind, start: at, end: pattern.lastIndex, from: at, to: pattern.lastIndex };
  }
  return { kind: "sign", start: at, end: at + 1, from: at, to: at + 1 };
}

function stringAt(text: string, start: number, depth: number): Token | undefined {
  const quote = text[start] === '"' ? '"' : text.startsWith("''", start) ? "''" : undefined;
  if (quote === undefined) return undefined;
  const from = start + quote.length;
  let at = from;
  while (at < text.length) {
    if (quote === '"' && text[at] === "\\") at += 2;
    else if (quote === "''" && /^''(?:\$|'|\\.)/s.test(text.slice(at, at + 4))) at += 3;
    else if (text.startsWith(quote, at)) {
      return { kind: "string", start, end: at + quote.length, from, to: at };
    } else if (text.startsWith("$$", at)) at += 2;
    else if (text.startsWith("${", at)) at = pastInterpolation(text, at + 2, depth + 1);
    else at += 1;
  }
  return { kind: "string", start, end: text.length, from, to: text.length };
}

/** Where the text after `${` goes on as a string. */
function pastInterpolation(text: string, from: number, depth: number): number {
  if (depth > deepest) return from;
  let open = 1;
  for (let at = from; at < text.length; ) {
    const inner = stringAt(text, at, depth);
    if (inner) {
      at = inner.end;
      continue;
    }
    if (text[at] === "{") open += 1;
    if (text[at] === "}") open -= 1;
    at += 1;
    if (open === 0) return at;
  }
  return text.length;
}
