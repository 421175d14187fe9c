import type { OptionInfo } from "../core/option.ts";
import { joined, saysNothing, words } from "../core/words.ts";
import { glossaryOf } from "./option-glossary.ts";

/**
 * An inverted index over options: plain typed arrays, so that it is written and read in one piece. Options are
 * numbers: their place in the list that was indexed.
 */
export interface OptionTerms {
  /** Stemmed words, sorted. */
  readonly terms: readonly string[];
  /** For each term where its postings begin, and the end of the last. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  /** How well the option fits the term, in sixteenths; the lowest bit: its own name holds the term. */
  readonly weights: Uint8Array;
  /** In how many groups (two segments: `services.tailscale`) a term occurs: what is rare there tells more. */
  readonly groupsWith: Uint32Array;
  readonly groups: number;
  /** How likely an option is meant before anything is asked: shallow ones and `.enable` first; in 128ths. */
  readonly priors: Uint8Array;
}

/** Characters of a description that are searched: its first sentences say what it is about. */
const searchedDescription = 160;
/** A word of the glossary weighs less than the name of an option, more than a part of one. */
const glossaryWeight = 3;
const besideWeight = 1;
/** Segments of the options that are about their module as a whole. */
const deepestBeside = 4;
/** Names at the top that only sort: nearly everything stands below them. */
const shelves = new Set(["services", "programs", "environment", "system", "virtualisation"]);

type Weigh = (term: string, weight: number, own: boolean) => void;

/**
 * Indexes what may be shown of `options`. A word counts most as the whole name of an option or of what an
 * `.enable` switches, less as a whole segment above, less as a part of one, least in the description.
 * @param favourite a name at the top that is preferred among equals
 */
export function indexTerms(options: readonly OptionInfo[], favourite?: string): OptionTerms {
  const postings = new Map<string, { ids: number[]; weights: number[] }>();
  const groupsOf = new Map<string, Set<string>>();
  const groups = new Set<string>();
  const priors = new Uint8Array(options.length);
  const weighSegment = segmentWeigher();
  for (const [id, option] of options.entries()) {
    if (!option.visible || option.internal) continue;
    priors[id] = Math.round(prior(option, favourite) * 128);
    const group = option.path.slice(0, 2).join(".");
    groups.add(group);
    const found = new Map<string, { weight: number; own: boolean }>();
    const weigh: Weigh = (term, weight, own) => {
      const known = found.get(term);
      if (!known) found.set(term, { weight, own });
      else {
        known.weight = Math.max(known.weight, weight);
        known.own ||= own;
      }
    };
    weighPath(option.path, weighSegment, weigh);
    weighDescription(option, weigh);
    weighGlossary(option, weigh);
    for (const [term, { weight, own }] of found) {
      let posting = postings.get(term);
      if (!posting) {
        posting = { ids: [], weights: [] };
        postings.set(term, posting);
        groupsOf.set(term, new Set());
      }
      posting.ids.push(id);
      posting.weights.push((Math.min(127, Math.round(weight * 16)) << 1) | (own ? 1 : 0));
      // Descriptions mention a lot: what names groups decides how rare a word is.
      if (weight > 1) groupsOf.get(term)?.add(group);
    }
  }
  return packed(postings, groupsOf, groups.size, priors);
}

function packed(
  postings: ReadonlyMap<string, { ids: number[]; weights: number[] }>,
  groupsOf: ReadonlyMap<string, Set<string>>,
  groups: number,
  priors: Uint8Array,
): OptionTerms {
  const terms = [...postings.keys()].sort();
  const starts = new Uint32Array(terms.length + 1);
  const groupsWith = new Uint32Array(terms.length);
  for (const [at, term] of terms.entries()) {
    starts[at + 1] = (starts[at] ?? 0) + (postings.get(term)?.ids.length ?? 0);
    groupsWith[at] = groupsOf.get(term)?.size ?? 0;
  }
  const ids = new Uint32Array(starts.at(-1) ?? 0);
  const weights = new Uint8Array(ids.length);
  for (const [at, term] of terms.entries()) {
    ids.set(postings.get(term)?.ids ?? [], starts[at]);
    weights.set(postings.get(term)?.weights ?? [], starts[at]);
  }
  return { terms, starts, ids, weights, groupsWith, groups, priors };
}

/** The words of a segment with their share of its weight; most segments occur often. */
function segmentWeigher(): (segment: string) => readonly (readonly [string, number])[] {
  const known = new Map<string, readonly (readonly [string, number])[]>();
  return (segment) => {
    let weighed = known.get(segment);
    if (!weighed) {
      const whole = joined(segment);
      const own = words(segment).filter((word) => word !== whole);
      const share = 0.75 / Math.sqrt(Math.max(1, own.length));
      weighed = [[whole, 1] as const, ...own.map((word) => [word, share] as const)].filter(
        ([word]) => word !== "",
      );
      known.set(segment, weighed);
    }
    return weighed;
  };
}

function weighPath(
  path: readonly string[],
  weighSegment: ReturnType<typeof segmentWeigher>,
  weigh: Weigh,
): void {
  const named = path.filter((segment) => segment !== "<name>" && segment !== "*");
  const last = named.length - 1;
  const first = named[last] === "enable" ? last - 1 : last;
  for (const [at, segment] of named.entries()) {
    const names = at >= first;
    const onShelf = at === 0 && shelves.has(segment);
    const weight = segment === "enable" || onShelf ? 0.5 : weightAt(at, names, first < last);
    for (const [word, share] of weighSegment(segment))
      weigh(word, weight * share, names || (at === 1 && share === 1));
  }
}

/** The second segment names the group: it finds it, whatever is chosen inside. */
function weightAt(at: number, own: boolean, isSwitch: boolean): number {
  if (at === 1) return 4.2;
  return own ? (isSwitch && at > 1 ? 3.2 : 4) : at === 0 ? 2 : 2.6;
}

function weighDescription(option: OptionInfo, weigh: Weigh): void {
  const told = words(option.description.slice(0, searchedDescription)).filter(
    (word) => !saysNothing(word) && word.length > 1,
  );
  const isSwitch = option.path.at(-1) === "enable";
  const weight = (isSwitch ? 2.2 : 1.6) / Math.sqrt(Math.max(2, told.length) / 2);
  for (const word of told) weigh(word, Math.min(1, weight), false);
}

/** What people call it, and what they call the service or program whose switch is beside it. */
function weighGlossary({ path }: OptionInfo, weigh: Weigh): void {
  for (const [word, share] of glossaryOf(path.join(".")) ?? [])
    weigh(word, glossaryWeight * share, true);
  const [shelf = "", name = ""] = path;
  if (!shelves.has(shelf) || path.length < 3 || path.length > deepestBeside) return;
  for (const [word, share] of glossaryOf(`${shelf}.${name}.enable`) ?? [])
    weigh(word, besideWeight * share, false);
}

function prior(option: OptionInfo, favourite: string | undefined): number {
  const { path } = option;
  const depth = 1 / (1 + 0.1 * Math.max(0, path.length - 2));
  const isSwitch = path.at(-1) === "enable" && path.length <= 4;
  const named = path.some((segment) => segment === "<name>" || segment === "*");
  const other = option.readOnly ? 0.5 : 1;
  return (
    depth * (isSwitch ? 1.25 : 1) * (named ? 0.92 : 1) * (path[0] === favourite ? 1.1 : 1) * other
  );
}
