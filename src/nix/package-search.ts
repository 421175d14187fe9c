import type { PackageInfo } from "../core/package.ts";
import { joined } from "../core/words.ts";
import { type Asked, readQuestion } from "./option-question.ts";
import type { OptionTerms } from "./option-terms.ts";
import { topicsIn } from "./option-topics.ts";
import { kindWord, packageKinds } from "./package-kinds.ts";
import { namesWeight } from "./package-terms.ts";
import { findTerm } from "./term-lookup.ts";

/** Best first: places in the indexed list; scores compare within one question only. */
export type PackageSearch = (
  query: string,
  limit: number,
) => readonly { readonly id: number; readonly score: number }[];

/** The packages that are searched, and where they are by attribute path. */
export interface Packages {
  readonly infoOf: (id: number) => PackageInfo | undefined;
  readonly idOf: (name: string) => number | undefined;
}

/** Words around the name of a package. */
const around =
  /\b(?:the|an?|my|packages?|programs?|apps?|applications?|tools?|software|utility)\b/g;

/**
 * Full-text search over packages. What the question names is on top: an attribute, then upstream's name, then a
 * program. Below it what people mean by such words (package-kinds.ts, and the software of option-topics.ts), as
 * far as it is there, among what says these words in its name or description.
 */
export function createPackageSearch(index: OptionTerms, packages: Packages): PackageSearch {
  const scores = new Float32Array(index.priors.length);
  const best = new Float32Array(index.priors.length);
  const share = new Float32Array(index.priors.length);
  const called = (text: string) => packagesCalled(index, packages, text);
  return (query, limit) => {
    const text = singular(query.slice(0, 600));
    const { spoken, asked } = readQuestion(index, text);
    const all = asked.reduce((sum, { tells, extra }) => sum + (extra ? 0 : tells), 0);
    const touched: number[] = [];
    for (const { meanings, tells, extra } of asked) {
      const now: number[] = [];
      for (const { term, weight } of meanings)
        for (let at = index.starts[term] ?? 0; at < (index.starts[term + 1] ?? 0); at += 1) {
          const id = index.ids[at] ?? 0;
          const fits = ((index.weights[at] ?? 0) >> 1) * (weight / 16);
          if (best[id] === 0) now.push(id);
          if (fits > (best[id] ?? 0)) best[id] = fits;
        }
      for (const id of now) {
        if (scores[id] === 0) touched.push(id);
        const fits = best[id] ?? 0;
        scores[id] = (scores[id] ?? 0) + fits * tells;
        if (!extra) share[id] = (share[id] ?? 0) + Math.min(1, 0.4 + fits / 2) * tells;
        best[id] = 0;
      }
    }
    const found = new Map<number, number>();
    let top = 0;
    for (const id of touched) {
      const covered = all > 0 ? (share[id] ?? 0) / all : 0;
      const score = (scores[id] ?? 0) * (0.1 + covered ** 2) * ((index.priors[id] ?? 0) / 100);
      top = Math.max(top, score);
      found.set(id, score);
      scores[id] = 0;
      share[id] = 0;
    }
    for (const [id, weight] of meant(spoken, asked, called))
      found.set(id, (found.get(id) ?? 0) * 0.3 + (top || 1) * weight);
    for (const [rank, id] of named(query, called).entries())
      found.set(id, (top || 1) * (3 - rank / 100));
    return [...found]
      .map(([id, score]) => ({ id, score }))
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit);
  };
}

/** Plurals that stems leave alone, as names end like them. */
function singular(text: string): string {
  return text.replaceAll(/\b(phot|vide|log|rep|dem|mem|mac|tod|intr)os\b/gi, "$1o");
}

/** Packages that the whole question names, in its own words or without those around a name. */
function named(query: string, called: (text: string) => readonly number[]): readonly number[] {
  if (query.length > 100) return [];
  const whole = called(query);
  return whole.length > 0 ? whole : called(query.toLowerCase().replaceAll(around, " "));
}

/** A name without case and separators: "Visual Studio Code" → visualstudiocode. */
function plainName(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}+]+/gu, "");
}

/** The packages of this name, best first: by attribute before by upstream's name before by program. */
function packagesCalled(
  index: OptionTerms,
  { infoOf, idOf }: Packages,
  text: string,
): readonly number[] {
  const exact = idOf(text.trim());
  if (exact !== undefined) return [exact];
  const term = findTerm(index.terms, joined(text));
  if (term === undefined) return [];
  const plain = plainName(text);
  const found: { id: number; weight: number }[] = [];
  for (let at = index.starts[term] ?? 0; at < (index.starts[term + 1] ?? 0); at += 1) {
    const weight = (index.weights[at] ?? 0) >> 1;
    const id = index.ids[at] ?? 0;
    const info = weight < namesWeight * 16 ? undefined : infoOf(id);
    if (!info) continue;
    const own = info.name.slice(info.name.lastIndexOf(".") + 1);
    // Stems are alike where names are not: "browser" is not called browsers.
    if (![own, info.pname, info.mainProgram ?? ""].some((name) => plainName(name) === plain))
      continue;
    const same = plainName(info.name) === plain ? 64 : 0;
    const prior = (index.priors[id] ?? 0) / 100;
    found.push({ id, weight: (weight + same) * prior - info.name.length / 100 });
  }
  return found
    .sort((a, b) => b.weight - a.weight || a.id - b.id)
    .slice(0, 4)
    .map(({ id }) => id);
}

/** What people mean by some words, as far as it is there: the more of the question they are, the surer. */
function meant(
  spoken: readonly string[],
  asked: readonly Asked[],
  called: (text: string) => readonly number[],
): Map<number, number> {
  const said = new Set(spoken.map(kindWord));
  const telling = asked.filter(({ extra }) => !extra);
  const all = telling.reduce((sum, { tells }) => sum + tells, 0);
  const covered = (phrase: readonly string[]) => {
    const own = telling.filter(({ word }) => phrase.includes(kindWord(word)));
    return own.reduce((sum, { tells }) => sum + tells, 0) / Math.max(all, 0.1);
  };
  const weights = new Map<number, number>();
  const put = (names: readonly string[], most: number) => {
    const there = names.flatMap((name) => called(name).slice(0, 1));
    for (const [rank, id] of there.entries())
      weights.set(id, Math.max(weights.get(id) ?? 0, most - Math.min(0.5, rank * 0.05)));
  };
  const software = (options: readonly string[]) =>
    options.flatMap((option) => /^(?:services|programs)\.([^.]+)\.enable$/.exec(option)?.[1] ?? []);
  for (const { words, options } of topicsIn(spoken)) put(software(options), 0.9 * covered(words));
  const fitting = packageKinds.filter(({ words }) => words.every((word) => said.has(word)));
  for (const { words, names } of fitting) {
    // "edit photo" says more than "edit".
    const isPart = fitting.some(
      (other) => other.words.length > words.length && words.every((w) => other.words.includes(w)),
    );
    put(names, (isPart ? 0.8 : 1.7) * covered(words) ** 1.5);
  }
  return weights;
}
