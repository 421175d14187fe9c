import type { PackageInfo } from "../core/package.ts";
import type { Target } from "../core/target.ts";
import type { PackageIndex } from "../ports/indexes.ts";
import type { OptionTerms } from "./option-terms.ts";
import { createPackageSearch, type PackageSearch } from "./package-search.ts";
import { packageTerms } from "./package-terms.ts";
import type { WalkedPackages } from "./package-walk.ts";

/** Packages as they are kept: quick to read in one piece, each record parsed when it is asked for. */
export interface PackageList {
  /** Attribute paths, in the order of the records. */
  readonly names: readonly string[];
  /** Records as JSON, one behind the other. */
  readonly records: Uint8Array;
  /** Where each record begins, and the end of the last. */
  readonly offsets: Uint32Array;
  /** Names that evaluate to an error. */
  readonly lost: readonly string[];
  readonly terms: OptionTerms;
}

/** Packs what a walk found, with what it is searched by. */
export function packageList({ packages, lost }: WalkedPackages): PackageList {
  const texts = packages.map((info) => Buffer.from(JSON.stringify(info)));
  const offsets = new Uint32Array(texts.length + 1);
  for (const [at, text] of texts.entries()) offsets[at + 1] = (offsets[at] ?? 0) + text.length;
  return {
    names: packages.map(({ name }) => name),
    records: Buffer.concat(texts),
    offsets,
    lost,
    terms: packageTerms(packages),
  };
}

/** What is this much less like the question than the best is no answer. */
const leastOfBest = 0.12;
/** How much more is looked at than asked for, as several names for one package count once. */
const spare = 4;

/** The index over a list. Of several names for the same package a search gives one. */
export function packageIndexOf(target: Target, list: PackageList): PackageIndex {
  const { names, records, offsets, lost, terms } = list;
  const bytes = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
  const parsed: (PackageInfo | undefined)[] = [];
  const infoOf = (id: number): PackageInfo | undefined => {
    if (names[id] === undefined) return undefined;
    parsed[id] ??= JSON.parse(bytes.toString("utf8", offsets[id], offsets[id + 1])) as PackageInfo;
    return parsed[id];
  };
  let places: Map<string, number> | undefined;
  const idOf = (name: string) => {
    places ??= new Map(names.map((each, id) => [each, id]));
    return places.get(name);
  };
  let search: PackageSearch | undefined;
  return {
    target,
    size: names.length,
    lost,
    get: (name) => infoOf(idOf(name) ?? -1),
    search: (query, limit) => {
      search ??= createPackageSearch(terms, { idOf, infoOf });
      const seen = new Set<string>();
      const found = search(query, limit * spare + 20);
      const least = (found[0]?.score ?? 0) * leastOfBest;
      return found
        .flatMap(({ id, score }) => {
          if (score < least) return [];
          const info = infoOf(id);
          const same = info && [info.pname, info.version, info.description].join("\0");
          if (!info || same === undefined || seen.has(same)) return [];
          seen.add(same);
          return [{ package: info, score }];
        })
        .slice(0, limit);
    },
  };
}
