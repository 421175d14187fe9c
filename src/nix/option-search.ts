import MiniSearch from "minisearch";
import type { OptionInfo } from "../core/option.ts";
import { topicOptions } from "./option-topics.ts";
import { alsoCalled, words } from "./option-words.ts";

/** Best first; scores compare within one question only. */
export type OptionSearch = (
  query: string,
  limit: number,
) => readonly { option: OptionInfo; score: number }[];

/** Words of a question that say nothing about an option. */
const noise = new Set(
  "a an the and or of for to on in at with is be my me i it this that please want need set use using make new enable disable".split(
    " ",
  ),
);

/** Characters of a description that are searched: its first sentence says what it is about. */
const searchedDescription = 120;

/**
 * Full-text search over visible options: by the words of their path (whole segments and the last one count
 * most), and for `.enable` and other shallow options by the beginning of their description too. Shallow options
 * come first among equals; synonyms count a little less; what everybody means by a word comes first of all.
 */
export function createSearch(options: readonly OptionInfo[]): OptionSearch {
  const index = new MiniSearch<{ id: number; name: string; path: string; text: string }>({
    fields: ["name", "path", "text"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term || null,
    searchOptions: { tokenize: (term) => [term], processTerm: (term) => term },
  });
  const segmentWords = new Map<string, string>();
  const wordsOf = (segment: string) => {
    let known = segmentWords.get(segment);
    if (known === undefined) {
      known = words(segment).join(" ");
      segmentWords.set(segment, known);
    }
    return known;
  };
  const byPath = new Map<string, number>();
  for (const [id, option] of options.entries()) {
    if (!option.visible || option.internal) continue;
    const named = option.path.filter((segment) => segment !== "<name>" && segment !== "*");
    byPath.set(option.path.join("."), id);
    const last = named.at(-1) ?? "";
    const described = named.length <= 3 || last === "enable";
    index.add({
      id,
      name: last === "enable" ? named.slice(-2).map(wordsOf).join(" ") : wordsOf(last),
      path: named.map(wordsOf).join(" "),
      text: described ? words(option.description.slice(0, searchedDescription)).join(" ") : "",
    });
  }
  return (query, limit) => {
    const scores = new Map<number, number>();
    const asked = words(query).filter((word) => !noise.has(word));
    const terms = asked.length > 0 ? asked : words(query);
    for (const word of terms) {
      const best = new Map<number, number>();
      const meant = [[word, 1] as const, ...alsoCalled(word).map((other) => [other, 0.9] as const)];
      for (const [term, weight] of meant)
        for (const hit of index.search(term, {
          boost: { name: 4, path: 2, text: 0.5 },
          prefix: term.length > 2,
          fuzzy: term.length > 4 ? 0.2 : false,
          weights: { prefix: 0.4, fuzzy: 0.25 },
        })) {
          const id = hit.id as number;
          const score = Math.log1p(hit.score) * 4 + segmentBonus(options[id], term);
          best.set(id, Math.max(best.get(id) ?? 0, score * weight));
        }
      // Every word of the question that fits counts; damped, so that one rare word does not decide alone.
      for (const [id, score] of best) scores.set(id, (scores.get(id) ?? 0) + 2 + score);
    }
    for (const [id, score] of scores) scores.set(id, score * weightOf(options[id]));
    const top = Math.max(0, ...scores.values());
    topicOptions(terms).forEach((path, at) => {
      const id = byPath.get(path);
      if (id !== undefined) scores.set(id, Math.max(scores.get(id) ?? 0, top + 2 - at * 0.1));
    });
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .flatMap(([id, score]) => {
        const option = options[id];
        return option ? [{ option, score }] : [];
      });
  };
}

/** A segment that is the very word: `services.redis`, `fonts`; more where it names the thing. */
function segmentBonus(option: OptionInfo | undefined, term: string): number {
  const at =
    option?.path.findIndex((segment) => segment.toLowerCase().replaceAll(/[-_]/g, "") === term) ??
    -1;
  return at < 0 ? 0 : at <= 1 ? 4 : 2;
}

function weightOf(option: OptionInfo | undefined): number {
  if (!option) return 0;
  const depth = 1 / (1 + 0.12 * Math.max(0, option.path.length - 2));
  const enable = option.path.at(-1) === "enable" && option.path.length <= 3 ? 1.3 : 1;
  const foreign = option.path.some((segment) => segment === "<name>" || segment === "*") ? 0.9 : 1;
  return depth * enable * foreign;
}
