import { type Asked, readQuestion } from "./option-question.ts";
import type { OptionTerms } from "./option-terms.ts";
import { type Topic, topicsIn } from "./option-topics.ts";

/** Best first: places in the indexed list; scores compare within one question only. */
export type OptionSearch = (
  query: string,
  limit: number,
) => readonly { readonly id: number; readonly score: number }[];

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
    const { spoken, asked } = readQuestion(index, query);
    const touched: number[] = [];
    const all = asked.reduce((sum, { tells, extra }) => sum + (extra ? 0 : tells), 0);
    for (const { meanings, tells, extra } of asked) {
      const now: number[] = [];
      for (const { term, weight } of meanings) {
        const end = index.starts[term + 1] ?? 0;
        for (let at = index.starts[term] ?? 0; at < end; at += 1) {
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
    const whole = meant(topicsIn(spoken), asked, place, top || 1);
    for (const [id, score] of whole)
      found.set(
        id,
        Math.max(score, found.get(id) ?? 0) + 0.02 * Math.min(score, found.get(id) ?? 0),
      );
    return bestOf(found, limit);
  };
}

/** The best of many without sorting all; the earlier option first among equals. */
function bestOf(
  found: ReadonlyMap<number, number>,
  limit: number,
): { readonly id: number; readonly score: number }[] {
  const order = (a: { id: number; score: number }, b: { id: number; score: number }) =>
    b.score - a.score || a.id - b.id;
  const room = Math.max(limit * 2, 64);
  let best: { id: number; score: number }[] = [];
  let least = 0;
  for (const [id, score] of found) {
    if (score < least) continue;
    best.push({ id, score });
    if (best.length < room) continue;
    best = best.sort(order).slice(0, limit);
    least = best.at(-1)?.score ?? 0;
  }
  return best.sort(order).slice(0, limit);
}

/** The options that topics of the question mean; several topics for one option count together. */
function meant(
  topics: readonly Topic[],
  asked: readonly Asked[],
  place: (path: string) => number | undefined,
  top: number,
): Map<number, number> {
  const known = new Map(asked.map((each) => [each.word, each.tells]));
  const weight = (word: string) => known.get(word) ?? 0.3;
  const all = asked.reduce((sum, each) => sum + (each.extra ? 0 : each.tells), 0);
  const reasons = new Map<number, { words: Set<string>; rank: number }>();
  for (const { words: said, options } of topics) {
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
      return [id, top * (0.5 + 0.7 * part + 0.07 * Math.min(3, said.size) - 0.03 * rank)];
    }),
  );
}
