import { isSecretName, isSecretPath } from "./names.ts";
import type { Token } from "./nix-tokens.ts";
import type { Span } from "./span.ts";

/*
 * Ways in which any text, Nix or not, says a secret: `NAME=x`, `name: x`, flags, headers, addresses, netrc, prose.
 * Each gives the part of the text that is the secret.
 */

/** Where a text or a comment of Nix ends that holds a place; undefined in code. */
export type Inside = (at: number) => number | undefined;

/** Looks up the string or comment around a place. */
export function insideOf(tokens: readonly Token[]): Inside {
  const texts = tokens.filter(({ kind }) => kind === "string" || kind === "comment");
  return (at) => {
    let [low, high] = [0, texts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((texts[middle]?.end ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const found = texts[low];
    return found && found.from <= at && at <= found.to ? found.to : undefined;
  };
}

const named = /(?<![\w.@-])(?:--?)?([A-Za-z_][\w.@-]{0,120})[\\"']*[ \t]*(=>|[=:])[ \t]*/g;
/** References of Nix, which are no secrets themselves. */
const reference =
  /^(?:true|false|null|config\.|cfg\.|lib\.|pkgs\.|inputs\.|builtins\.|with\b|let\b|mk[A-Z]|\.{1,2}\/|[{[(])/;

/** `PASSWORD=x`, `password: x`, `{"token": "x"}`, `psk => 'x'`, and a block or a line below the name. */
export function assigned(text: string, inside: Inside): Span[] {
  return [...text.matchAll(named)].flatMap((match): Span[] => {
    const [whole, name = ""] = match;
    if (!isSecretPath(name.split("."))) return [];
    const at = match.index + whole.length;
    const limit = inside(match.index);
    const span = valueAt(text, at, limit, match.index);
    return span && !reference.test(text.slice(span.start, span.start + 12)) ? [span] : [];
  });
}

/** A value in quotes, else the rest of the line where it stands in a text, else one word. */
function valueAt(
  text: string,
  at: number,
  limit: number | undefined,
  name: number,
): Span | undefined {
  const quote = /^(?:\\["']|''|["'])/.exec(text.slice(at, at + 2))?.[0];
  if (quote !== undefined && (limit === undefined || at < limit)) {
    const end = closing(text, at + quote.length, quote);
    return { start: at + quote.length, end: limit === undefined ? end : Math.min(end, limit) };
  }
  if (limit === undefined) {
    const word = /^[^\s;,#"]+/.exec(text.slice(at, at + 4096))?.[0] ?? "";
    return word === "" ? undefined : { start: at, end: at + word.length };
  }
  const line = Math.min(limit, lineEnd(text, at));
  const rest = text.slice(at, line).trim();
  if (rest !== "" && !/^[|>][+-]?$/.test(rest)) return { start: at, end: line };
  return below(text, line, limit, name);
}

function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith(quote, at)) return at;
    if (quote === '"' && text[at] === "\\") at += 1;
    // A single quote may be an apostrophe: it ends with its line.
    if (quote === "'" && text[at] === "\n") return at;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function indentAt(text: string, at: number): number {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t#-]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
}

/** The lines below a name that are indented deeper than it. */
function below(text: string, line: number, limit: number, name: number): Span | undefined {
  const least = indentAt(text, name);
  let end = line;
  for (let next = line + 1; next < limit; next = end + 1) {
    if (indentAt(text, next + 1) <= least) break;
    end = Math.min(limit, lineEnd(text, next));
    if (end >= limit) break;
  }
  return end > line ? { start: line + 1, end } : undefined;
}

const harmless =
  /^(?:a|an|the|not|no|now|set|unset|in|on|at|by|to|of|read|stored|kept|taken|required|needed|used|only|from|generated|optional|empty|ignored|hidden|given|shared|created|managed|defined|provided|encrypted|missing|wrong|invalid|too|never|always|also|here|there|something|what|it|that|this|disabled|enabled|true|false|null)$/i;

/** Each pattern with one group: the secret. */
const patterns: readonly (readonly [pattern: RegExp, refuses?: RegExp])[] = [
  // Headers.
  [
    /\b(?:proxy-)?authorization\b[\\"']*\s*[:=,]?\s*[\\"']*((?:(?:bearer|basic|token|digest)\s+)?[^\s"'\\;]+)/gi,
    harmless,
  ],
  [/\b(?:bearer|basic)\s+((?=[\w.~+/=-]*[A-Z0-9])[\w.~+/=-]{8,})/gi],
  [/\b(?:set-)?cookie[\\"']*\s*:\s*([^"'\n]+)/gi],
  // Addresses: whoever is named before "@", but not the "git" of ssh.
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/([^\s/@"'`]+:[^\s/@"'`]*)@/gi],
  [/\b(?:git\+|hg\+)?https?:\/\/([^\s/@"'`:]+)@/gi],
  [
    /[?&;](?:sig|signature|auth|code|x-amz-[\w-]+|[\w-]*(?:key|token|secret|password|passwd))=([^\s&"';]+)/gi,
  ],
  // netrc, and configurations of two words a line.
  [/\b(?:login|user|account)\s+\S+\s+password\s+([^\s"';]+)/gi],
  [
    /\b(?:sshpass|mysql\w*|mariadb\w*|smbclient|ipmitool|htpasswd)\b[^\n]{0,200}?\s-[pPb]\s?([^\s"'-][^\s"']*)/g,
  ],
  [
    /(?<!\b(?:mkdir|cp|install|nix-shell|tar|rsync|read|declare|ssh|scp|ss|docker|podman|run)\b[^\n]{0,80})(?<=\s)-p[ \t]+(?![\d:.]+(?:\s|$)|[./$~-])([^\s"']+)/g,
  ],
  [/(?<=\s|^)(?:-u|--user|--proxy-user)[ =]["']?[\w.@-]+:([^\s"']+)/g],
];
const word = String.raw`["'\`“]?(?:(?<=["“])([^"”\n]*)|(?<=')([^'\n]*)|(?<=\`)([^\`\n]*)|(?<!["'\`“])([^\s"'\`”,;-][^\s"'\`”,;]*))`;
const flag = new RegExp(String.raw`(?<![\w-])(--?[A-Za-z][\w-]{0,60})(?:[ \t]+|=)${word}`, "g");
const twoWords = new RegExp(
  String.raw`^[ \t#*]*([A-Za-z][\w.-]{0,60})[ \t]+${word}["']?[ \t]*;?[ \t]*$`,
  "gm",
);
const prose = new RegExp(
  String.raw`\b([A-Za-z][\w-]{0,60})(?: (?:for|of|on|to) [^\s:=]{1,60})?[ \t]+(?:is|was|were|are|will be|->|→)[ \t]*:?[ \t]*${word}`,
  "g",
);

/** "the wifi password Abc123": what no word of a sentence looks like. */
const beside =
  /\b([A-Za-z][\w-]{0,60})[ \t]+["'`“]?((?=[^\s"'`”,;]*(?:[A-Z].*[A-Z\d]|\d|[!@$%^&*]))[^\s"'`”,;=:()[\]{}]{4,})/g;

/** Secrets in flags, headers, addresses and sentences. */
export function said(text: string, inside: Inside): Span[] {
  const spans: Span[] = [];
  const add = (match: RegExpExecArray, value: string) => {
    const start = match.index + match[0].lastIndexOf(value);
    if (value !== "") spans.push({ start, end: start + value.length });
  };
  for (const [pattern, refuses] of patterns)
    for (const match of text.matchAll(pattern))
      if (!refuses?.test(match[1] ?? "")) add(match, match[1] ?? "");
  for (const pattern of [flag, twoWords, prose])
    for (const match of text.matchAll(pattern)) {
      const [, name = "", ...values] = match;
      const value = values.find((one) => one !== undefined) ?? "";
      const isNone = pattern !== flag && (harmless.test(value) || /^[={[(]/.test(value));
      if (isSecretName(name) && !isNone) add(match, value);
    }
  for (const match of text.matchAll(beside))
    if (isSecretName(match[1] ?? "") && inside(match.index) !== undefined)
      add(match, match[2] ?? "");
  return spans;
}
