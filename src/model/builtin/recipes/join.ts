import type { Target } from "../../../core/target.ts";
import type { Clause } from "../clauses.ts";
import { read } from "../reading.ts";
import { readScope } from "../scope.ts";
import type { Token } from "../tokens.ts";
import { readRecipe } from "./recipe.ts";

const most = 4;

/**
 * Puts clauses of a sentence together again where a recipe reads every word of them as one thing:
 * "automatic upgrades weekly, but never reboot".
 */
export function joinRecipes(
  clauses: readonly Clause[],
  tokens: readonly Token[],
  source: string,
  all: readonly Target[],
): Clause[] {
  const joined: Clause[] = [];
  for (let at = 0; at < clauses.length; at += 1) {
    const clause = clauses[at] as Clause;
    let taken = clause;
    for (let count = Math.min(most, clauses.length - at); count > 1; count -= 1) {
      const between = spanOf(clauses.slice(at, at + count), tokens);
      if (!between || !reads(between, source, all)) continue;
      taken = { tokens: between, question: false };
      at += count - 1;
      break;
    }
    joined.push(taken);
  }
  return joined;
}

/** Does a recipe read every word of a request? Hosts are not among its words. */
export function reads(tokens: readonly Token[], source: string, all: readonly Target[]): boolean {
  return readRecipe(read(readScope(tokens, all).tokens, source, false), true) !== undefined;
}

/** The tokens from the first clause to the last; undefined across the end of a sentence. */
function spanOf(
  clauses: readonly Clause[],
  tokens: readonly Token[],
): readonly Token[] | undefined {
  if (clauses.some((clause) => clause.question)) return undefined;
  const own = clauses.flatMap((clause) => clause.tokens);
  const from = Math.min(...own.map((token) => token.start));
  const to = Math.max(...own.map((token) => token.end));
  const between = tokens.filter((token) => token.start >= from && token.end <= to);
  return between.some((token) => token.kind === "mark" && /^[;\n.!?]$/.test(token.text))
    ? undefined
    : between;
}
