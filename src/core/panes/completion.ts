import { type CompletionWord, completionWord, sameWord } from "./completion-word.ts";
import type { Field } from "./field.ts";

/*
 * Completing the word at the cursor. Candidates come later than keys: what is shown and what Tab does
 * always belongs to the word that stands in the field now.
 */

/** Something that a word can become. Texts are untrusted. */
export interface Candidate {
  readonly label: string;
  /** What takes the word's place; null for a placeholder, which only the person can name. */
  readonly insert: string | null;
  /** Type and description. */
  readonly detail: string;
  /** More follows after a dot. */
  readonly group: boolean;
}

/** An answer for a word. `loading` says what is still being read; untrusted. */
export interface Completions {
  readonly candidates: readonly Candidate[];
  /** Further ones that are not listed. */
  readonly more: number;
  readonly loading: string | null;
}

export interface CompletionList extends Completions {
  readonly word: CompletionWord;
  /** Candidate that stands in the field; -1 while it is what was typed. */
  readonly marked: number;
}

export interface Completion {
  /** The word whose answer is waited for. */
  readonly asked: CompletionWord | null;
  /** Tab came before the answer. */
  readonly eager: boolean;
  readonly list: CompletionList | null;
}

export const noCompletion: Completion = { asked: null, eager: false, list: null };

/** A field and what is known about completing it. */
export interface Completing {
  readonly field: Field;
  readonly completion: Completion;
}

function placed({ word, marked, candidates }: CompletionList): string {
  return candidates[marked]?.insert ?? word.text;
}

/** The list for the word at the cursor; null when there is none, or the field is another by now. */
export function openList({ field, completion: { list } }: Completing): CompletionList | null {
  if (!list) return null;
  const text = placed(list);
  const end = list.word.start + text.length;
  return field.at === end && field.text.slice(list.word.start, end) === text ? list : null;
}

function narrowed(list: CompletionList, word: CompletionWord): CompletionList | null {
  const grown =
    list.word.kind === word.kind &&
    list.word.start === word.start &&
    word.text.startsWith(list.word.text);
  if (!grown) return null;
  const candidates = list.candidates.filter(({ insert }) => insert?.startsWith(word.text));
  return candidates.length > 0 || list.loading
    ? { ...list, word, candidates, more: 0, marked: -1 }
    : null;
}

/** After the field was edited: what is known already, and the word to ask about. */
export function wordChanged({ field, completion }: Completing): Completion {
  const word = completionWord(field);
  if (!word) return noCompletion;
  return { asked: word, eager: false, list: completion.list && narrowed(completion.list, word) };
}

/** Takes an answer in; one for another word than is waited for changes nothing. */
export function listAnswered(
  { field, completion }: Completing,
  word: CompletionWord,
  answer: Completions,
): Completing {
  const { asked, eager } = completion;
  const here = completionWord(field);
  if (!asked || !here || !sameWord(asked, word) || !sameWord(here, word))
    return { field, completion };
  const only = answer.candidates.length === 1 ? answer.candidates[0] : undefined;
  const told = only?.insert === word.text && !only.group;
  const empty = answer.candidates.length === 0 && answer.loading === null;
  const list = told || empty ? null : { ...answer, word, marked: -1 };
  const next = { field, completion: { asked: null, eager: false, list } };
  return eager && list && list.candidates.length > 0 ? completeWord(next) : next;
}

function put(field: Field, start: number, text: string): Field {
  return {
    text: field.text.slice(0, start) + text + field.text.slice(field.at),
    at: start + text.length,
  };
}

/** Marks the next or previous candidate, which then stands in the field; past the ends what was typed. */
export function stepCandidate(now: Completing, by: 1 | -1): Completing {
  const list = openList(now);
  if (!list) return now;
  const count = list.candidates.length;
  let marked = list.marked;
  do {
    marked += by;
    if (marked >= count) marked = -1;
    if (marked < -1) marked = count - 1;
  } while (marked >= 0 && list.candidates[marked]?.insert === null);
  const next = { ...list, marked };
  return {
    field: put(now.field, list.word.start, placed(next)),
    completion: { ...now.completion, asked: null, list: next },
  };
}

/** The start that texts have in common. */
function commonStart(texts: readonly string[]): string {
  let common = texts[0] ?? "";
  for (const text of texts) {
    let length = 0;
    while (length < common.length && common[length] === text[length]) length += 1;
    common = common.slice(0, length);
  }
  return common;
}

/** Tab: types what all candidates share; when that is typed already, goes from one to the next. */
export function completeWord(now: Completing): Completing {
  const list = openList(now);
  if (!list) return now;
  if (list.marked >= 0) return stepCandidate(now, 1);
  const usable = list.candidates.filter(({ insert }) => insert !== null);
  const common = commonStart(usable.map(({ insert }) => insert ?? ""));
  const only = usable.length === 1 && list.more === 0 ? usable[0] : undefined;
  if (only && list.candidates.length === 1 && !only.group)
    return { field: put(now.field, list.word.start, common), completion: noCompletion };
  const text = only?.group && list.candidates.length === 1 ? `${common}.` : common;
  const extends_ = text.length > list.word.text.length && list.more === 0;
  if (!extends_) return stepCandidate(now, 1);
  const field = put(now.field, list.word.start, text);
  return { field, completion: wordChanged({ field, completion: now.completion }) };
}

/** Closes the list and puts back what was typed. */
export function closeList(now: Completing): Completing {
  const list = openList(now);
  if (!list) return { ...now, completion: noCompletion };
  return { field: put(now.field, list.word.start, list.word.text), completion: noCompletion };
}
