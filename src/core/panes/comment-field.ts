import type { Command } from "../keys/keys.ts";
import type { Field } from "./field.ts";
import { editField, filled, insert } from "./field.ts";

/** A comment that is written on a hunk. A closed field keeps its text until the hunk is commented on again. */
export interface CommentField {
  readonly proposal: string;
  readonly hunk: string;
  readonly field: Field;
  readonly open: boolean;
}

/** Rows that the open field takes from the diff: its title and the text. */
export const commentRows = 5;

/** The field on a hunk: with the text that was left there, else with the comment that it has. */
export function openComment(
  before: CommentField | null,
  proposal: string,
  hunk: string,
  known: string,
): CommentField {
  const same = before?.proposal === proposal && before.hunk === hunk;
  return { proposal, hunk, field: same ? before.field : filled(known), open: true };
}

/** The field after text was typed or pasted. */
export function commentTyped(comment: CommentField, text: string): CommentField {
  return { ...comment, field: insert(comment.field, text) };
}

/** An editing command on the field; undefined when the command is none. */
export function commentEdited(comment: CommentField, command: Command): CommentField | undefined {
  const field = editField(comment.field, command);
  return field && { ...comment, field };
}
