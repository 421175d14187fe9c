import { alsoCalled } from "./option-synonyms.ts";
import type { OptionTerms } from "./option-terms.ts";
import { topicsIn } from "./option-topics.ts";
import { joined, saysNothing, words } from "./option-words.ts";
import { closeTerms, findTerm, halves } from "./term-lookup.ts";

/** Best first: places in the indexed list; scores compare within one question only. */
export type OptionSearch = (
  query: string,
  limit: number,
) => readonly { readonly id: number; readonly score: number }[];

/** What of a question is read: nobody means the rest. */
const mostCharacters = 600;
const mostWords = 24;
/** Unknown words that are looked up as misspelt; each costs a walk over the vocabulary. */
const mostMisspelt = 6;

/** A word of a question with everything it may mean, and how much it tells. */
interface Asked {
  readonly word: string;
  readonly meanings: readonly { readonly term: number; readonly weight: number }[];
  readonly tells: number;
  /** Not of the question's own words, so no part of what has to be covered. */
  readonly extra: boolean;
}

/**
 * Full-text search. Words that are rare among groups (`services.tailscale`) find the group, the remaining words
 * choose inside it, for an option scores by the words it fits and by their share of the question. What everybody
 * means by some words (option-topics.ts) is put on top, the higher the more of the question these words are.
 * @param place the number of the option at a path, where it exists
 */
export function createSearch(
  index: OptionTerms,
  place: (path: string) => number | undefined,
): OptionSearch {
  const scores = new Float32Array(index.priors.length);
  const best = new Float32Array(index.priors.length);
  const share = new Float32Array(index.priors.length);
  const own = new Uint8Array(index.priors.length);
  return (query, limit) => {
    const text = query.slice(0, mostCharacters);
    const spoken = words(text).slice(0, mostWords * 3);
    const asked = meaningOf(index, text);
    const touched: number[] = [];
    const all = asked.reduce((sum, { tells, extra }) => sum + (extra ? 0 : tells), 0);
    for (const { meanings, tells, extra } of asked) {
      const now: number[] = [];
      for (const { term, weight } of meanings) {
        for (let at = index.starts[term] ?? 0; at < (index.starts[term + 1] ?? 0); at += 1) {
          const id = index.ids[at] ?? 0;
          const coded = index.weights[at] ?? 0;
          const fits = ((coded >> 1) / 16) * weight;
          if (best[id] === 0) now.push(id);
          if (fits > (best[id] ?? 0)) best[id] = fits;
          if ((coded & 1) === 1) own[id] = 1;
        }
      }
      for (const id of now) {
        if (scores[id] === 0) touched.push(id);
        const fits = best[id] ?? 0;
        scores[id] = (scores[id] ?? 0) + fits * tells;
        if (!extra) share[id] = (share[id] ?? 0) + Math.min(1, 0.25 + fits / 2) * tells;
        best[id] = 0;
      }
    }
    const found = new Map<number, number>();
    let top = 0;
    for (const id of touched) {
      const covered = all > 0 ? (share[id] ?? 0) / all : 0;
      const named = own[id] === 1 ? 1 : 0.72;
      const score = (scores[id] ?? 0) * (0.3 + covered) * named * ((index.priors[id] ?? 0) / 128);
      if (score > top) top = score;
      found.set(id, score);
      scores[id] = 0;
      share[id] = 0;
      own[id] = 0;
    }
    for (const [id, score] of meant(spoken, asked, place, top || 1))
      found.set(
        id,
        Math.max(score, found.get(id) ?? 0) + 0.1 * Math.min(score, found.get(id) ?? 0),
      );
    return [...found]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .map(([id, score]) => ({ id, score }));
  };
}

