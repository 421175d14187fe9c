/*
 * A list that only grows at its end and forgets its start. Items keep the number they came with, so that
 * a reader's place stays right while others arrive. Adding costs the same however long it is.
 */

const chunkSize = 256;

export interface Ring<T> {
  /** All but the last are full. */
  readonly chunks: readonly (readonly T[])[];
  /** Number of the first item that is kept. */
  readonly start: number;
  /** One past the number of the newest item: how many there ever were. */
  readonly end: number;
}

export const emptyRing: Ring<never> = { chunks: [], start: 0, end: 0 };

/** The ring with `items` at its end; at least the newest `keep` stay, at most a chunk more. */
export function pushed<T>(ring: Ring<T>, items: readonly T[], keep: number): Ring<T> {
  if (items.length === 0) return ring;
  if (items.length >= keep) return trimmedTo(items, ring.end + items.length, keep);
  const chunks = ring.chunks.slice();
  const open = chunks.at(-1);
  let at = 0;
  if (open && open.length < chunkSize) {
    at = Math.min(items.length, chunkSize - open.length);
    chunks[chunks.length - 1] = [...open, ...items.slice(0, at)];
  }
  for (; at < items.length; at += chunkSize) chunks.push(items.slice(at, at + chunkSize));
  const end = ring.end + items.length;
  let { start } = ring;
  let gone = 0;
  for (; end - start - chunkSize >= keep; start += chunkSize) gone += 1;
  return { chunks: gone > 0 ? chunks.slice(gone) : chunks, start, end };
}

/** A ring of the newest `keep` of `items`, the last of which has the number `end - 1`. */
function trimmedTo<T>(items: readonly T[], end: number, keep: number): Ring<T> {
  const kept = items.slice(Math.max(0, items.length - keep));
  const chunks: (readonly T[])[] = [];
  for (let at = 0; at < kept.length; at += chunkSize) chunks.push(kept.slice(at, at + chunkSize));
  return { chunks, start: end - kept.length, end };
}

/** The item of this number; undefined when it is gone or has not come. */
export function itemAt<T>(ring: Ring<T>, number: number): T | undefined {
  const at = number - ring.start;
  return at < 0 ? undefined : ring.chunks[Math.floor(at / chunkSize)]?.[at % chunkSize];
}

/** All items that are kept. */
export function itemsOf<T>(ring: Ring<T>): T[] {
  return ring.chunks.flat();
}
