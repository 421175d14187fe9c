import type { Proposal } from "../proposal.ts";

/*
 * The whole text of changed files, read after a proposal is shown: for unchanged regions and colours.
 */

/** What a piece of Nix is, for colours; names and signs are nothing of these. */
export type TokenKind = "keyword" | "string" | "comment" | "value";

/** A token of a line, in UTF-16 units of the decoded line. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: TokenKind;
}

/** One side of a file. */
export interface SourceSide {
  /** Without line ends. */
  readonly lines: readonly Uint8Array[];
  /** For each line its tokens in order; empty where nothing is known. */
  readonly spans: readonly (readonly Span[])[];
}

/** A changed file; null for a side where it is not there or is too large to show. */
export interface FileSource {
  readonly path: string;
  readonly before: SourceSide | null;
  readonly after: SourceSide | null;
}

/** Which texts belong to a proposal: they change when it is re-based or edited. */
export interface SourceRequest {
  readonly base: string;
  readonly original: string;
  readonly paths: readonly string[];
}

/** What is to be read for a proposal. */
export function sourceRequest({ base, original, files }: Proposal): SourceRequest {
  return { base, original, paths: files.map(({ path }) => path) };
}

/** Whether two requests have the same answer. */
export function sameSources(a: SourceRequest | null, b: SourceRequest): boolean {
  return a?.base === b.base && a.original === b.original;
}

/** Cuts a file's bytes at its line feeds. */
export function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    lines.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    if (end < 0) break;
    at = end + 1;
  }
  return lines;
}