/** The words of a question that tell something, each with the terms it may stand for. */
function meaningOf(index: OptionTerms, text: string): Asked[] {
  const whole = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const spoken = whole.slice(0, mostWords * 2).flatMap((word) => {
    const [first = "", ...parts] = words(word);
    if (findTerm(index.terms, first) !== undefined) return [{ word: first, parts }];
    const apart =
      parts.length > 1 ? parts : alsoCalled(first).length > 0 ? [] : halves(index, first);
    return apart.length > 1
      ? apart.map((part) => ({ word: part, parts: [] }))
      : [{ word: first, parts }];
  });
  const telling = spoken.filter(({ word }) => word !== "" && !saysNothing(word));
  const chosen = new Map(
    (telling.length > 0 ? telling : spoken)
      .slice(0, mostWords)
      .map(({ word, parts }) => [word, parts]),
  );
  let misspelt = 0;
  const asked = [...chosen].map(([word, parts]): Asked => {
    const named = [word, ...parts].flatMap((name, at) => meaning(index, name, at === 0 ? 1 : 0.8));
    const others = alsoCalled(word).flatMap((other, at) =>
      meaning(index, other, Math.max(0.5, 0.85 - at * 0.05)),
    );
    if (named.length + others.length === 0) {
      misspelt += 1;
      if (misspelt <= mostMisspelt) named.push(...closeTerms(index, word));
    } else if (chosen.size === 1 && word.length > 2)
      named.push(...closeTerms(index, word, "longer"));
    const meanings = [...named, ...others];
    return { word, meanings, tells: tells(index, named.length > 0 ? named : others), extra: false };
  });
  const pairs = [...compounds(whole)].filter((pair) => !chosen.has(pair));
  return [
    ...asked,
    ...pairs.flatMap((word): Asked[] => {
      const meanings = meaning(index, word, 1);
      if (meanings.length === 0) return [];
      return [{ word, meanings, tells: tells(index, meanings) / 2, extra: true }];
    }),
  ];
}

function meaning(index: OptionTerms, word: string, weight: number): Asked["meanings"][number][] {
  const term = findTerm(index.terms, word);
  return term === undefined ? [] : [{ term, weight }];
}

/** What is rare among groups tells more; a word that names nothing is a value or a name, and tells little. */
function tells(index: OptionTerms, meanings: Asked["meanings"]): number {
  if (meanings.length === 0) return 0.8;
  const rarest = Math.min(...meanings.map(({ term }) => index.groupsWith[term] ?? 0));
  return Math.log(1 + index.groups / (2 + rarest));
}

/** Neighbours written as one: "time zone" → timezone, "home assistant" → homeassistant. */
function compounds(whole: readonly string[]): Set<string> {
  return new Set(
    whole.slice(0, mostWords).flatMap((word, at) => {
      const next = whole[at + 1];
      return next === undefined || word.length + next.length > 40 ? [] : [joined(word + next)];
    }),
  );
}

/** The options that topics of the question mean; several topics for one option count together. */
function meant(
  spoken: readonly string[],
  asked: readonly Asked[],
  place: (path: string) => number | undefined,
  top: number,
): Map<number, number> {
  const known = new Map(asked.map((each) => [each.word, each.tells]));
  const weight = (word: string) => known.get(word) ?? 0.3;
  const all = asked.reduce((sum, each) => sum + (each.extra ? 0 : each.tells), 0);
  const reasons = new Map<number, { words: Set<string>; rank: number }>();
  for (const { words: said, options } of topicsIn(spoken)) {
    const there = options.map(place).filter((id) => id !== undefined);
    for (const [rank, id] of [...new Set(there)].entries()) {
      const reason = reasons.get(id) ?? { words: new Set(), rank };
      reason.rank = Math.min(rank, reason.rank);
      for (const word of said) reason.words.add(word);
      reasons.set(id, reason);
    }
  }
  return new Map(
    [...reasons].map(([id, { words: said, rank }]) => {
      const sum = [...said].reduce((total, word) => total + weight(word), 0);
      const part = Math.min(1, sum / Math.max(all, 0.1));
      return [id, top * (0.64 + 0.55 * part + 0.05 * Math.min(3, said.size) - 0.03 * rank)];
    }),
  );
}
