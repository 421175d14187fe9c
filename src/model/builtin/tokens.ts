/** A piece of a goal. `word` covers names, numbers and ports; `dotted` option paths and host names. */
export interface Token {
  readonly kind: "word" | "string" | "dotted" | "path" | "key" | "mark";
  /** The text without quotes. */
  readonly text: string;
  readonly low: string;
  /** Offsets in the normalised goal. */
  readonly start: number;
  readonly end: number;
}

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/**
 * Makes typed text plain: typographic quotes and dashes become ASCII, control and invisible
 * characters go, line ends stay.
 */
export function normalise(goal: string): string {
  return goal
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(invisible, (c) => (c === "\n" ? "\n" : c === "\t" ? " " : ""))
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2013\u2014]/g, " - ")
    .replace(/\u2026/g, ".")
    .replace(/[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\ufe0f]/gu, " ")
    .trim();
}

const publicKey =
  /(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp\d{3}|sk-[a-z0-9-]+@openssh\.com)[ \t]+AAAA[A-Za-z0-9+/=]*(?:[ \t]+[\w.+-]+@[\w.-]*\w)?/y;

const patterns: readonly [Token["kind"], RegExp][] = [
  ["key", publicKey],
  ["path", /[a-z][a-z0-9+-]*:\/\/[^\s"'`<>,;]*[\w/=&#~-]/iy],
  ["path", /[\w.-]+-\d+:[A-Za-z0-9+/]{40,}={0,2}/y],
  ["path", /[\w-]+(?:\.[\w-]+)*:\/[\w.-]+(?:\/[\w.-]+)*/y],
  ["path", /[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/[\w./-]*\w(?::[\w.-]*\w)?/y],
  ["string", /"(?:[^"\\\n]|\\.)*"|`[^`\n]+`|''[^'\n]*''|'[^'\n]+'(?![\p{L}\p{N}])/uy],
  ["dotted", /[A-Za-z_][\w'-]*(?:\.(?:"(?:[^"\\\n]|\\.)*"|[A-Za-z0-9_<*][\w'@:>*-]*))+/y],
  ["path", /(?:~|\.{1,2})?\/[\w./@+%~-]*[\w/@+%~-](?::\/[\w./-]*\w(?::r[ow]\b)?)?|\//y],
  ["word", /[\p{L}\p{N}_](?:[\p{L}\p{N}_'@/+-]|[.:](?=[\p{L}\p{N}:]))*(?:::)?/uy],
  ["mark", /[^\s]/uy],
];

function isPublicKey(text: string): boolean {
  publicKey.lastIndex = 0;
  return publicKey.exec(text)?.[0] === text;
}

function unquote(text: string): string {
  if (text.startsWith('"')) return text.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return text.startsWith("''") ? text.slice(2, -2) : text.slice(1, -1);
}

/** Splits normalised text into tokens; each line end is a mark of its own. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === "\n") {
      tokens.push({ kind: "mark", text: "\n", low: "\n", start: at, end: at + 1 });
      at += 1;
      continue;
    }
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) continue;
      const raw = match[0];
      const plain = kind === "string" ? unquote(raw) : raw;
      const known = kind === "string" && isPublicKey(plain) ? "key" : kind;
      tokens.push({
        kind: known,
        text: plain,
        low: plain.toLowerCase(),
        start: at,
        end: at + raw.length,
      });
      at += raw.length;
      break;
    }
  }
  return tokens;
}

/** The normalised text that tokens cover, quotes included. */
export function textOf(tokens: readonly Token[], source: string): string {
  const first = tokens[0];
  const last = tokens.at(-1);
  return first && last ? source.slice(first.start, last.end) : "";
}

/** Words that the person did not type, at the place of a token of theirs. */
export function wordsLike(words: string, like: Token): Token[] {
  return words.split(" ").map((text) => ({
    kind: "word" as const,
    text,
    low: text.toLowerCase(),
    start: like.start,
    end: like.start,
  }));
}

/** What tokens say, though words between them were taken out or put in; quotes are kept. */
export function spoken(tokens: readonly Token[], source: string): string {
  let text = "";
  let end: number | undefined;
  for (const token of tokens) {
    const own = source.slice(token.start, token.end);
    const typed = token.kind === "string" || own === token.text;
    if (text !== "" && !(typed && token.start === end)) text += " ";
    text += typed ? own : token.text;
    end = typed ? token.end : undefined;
  }
  return text;
}
