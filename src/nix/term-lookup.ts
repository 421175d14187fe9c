import { stem } from "../core/words.ts";
import type { OptionTerms } from "./option-terms.ts";

/** The place of a term among the sorted ones. */
export function findTerm(terms: readonly string[], word: string): number | undefined {
  const at = firstFrom(terms, word);
  return terms[at] === word ? at : undefined;
}

function firstFrom(terms: readonly string[], word: string): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((terms[middle] ?? "") < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

const mostLonger = 12;
const mostClose = 4;

/** Terms that an unknown word may stand for: longer ones that begin so, or a slip of one letter (two in long words). */
export function closeTerms(
  index: Pick<OptionTerms, "terms" | "groupsWith">,
  word: string,
  only?: "longer",
): { term: number; weight: number }[] {
  const { terms } = index;
  const longer: number[] = [];
  if (word.length > 2)
    for (let at = firstFrom(terms, word); terms[at]?.startsWith(word); at += 1)
      if (terms[at] !== word) longer.push(at);
  longer.sort((a, b) => (terms[a]?.length ?? 0) - (terms[b]?.length ?? 0));
  const found = longer.slice(0, mostLonger).map((term) => ({ term, weight: 0.5 }));
  const whole = only || found.length > 0 || word.length < 4 || /^\p{N}+$/u.test(word);
  return whole ? found : slips(index, word);
}

/** Two terms that were written as one word, both of them naming something; none when it is no such word. */
export function halves(
  { terms, groupsWith }: Pick<OptionTerms, "terms" | "groupsWith">,
  word: string,
): readonly string[] {
  const names = (half: string) => (groupsWith[findTerm(terms, stem(half)) ?? -1] ?? 0) > 0;
  for (let cut = word.length - 4; cut >= 4; cut -= 1) {
    const both = [word.slice(0, cut), word.slice(cut)];
    if (both.every(names)) return both.map(stem);
  }
  return [];
}

function slips(
  { terms, groupsWith }: Pick<OptionTerms, "terms" | "groupsWith">,
  word: string,
): { term: number; weight: number }[] {
  const most = word.length > 6 ? 2 : 1;
  const found: { term: number; slips: number }[] = [];
  // The first letter is hardly ever missed, but sometimes swapped with the second.
  for (const letter of new Set(word.slice(0, 2)))
    for (let term = firstFrom(terms, letter); terms[term]?.startsWith(letter); term += 1) {
      const known = terms[term] ?? "";
      if (Math.abs(known.length - word.length) > most || known.length < 4) continue;
      const count = distance(word, known, most);
      if (count <= most) found.push({ term, slips: count });
    }
  const few = Math.min(...found.map((each) => each.slips));
  return found
    .filter((each) => each.slips === few)
    .sort((a, b) => (groupsWith[b.term] ?? 0) - (groupsWith[a.term] ?? 0))
    .slice(0, mostClose)
    .map(({ term }) => ({ term, weight: 0.7 / few }));
}

/** Letters that differ, are missing, too many or swapped with the next; more than `most` is not counted out. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = above;
    above = line;
  }
  return above[b.length] ?? most + 1;
}
