import MiniSearch from "minisearch";
import type { OptionInfo } from "../core/option.ts";
import { alsoCalled, words } from "./option-words.ts";

/** Best first; scores compare within one question only. */
export type OptionSearch = (
  query: string,
  limit: number,
) => readonly { option: OptionInfo; score: number }[];

/** Words of a question that say nothing about an option. */
const noise = new Set(
  "a an the and or of for to on in at with is be my me i it this that please want need set use using make new".split(
    " ",
  ),
);

/** Characters of a description that are searched: its first sentences say what it is about. */
const searchedDescription = 240;

/**
 * Full-text search over visible options: by the words of their path (the last segments count most), and of
 * their description. Shallow options and `.enable` come first among equals; synonyms count a little less.
 */
export function createSearch(options: readonly OptionInfo[]): OptionSearch {
  const index = new MiniSearch<{ id: number; name: string; path: string; text: string }>({
    fields: ["name", "path", "text"],
    tokenize: words,
    processTerm: (term) => term,
    searchOptions: { tokenize: (term) => [term], processTerm: (term) => term },
  });
  index.addAll(
    options.flatMap((option, id) => {
      if (!option.visible || option.internal) return [];
      const named = option.path.filter((segment) => segment !== "<name>" && segment !== "*");
      return [
        {
          id,
          name: nameOf(named),
          path: named.join(" "),
          text: option.description.slice(0, searchedDescription),
        },
      ];
    }),
  );
  return (query, limit) => {
    const scores = new Map<number, number>();
    const asked = words(query).filter((word) => !noise.has(word));
    for (const word of asked.length > 0 ? asked : words(query)) {
      const best = new Map<number, number>();
      const terms = [[word, 1] as const, ...alsoCalled(word).map((other) => [other, 0.7] as const)];
      for (const [term, weight] of terms)
        for (const hit of index.search(term, {
          boost: { name: 4, path: 2, text: 0.5 },
          prefix: term.length > 2,
          fuzzy: term.length > 4 ? 0.2 : false,
          weights: { prefix: 0.4, fuzzy: 0.25 },
        })) {
          const id = hit.id as number;
          best.set(id, Math.max(best.get(id) ?? 0, hit.score * weight));
        }
      // Every word of the question that fits counts; damped, so that one rare word does not decide alone.
      for (const [id, score] of best)
        scores.set(id, (scores.get(id) ?? 0) + 2 + Math.log1p(score) * 4);
    }
    return [...scores]
      .map(([id, score]) => ({ id, score: score * weightOf(options[id]) }))
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit)
      .flatMap(({ id, score }) => {
        const option = options[id];
        return option ? [{ option, score }] : [];
      });
  };
}

/** What an option is called in speech: `services.tailscale.enable` → tailscale, `networking.hostName` → hostName. */
function nameOf(path: readonly string[]): string {
  const last = path.at(-1) ?? "";
  return last === "enable" ? path.slice(-2).join(" ") : last;
}

function weightOf(option: OptionInfo | undefined): number {
  if (!option) return 0;
  const depth = 1 / (1 + 0.12 * Math.max(0, option.path.length - 2));
  const enable = option.path.at(-1) === "enable" && option.path.length <= 3 ? 1.25 : 1;
  return depth * enable;
}
