import { isOpenName, isSecretName, isSecretPath } from "./names.ts";
import type { Token } from "./nix-tokens.ts";
import type { Span } from "./span.ts";

/** What bindings of Nix say about the texts in them. */
export interface Bound {
  /** Texts and numbers that are secret by the name that they are bound to. */
  readonly secret: readonly Span[];
  /** Expressions bound to names like `rev` and `sha256`. */
  readonly open: readonly Span[];
}

const keywords = /^(?:true|false|null|let|in|with|if|then|else|rec|inherit|or|assert)$/;
const roots = /^(?:config|cfg|pkgs|lib|inputs|self|builtins|options|super|prev|final)$/;
const mostRounds = 4;
/** Tokens that a value for everybody may have. */
const mostOpen = 100;
const opens = (sign: string) => /^[{[(]$/.test(sign);
const closes = (sign: string) => /^[}\])]$/.test(sign);

/** Reads bindings in a whole text: `name = value;`, `{ name ? value }:`, flags before their value in lists. */
export function boundIn(text: string, all: readonly Token[]): Bound {
  const tokens = all.filter(({ kind }) => kind !== "comment");
  let names: ReadonlySet<string> = new Set();
  for (let round = 0; ; round += 1) {
    const found = readOnce(text, tokens, names);
    // A secret that is bound to another name first: `let a = "…"; in { password = a; }`.
    if (round === mostRounds || found.names.size === names.size) return found;
    names = found.names;
  }
}

function readOnce(
  text: string,
  tokens: readonly Token[],
  known: ReadonlySet<string>,
): Bound & { readonly names: ReadonlySet<string> } {
  const secret: Span[] = [];
  const open: Span[] = [];
  const names = new Set(known);
  const sign = (at: number) => {
    const token = tokens[at];
    return token?.kind === "sign" ? text.slice(token.start, token.end) : "";
  };
  /** Of each bracket that is open: the path bound last, and what `name = "…"` beside it says. */
  const frames: { path: readonly string[]; called: string }[] = [{ path: [], called: "" }];
  const own = () => frames.at(-1) ?? { path: [], called: "" };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const here = sign(at);
    if (opens(here)) frames.push({ path: [], called: "" });
    else if (closes(here) && frames.length > 1) frames.pop();
    const next = tokens[at + 1];
    if (token.kind === "string" && next?.kind === "string") {
      const flag = text.slice(token.from, token.to);
      if (isSecretFlag(flag, text.slice(next.from, next.to))) secret.push(inside(next));
    }
    if (here !== "=" && here !== "?") continue;
    const path = pathBefore(text, tokens, at);
    if (path.length === 0) continue;
    const leaf = path.at(-1) ?? "";
    own().path = path;
    if (/^(?:name|key|variable)$/.test(leaf) && next?.kind === "string")
      own().called = text.slice(next.from, next.to);
    const group = frames.at(-2)?.path ?? [];
    const isNamed = isSecretPath([...group.slice(-1), ...path]);
    const isPaired = leaf === "value" && own().called !== "" && isSecretName(own().called);
    const isKnown = path.length === 1 && known.has(leaf);
    if (isNamed || isPaired || isKnown) {
      const end = endOf(at, tokens, sign, text, tokens.length);
      const inner = tokens.slice(at + 1, end);
      secret.push(...literals(text, inner));
      if (!isPaired) for (const name of referred(text, inner)) names.add(name);
      at = end - 1;
    } else if (next && isOpenName(leaf)) {
      const last = tokens[endOf(at, tokens, sign, text, mostOpen) - 1] ?? next;
      open.push({ start: next.start, end: last.end });
    }
  }
  return { secret, open, names };
}

const inside = ({ from, to }: Token): Span => ({ start: from, end: to });

/** `[ "--password" "…" ]`; of `-p` only what is neither a number nor a path. */
function isSecretFlag(flag: string, value: string): boolean {
  if (flag === "-p") return !/^(?:[\d:.]+|[./$~-].*)$/.test(value);
  return /^--?[\w-]+$/.test(flag) && flag.length > 2 && isSecretName(flag);
}

/** Texts and numbers of an expression, but not what everybody may know: whole public keys. */
function literals(text: string, tokens: readonly Token[]): Span[] {
  return tokens
    .filter(({ kind }) => kind === "string" || kind === "number")
    .filter(({ from, to }) => !/^(?:sk-)?(?:ssh|ecdsa)-[\w@.-]+ AAAA/.test(text.slice(from, to)))
    .map(inside);
}

/** Plain names that a secret's expression refers to; what begins in the configuration is somebody else's. */
function referred(text: string, tokens: readonly Token[]): string[] {
  const word = (at: number) => {
    const token = tokens[at];
    return token ? text.slice(token.start, token.end) : "";
  };
  return tokens.flatMap(({ kind }, at) => {
    const name = word(at);
    const isSelected = word(at - 1) === "." || word(at + 1) === "." || word(at + 1) === "=";
    return kind === "word" && !isSelected && !keywords.test(name) && !roots.test(name)
      ? [name]
      : [];
  });
}

/** The attribute path that ends before a sign. */
function pathBefore(text: string, tokens: readonly Token[], at: number): string[] {
  const path: string[] = [];
  for (let back = at - 1; back >= 0; back -= 2) {
    const token = tokens[back];
    if (token?.kind === "word") path.unshift(text.slice(token.start, token.end));
    else if (token?.kind === "string") path.unshift(text.slice(token.from, token.to));
    else break;
    const dot = tokens[back - 1];
    if (!dot || text.slice(dot.start, dot.end) !== ".") break;
  }
  return path;
}

/** The token after the expression that the sign at a place begins, at most so many on. */
function endOf(
  at: number,
  tokens: readonly Token[],
  sign: (at: number) => string,
  text: string,
  most: number,
): number {
  const isArgument = sign(at) === "?";
  const last = Math.min(tokens.length, at + 1 + most);
  let depth = 0;
  let owed = 0;
  for (let end = at + 1; end < last; end += 1) {
    const token = tokens[end] as Token;
    const here = sign(end);
    const word = token.kind === "word" ? text.slice(token.start, token.end) : "";
    if (opens(here) || word === "let") depth += 1;
    else if (word === "in") depth -= 1;
    else if (word === "with" || word === "assert") owed += depth === 0 ? 1 : 0;
    else if (closes(here)) {
      if (depth <= 0) return end;
      depth -= 1;
    } else if (depth <= 0 && here === ";") {
      if (owed === 0) return end;
      owed -= 1;
    } else if (depth <= 0 && isArgument && here === ",") return end;
  }
  return last;
}
