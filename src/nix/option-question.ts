import { joined, saysLittle, saysNothing, words } from "../core/words.ts";
import { alsoCalled } from "./option-synonyms.ts";
import type { OptionTerms } from "./option-terms.ts";
import { closeTerms, findTerm, halves } from "./term-lookup.ts";

/** What of a question is read: nobody means the rest. */
const mostCharacters = 600;
const mostWords = 24;
/** Unknown words that are looked up as misspelt; each costs a walk over the vocabulary. */
const mostMisspelt = 6;

/** A word of a question with everything it may mean, and how much it tells. */
export interface Asked {
  readonly word: string;
  readonly meanings: readonly { readonly term: number; readonly weight: number }[];
  readonly tells: number;
  /** Not of the question's own words, so no part of what has to be covered. */
  readonly extra: boolean;
}

/** The words of a question, and those that tell something, each with the terms it may stand for. */
export function readQuestion(
  index: OptionTerms,
  question: string,
): { readonly spoken: readonly string[]; readonly asked: readonly Asked[] } {
  const text = question.slice(0, mostCharacters);
  return { spoken: words(text).slice(0, mostWords * 3), asked: meaningOf(index, text) };
}

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
    const rare = tells(index, named.length > 0 ? named : others);
    return { word, meanings, tells: saysLittle(word) ? rare / 2 : rare, extra: false };
  });
  const few = asked.filter(({ meanings }) =>
    meanings.some(({ term }) => !isEverywhere(index, term)),
  );
  const pairs = [...compounds(whole)].filter((pair) => !chosen.has(pair));
  return [
    ...(few.length > 0 ? few : asked),
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

/** Whether so many options have a term that it finds nothing, but takes long: "service". */
function isEverywhere({ starts, priors }: OptionTerms, term: number): boolean {
  return (starts[term + 1] ?? 0) - (starts[term] ?? 0) > Math.max(1000, priors.length / 8);
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
