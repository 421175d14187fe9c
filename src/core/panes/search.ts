import type { Command, Pane } from "../keys/keys.ts";
import type { Range } from "../review/word-diff.ts";
import type { Field } from "./field.ts";
import { editField, filled, insert } from "./field.ts";

/*
 * What is looked for in each pane, and the one-line field in which it is typed. What a pane does with its
 * query is its own: the diff and the log go to matches, lists are filtered.
 */

export interface SearchState {
  readonly queries: Readonly<Partial<Record<Pane, string>>>;
  /** The field, while it is open. */
  readonly typing: {
    readonly pane: Pane;
    readonly field: Field;
    /** The query that Esc brings back. */
    readonly before: string;
    /** Where the reader was: the pane's own number for it. */
    readonly origin: number;
  } | null;
}

export const noSearch: SearchState = { queries: {}, typing: null };

/** What is looked for in a pane; "" for nothing. */
export function queryOf(search: SearchState, pane: Pane): string {
  return search.queries[pane] ?? "";
}

/** Opens the field of a pane, empty: a new search replaces the last one. */
export function openSearch(search: SearchState, pane: Pane, origin: number): SearchState {
  const typing = { pane, field: filled(""), before: queryOf(search, pane), origin };
  return withQuery({ ...search, typing }, pane, "");
}

/** Looks for something else in a pane. */
function withQuery(search: SearchState, pane: Pane, query: string): SearchState {
  return { ...search, queries: { ...search.queries, [pane]: query } };
}

/** Types or pastes into the open field; line ends become spaces. */
export function typeSearch(search: SearchState, text: string): SearchState {
  const { typing } = search;
  if (!typing) return search;
  const field = insert(typing.field, text.replaceAll(/\s+/g, " "));
  return withQuery({ ...search, typing: { ...typing, field } }, typing.pane, field.text);
}

/** A command in the open field; undefined when it is none of the field's. */
export function searchCommand(search: SearchState, command: Command): SearchState | undefined {
  const { typing } = search;
  if (!typing) return undefined;
  const closed = { ...search, typing: null };
  if (command === "send") return closed;
  if (command === "leave") return withQuery(closed, typing.pane, typing.before);
  const field = editField(typing.field, command);
  if (!field) return undefined;
  // Erasing in an empty field closes it, as in less and vim.
  if (command === "erase" && typing.field.text === "")
    return withQuery(closed, typing.pane, typing.before);
  return withQuery({ ...search, typing: { ...typing, field } }, typing.pane, field.text);
}

/** Where a query is in a text: letter case counts only where the query has capitals. */
export function matchesIn(text: string, query: string): Range[] {
  if (query === "") return [];
  const exact = query !== query.toLowerCase();
  // Lower case may change lengths (İ): such a text is compared as it is.
  const lower = exact || text.toLowerCase().length !== text.length ? text : text.toLowerCase();
  const ranges: Range[] = [];
  for (let from = lower.indexOf(query); from >= 0; from = lower.indexOf(query, from + query.length))
    ranges.push({ from, to: from + query.length });
  return ranges;
}
