import uFuzzy from "@leeoniya/ufuzzy";

/** Letters may be left out anywhere, so that `vfy` finds `verify`. */
const fuzzy = new uFuzzy({ intraMode: 0, intraChars: ".", intraIns: Number.POSITIVE_INFINITY });

/** Indexes of the texts that `query` can mean, best first; all of them for an empty query. */
export function fuzzyMatches(texts: readonly string[], query: string): number[] {
  const wanted = query.trim();
  if (wanted === "") return [...texts.keys()];
  const all = [...texts];
  const found = fuzzy.filter(all, wanted) ?? [];
  if (found.length === 0) return [];
  const info = fuzzy.info(found, all, wanted);
  return fuzzy.sort(info, all, wanted).map((at) => info.idx[at] as number);
}
