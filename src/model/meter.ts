import type { Model } from "../ports/model.ts";

/**
 * Tokens that prompts may have, counted by {@link tokensOf}. Every request keeps its own; the requests of a goal share
 * `goal`, and get less room where there are many, but never less than they need.
 */
export const promptTokens = { goal: 3000, choosing: 1800, filling: 600, free: 3000 } as const;

const encoder = new TextEncoder();

/** More tokens than a text has in any usual vocabulary: three bytes for each. */
export function tokensOf(text: string): number {
  return Math.ceil(encoder.encode(text).length / 3);
}

/** The first text that fits, of those that are made with less and less room (1 is all of it); else the shortest. */
export function fitted(most: number, make: (room: number) => string): string {
  let text = "";
  for (const room of [1, 0.7, 0.45, 0.25, 0.1]) {
    text = make(room);
    if (tokensOf(text) <= most) return text;
  }
  return text;
}

/** A model that counts what it is asked for one goal. */
export interface Metered {
  readonly model: Model;
  /** Tokens that the next of so many requests may have. */
  share(requests: number): number;
}

/** Counts the prompts of a goal. */
export function metered({ identity, ask }: Model): Metered {
  let left: number = promptTokens.goal;
  return {
    model: {
      identity,
      ask: (request) => {
        for (const { content } of request.messages) left -= tokensOf(content);
        return ask(request);
      },
    },
    share: (requests) => Math.floor(Math.max(0, left) / Math.max(1, requests)),
  };
}
