import type { Target } from "../../core/target.ts";
import { targetId } from "../../core/target.ts";
import type { Clause } from "./clauses.ts";
import { readScope, type Scope } from "./scope.ts";
import type { Token } from "./tokens.ts";
import { asides, splitHosts } from "./unfold.ts";

/** One request with the targets that its words, or its neighbours' words, name. */
export interface Part {
  readonly tokens: readonly Token[];
  readonly question: boolean;
  readonly targets?: readonly Target[];
  /** The targets come from another part of the goal. */
  readonly borrowed: boolean;
  readonly unknown?: string;
  /** Said along with the part before, so that it means nothing without that: "X instead of Y". */
  readonly aside: boolean;
}

/**
 * Gives every request its targets. What is read as a `whole` is not taken apart any further. A request that names none takes those of the request before it
 * (or after, at the start): "enable X on web1 and open its port" is about web1 alone.
 */
export function readParts(
  clauses: readonly Clause[],
  all: readonly Target[],
  whole: (tokens: readonly Token[]) => boolean = () => false,
): Part[] {
  const parts: { scope: Scope; question: boolean; aside: boolean }[] = clauses.flatMap((clause) =>
    splitHosts(clause.tokens, all).flatMap((tokens) => {
      const scope = readScope(tokens, all);
      const alone = scope.tokens.length === 0 || whole(scope.tokens);
      const own = alone ? [scope.tokens] : asides(scope.tokens);
      return own.map((tokens, at) => ({
        scope: { ...scope, tokens },
        question: clause.question,
        aside: at > 0,
      }));
    }),
  );
  const first = parts.find((part) => part.scope.targets)?.scope.targets;
  let current = first;
  return parts.flatMap(({ scope, question, aside }) => {
    if (scope.targets) current = scope.targets;
    if (scope.tokens.length === 0 && scope.targets) return [];
    const targets = scope.targets ?? current;
    return [
      {
        tokens: scope.tokens,
        question,
        aside,
        borrowed: !scope.targets && targets !== undefined,
        ...(targets ? { targets } : {}),
        ...(scope.unknown ? { unknown: scope.unknown } : {}),
      },
    ];
  });
}

/** A sentence for targets that were taken over from another part of the goal; undefined for none. */
export function borrowedNote(parts: readonly Part[]): string | undefined {
  const part = parts.find((p) => p.borrowed);
  return part?.targets
    ? `Took the whole goal for ${part.targets.map(targetId).join(", ")}, as no other host was named for a part of it.`
    : undefined;
}
