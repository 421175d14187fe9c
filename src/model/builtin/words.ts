import type { Token } from "./tokens.ts";

/** Words in front of a request that carry none of its meaning. */
const polite = [
  "please|pls|plz|kindly|just|now|also|then|next|finally|first|and|plus|but|hey|hi|hello|ok|okay|so|yes|again|simply|maybe|additionally|furthermore|afterwards|instead|while",
  "can|could|would|will you|we|i|agentix|someone|somebody|anyone|anybody",
  "i|we|you would|'d like|love|prefer|want to",
  "i'd|we'd like|love|prefer to",
  "i|we|you want|need|wish|have|should|must|would|can|could to",
  "i|we|you should|must|can|could",
  "help me|us to",
  "help me|us",
  "go ahead and",
  "let's",
  "lets",
  "let us",
  "you|i to",
  "try to",
  "remember to",
  "my goal is to",
  "the goal is to",
  "as well as",
  "after that",
  "at the same time",
  "on top of that",
] as const;
const politePhrases = polite.map((line) => line.split(" ").map((slot) => slot.split("|")));

/** How many tokens match a phrase of alternatives at `at`; 0 when they do not. */
export function matches(
  tokens: readonly Token[],
  at: number,
  phrase: readonly (readonly string[])[],
): number {
  for (let i = 0; i < phrase.length; i += 1) {
    const token = tokens[at + i];
    if (!token || token.kind === "string" || !phrase[i]?.includes(token.low)) return 0;
  }
  return phrase.length;
}

/** Reads "turn|switch on" style phrases; each slot holds its alternatives. */
export function phrases(...lines: string[]): string[][][] {
  return lines
    .map((line) => line.split(" ").map((slot) => slot.split("|")))
    .sort((a, b) => b.length - a.length);
}

/** The index of the first token that carries meaning. */
export function afterPolite(tokens: readonly Token[], from = 0): number {
  let at = from;
  for (let again = true; again; ) {
    again = false;
    for (const phrase of politePhrases) {
      const length = matches(tokens, at, phrase);
      if (length > 0 && at + length < tokens.length) {
        at += length;
        again = true;
        break;
      }
    }
    if (
      tokens[at]?.kind === "mark" &&
      /^[,:\-*•]$/.test(tokens[at]?.text ?? "") &&
      at + 1 < tokens.length
    ) {
      at += 1;
      again = true;
    }
  }
  return at;
}
