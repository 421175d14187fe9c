import type { PackageInfo } from "../core/package.ts";
import { joined, saysNothing, words } from "../core/words.ts";
import type { OptionTerms } from "./option-terms.ts";

/*
 * Packages in the form in which options are searched (option-terms.ts), so that questions are read alike: stems,
 * synonyms, slips of the pen. Every package is a group of its own.
 */

/** Characters of a description that are searched. */
const searchedDescription = 200;
/** What stands for the whole name, the name that upstream has, the program, and a part of a name. */
const weights = { name: 6, pname: 5, program: 4.5, part: 3 };
/** A package that has a term with at least this weight is called so. */
export const namesWeight = weights.program;

/** Indexes packages by their names, programs and descriptions, in this order of weight. */
export function packageTerms(packages: readonly PackageInfo[]): OptionTerms {
  const postings = new Map<string, { ids: number[]; weights: number[] }>();
  const priors = new Uint8Array(packages.length);
  for (const [id, info] of packages.entries()) {
    priors[id] = Math.round(prior(info) * 100);
    for (const [term, { weight, own }] of termsOf(info)) {
      let posting = postings.get(term);
      if (!posting) {
        posting = { ids: [], weights: [] };
        postings.set(term, posting);
      }
      posting.ids.push(id);
      posting.weights.push((Math.min(127, Math.round(weight * 16)) << 1) | (own ? 1 : 0));
    }
  }
  return packed(postings, packages.length, priors);
}

function termsOf(info: PackageInfo): Map<string, { weight: number; own: boolean }> {
  const found = new Map<string, { weight: number; own: boolean }>();
  const weigh = (term: string, weight: number, own: boolean) => {
    if (term === "") return;
    const known = found.get(term);
    found.set(term, { weight: Math.max(known?.weight ?? 0, weight), own: own || !!known?.own });
  };
  const name = (text: string, whole: number) => {
    weigh(joined(text), whole, true);
    const parts = words(text).filter((word) => word !== joined(text));
    for (const part of parts) weigh(part, weights.part / Math.sqrt(parts.length), true);
  };
  const segments = info.name.split(".");
  name(segments.at(-1) ?? "", weights.name);
  for (const segment of segments.slice(0, -1))
    for (const word of words(segment)) weigh(word, 1.5, false);
  name(info.pname, weights.pname);
  if (info.mainProgram) name(info.mainProgram, weights.program);
  const told = words(info.description.slice(0, searchedDescription)).filter(
    (word) => word.length > 1 && !saysNothing(word),
  );
  const share = Math.min(1.2, 2.4 / Math.sqrt(Math.max(2, told.length)));
  for (const word of told) weigh(word, share, false);
  return found;
}

function packed(
  postings: ReadonlyMap<string, { ids: number[]; weights: number[] }>,
  groups: number,
  priors: Uint8Array,
): OptionTerms {
  const terms = [...postings.keys()].sort();
  const starts = new Uint32Array(terms.length + 1);
  const groupsWith = new Uint32Array(terms.length);
  for (const [at, term] of terms.entries()) {
    const count = postings.get(term)?.ids.length ?? 0;
    starts[at + 1] = (starts[at] ?? 0) + count;
    groupsWith[at] = count;
  }
  const ids = new Uint32Array(starts.at(-1) ?? 0);
  const coded = new Uint8Array(ids.length);
  for (const [at, term] of terms.entries()) {
    ids.set(postings.get(term)?.ids ?? [], starts[at]);
    coded.set(postings.get(term)?.weights ?? [], starts[at]);
  }
  return { terms, starts, ids, weights: coded, groupsWith, groups, priors };
}

/** Parts of a package that one does not ask for by what it does. */
const variant =
  /-(?:unwrapped|unstable|beta|alpha|nightly|git|dev|debug|headless|minimal|fhs|bin|esr|lts|legacy|static|no-?\w+|with-?\w+)$|_(?:beta|esr|git|latest|unstable|\d[\w.]*)$|[a-z]\d{2,}$/;
const accessory =
  /\b(?:librar(?:y|ies)|bindings?|plugins?|extensions?|headers|themes?|modules? for|add-?ons?|api client|language server|wrapper (?:for|around)|framework|data files|sdk|wallpapers?|hook|stubs|dictionar\w*)\b/i;

/** How likely a package is meant before anything is asked: programs that work, at the top, in their usual form. */
function prior({ name, pname, description, mainProgram, flags }: PackageInfo): number {
  const own = name.slice(name.lastIndexOf(".") + 1);
  const set = name.slice(0, -own.length);
  const broken = flags.some((flag) => flag !== "unfree");
  return (
    (set === "" ? 1 : /plugins|extensions|dicts|models/i.test(set) ? 0.5 : 0.8) *
    (mainProgram ? 1.1 : 1) *
    (joined(own) === joined(pname) ? 1.05 : 0.95) *
    (variant.test(own) ? 0.8 : 1) *
    (accessory.test(description) ? 0.75 : 1) *
    (description === "" ? 0.8 : 1) *
    (broken ? 0.45 : 1)
  );
}
