import { spoken, type Token } from "./tokens.ts";
import { type Lead, lead, type Verb } from "./verbs.ts";

/** A clause as the families see it: its words, how it begins, and its plain text. */
export interface Reading extends Lead {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly question: boolean;
  /** Lower-case text after politeness, single spaces, quotes kept. */
  readonly low: string;
  /** The same with the person's own capitals. */
  readonly text: string;
}

/** Prepares a clause for the families. */
export function read(typed: readonly Token[], source: string, question: boolean): Reading {
  const tokens = withoutThanks(typed);
  const begin = lead(tokens);
  const body = tokens.slice(begin.from);
  const text = spoken(body, source).replace(/\s+/g, " ").trim();
  return { ...begin, source, tokens: body, question, text, low: text.toLowerCase() };
}

/** "… please", "… thanks": politeness at the end says nothing. */
function withoutThanks(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 1 && /^(please|pls|plz|thanks|thx|asap|cheers|,)$/.test(tokens[end - 1]?.low ?? ""))
    end -= 1;
  return tokens.slice(0, end);
}

const off: ReadonlySet<Verb | undefined> = new Set([
  "disable",
  "deny",
  "close",
  "remove",
  "uninstall",
  "unset",
]);

/** Does the request ask for something to be, or not to be? */
export function wantsOn(reading: Reading): boolean {
  return off.has(reading.verb) === reading.negated;
}

/** Tokens without articles and the like at both ends. */
export function trimmed(tokens: readonly Token[]): readonly Token[] {
  const lead =
    /^(the|a|an|my|our|some|any|this|that|these|those|your|both|all|of|to|for|:|-|,|and)$/;
  const tail =
    /^(please|pls|now|too|again|there|here|for|me|thanks|thx|asap|instead|,|:|-|already|today|ok|okay|and|etc|anymore)$/;
  let from = 0;
  let to = tokens.length;
  while (from < to - 1 && tokens[from]?.kind !== "string" && lead.test(tokens[from]?.low ?? ""))
    from += 1;
  while (to > from + 1 && tokens[to - 1]?.kind !== "string" && tail.test(tokens[to - 1]?.low ?? ""))
    to -= 1;
  return tokens.slice(from, to);
}
