import type { Token } from "./tokens.ts";
import { lead } from "./verbs.ts";
import { afterPolite } from "./words.ts";

const hard = new Set([";", "\n", ".", "!", "?"]);
const soft = new Set([
  ",",
  "&",
  "+",
  "and",
  "then",
  "also",
  "plus",
  "but",
  "while",
  "afterwards",
  "though",
  "-",
]);
const asking =
  /^(what|what's|whats|which|who|why|how|where|when|is|are|does|do|did|has|was|show|tell|list|explain|describe)$/;
const subjects =
  /^(i|we|my|our|it|its|it's|i'm|i've|i'd|thanks|thank|otherwise|no|nothing|nobody)$/;

const verbsOfState = /^(has|was|did|who)$/;

function opens(tokens: readonly Token[], at: number): boolean {
  const from = afterPolite(tokens, at);
  const first = tokens[from];
  if (!first || hard.has(first.text)) return false;
  const next = tokens[from + 1];
  if (next?.text === "=" || next?.low === "should" || next?.low === "must") return true;
  const { verb } = lead(tokens, first.low === "only" ? from + 1 : from);
  // A file or package may be called like a verb ("make", "just"): alone between commas it is an item.
  // "…, running as user media" tells how, and asks for nothing new.
  if (
    /^(running|listening|serving|hosting)$/.test(first.low) &&
    /^(as|on|under|at|with)$/.test(next?.low ?? "")
  )
    return false;
  const alone = !next || hard.has(next.text) || soft.has(next.low);
  if (verb && first.kind === "word") return !alone;
  return (
    first.kind === "word" &&
    ((asking.test(first.low) && !verbsOfState.test(first.low)) ||
      (subjects.test(first.low) && !alone))
  );
}

/** "a user lena with fish and no sudo": what the account shall not have is no request of its own. */
function refusesRights(current: readonly Token[], tokens: readonly Token[], at: number): boolean {
  const about = current.some((t) => /^(user|account|login)$/.test(t.low));
  const what = tokens[at + 1]?.low ?? "";
  return (
    about &&
    /^(no|without)$/.test(tokens[at]?.low ?? "") &&
    /^(sudo|root|admin|wheel|passwords?)$/.test(what)
  );
}

const setting = new Set(["set", "make", "unset"]);

/** Is this request "set A to X" already? */
function assigns(current: readonly Token[]): boolean {
  const { verb, rest } = lead(current);
  return setting.has(verb ?? "") && rest.slice(1).some((t) => t.low === "to" || t.text === "=");
}

/** Do the next words read "B to Y", so that the verb holds for them too? */
function assignsNext(tokens: readonly Token[], at: number): boolean {
  const end = tokens.findIndex(
    (t, i) => i >= at && (hard.has(t.text) || soft.has(t.low)) && t.kind !== "string",
  );
  const next = tokens.slice(at, end < 0 ? tokens.length : end);
  const to = next.findIndex((t) => t.low === "to" && t.kind === "word");
  return to > 0 && to <= 5 && to < next.length - 1;
}

const settingNoun = /^(time|timezone|locale|language|keyboard|layout|keymap|kernel|editor)$/;

/** "Berlin time", "a German keyboard": a value and what it is for, so that no list goes on behind it. */
function namesSetting(words: readonly Token[]): boolean {
  const last = words.at(-1);
  return words.length > 1 && last?.kind === "word" && settingNoun.test(last.low);
}

function itemAt(tokens: readonly Token[], at: number): readonly Token[] {
  const end = tokens.findIndex(
    (t, i) =>
      i >= at &&
      t.kind !== "string" &&
      (hard.has(t.text) || soft.has(t.low) || /^(on|for|at)$/.test(t.low)),
  );
  return tokens.slice(at, end < 0 ? tokens.length : end);
}

/** One request of a goal. */
export interface Clause {
  readonly tokens: readonly Token[];
  /** Ended with a question mark. */
  readonly question: boolean;
}

/**
 * Cuts a goal into requests. Sentence ends always cut; commas and "and" only where a new request
 * begins, so that lists stay whole. Nothing is cut inside brackets.
 */
export function splitClauses(tokens: readonly Token[], limit: number): Clause[] {
  const clauses: Clause[] = [];
  let current: Token[] = [];
  let depth = 0;
  const close = (question: boolean): void => {
    while (current.length > 0 && soft.has(current.at(-1)?.low ?? "")) current.pop();
    if (current.length > 0) clauses.push({ tokens: current, question });
    current = [];
  };
  for (let at = 0; at < tokens.length && clauses.length <= limit; at += 1) {
    const token = tokens[at] as Token;
    if (/^[[({]$/.test(token.text) && token.kind === "mark") depth += 1;
    if (/^[\])}]$/.test(token.text) && token.kind === "mark") depth = Math.max(0, depth - 1);
    if (depth > 0 || token.kind === "string") {
      current.push(token);
    } else if (token.text === ";" && /^[[({]$/.test(tokens[at + 1]?.text ?? "")) {
      current.push(token);
    } else if (token.kind === "mark" && hard.has(token.text)) {
      close(token.text === "?");
    } else if (token.text === "-" && tokens[at + 1]?.start === token.end) {
      current.push(token);
    } else if (soft.has(token.low) && (token.kind === "mark" || token.kind === "word")) {
      if (
        (opens(tokens, at + 1) && !refusesRights(current, tokens, at + 1)) ||
        current.length === 0
      )
        close(false);
      else if (assigns(current) && assignsNext(tokens, at + 1)) {
        const { rest } = lead(current);
        const verb = current.slice(0, current.length - rest.length);
        close(false);
        current = [...verb];
      } else if (namesSetting(current) && namesSetting(itemAt(tokens, at + 1))) {
        const { rest } = lead(current);
        const verb = current.slice(0, current.length - rest.length);
        close(false);
        current = [...verb];
      } else current.push(token);
    } else current.push(token);
  }
  close(false);
  return clauses;
}

/** Cuts a list of things: "a, b and c" → three; brackets and quotes keep their content. */
export function splitItems(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== "string" && /^(,|&|\+|and|plus|also|then|;|as well as)$/.test(token.low)) {
      if (current.length > 0) items.push(current);
      current = [];
    } else current.push(token);
  }
  if (current.length > 0) items.push(current);
  return items;
}

/** Verbs that ask for the same as the one after them, or less: "install and enable X". */
const weaker = new Set(["install", "add", "setup", "want", "use"]);

/**
 * Gives a verb without an object the object of the request after it: "enable and disable X" are two
 * requests about X. "install and enable X" is one: enabling brings the package.
 */
export function shareObjects(clauses: readonly Clause[]): Clause[] {
  return clauses.flatMap((clause, at) => {
    const own = lead(clause.tokens);
    const after = clauses[at + 1];
    if (own.verb === undefined || own.rest.length > 0 || !after) return [clause];
    const next = lead(after.tokens);
    if (next.verb === undefined || next.rest.length === 0) return [clause];
    if (weaker.has(own.verb) && (next.verb === "enable" || weaker.has(next.verb))) return [];
    if (own.verb === "enable" && weaker.has(next.verb))
      return [{ ...after, tokens: [...clause.tokens, ...next.rest] }];
    return [{ tokens: [...clause.tokens, ...next.rest], question: after.question }];
  });
}
