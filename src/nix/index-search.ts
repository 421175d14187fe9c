import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { OptionTerms } from "./option-terms.ts";

/** What is read instead of every record: where each begins, what it is called, whether it is shown, its words. */
export interface IndexSearch {
  /** Bytes at which the records begin, and the end of the last. */
  readonly offsets: Uint32Array;
  /** Segments of all paths, as places in `names`; `pathEnds` is where each path ends. */
  readonly names: readonly string[];
  readonly segments: Uint32Array;
  readonly pathEnds: Uint32Array;
  readonly shown: Uint8Array;
  readonly terms: OptionTerms;
}

/** Raised whenever the words of options are found or weighed otherwise. */
const version = 2;
const digestBytes = 32;

/** The bytes of a search file over the records with this digest: a digest of the rest, then the rest. */
export function packSearch(search: IndexSearch, records: string): Buffer {
  const body = serialize({ version, records, search });
  return Buffer.concat([digestOf(body), body]);
}

/** What a search file holds; undefined when it is damaged, of another version, or of other records. */
export function unpackSearch(bytes: Buffer, records: string): IndexSearch | undefined {
  const body = bytes.subarray(digestBytes);
  if (!digestOf(body).equals(bytes.subarray(0, digestBytes))) return undefined;
  try {
    const held = deserialize(body) as { version: number; records: string; search: IndexSearch };
    return held.version === version && held.records === records ? held.search : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256. */
export function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Paths as places in a table of names: most segments occur again and again. */
export function packPaths(
  paths: Iterable<readonly string[]>,
): Pick<IndexSearch, "names" | "segments" | "pathEnds"> {
  const places = new Map<string, number>();
  const segments: number[] = [];
  const ends: number[] = [];
  for (const path of paths) {
    for (const name of path) {
      const place = places.get(name) ?? places.size;
      places.set(name, place);
      segments.push(place);
    }
    ends.push(segments.length);
  }
  return {
    names: [...places.keys()],
    segments: Uint32Array.from(segments),
    pathEnds: Uint32Array.from(ends),
  };
}

/** The paths again, one after the other. */
export function* unpackPaths({
  names,
  segments,
  pathEnds,
}: Pick<IndexSearch, "names" | "segments" | "pathEnds">): Generator<readonly string[]> {
  let at = 0;
  for (const end of pathEnds) {
    yield Array.from(segments.subarray(at, end), (place) => names[place] ?? "");
    at = end;
  }
}
