import type { Binding } from "./keys.ts";
import { typingIn } from "./keys-moving.ts";

/** What is done to one hunk in a person's own words. */
export type HunkCommand = "edit-hunk" | "comment" | "keep-comment";

/** The keys for it in the diff. */
export const hunkBindings: readonly Binding[] = [
  {
    place: "diff",
    keys: ["e"],
    command: "edit-hunk",
    text: "edit the hunk in $EDITOR",
    hint: "edit",
  },
  {
    place: "diff",
    keys: ["c"],
    command: "comment",
    text: "comment on the hunk, and plan again with that",
    hint: "comment",
  },
];

/** The keys of the field for a comment. */
export const commentBindings: readonly Binding[] = [
  {
    place: "comment",
    keys: ["enter"],
    command: "send",
    text: "keep the comment and plan again with it",
    hint: "revise",
  },
  {
    place: "comment",
    keys: ["tab"],
    command: "keep-comment",
    text: "only keep the comment",
    hint: "only keep",
  },
  { place: "comment", keys: ["ctrl-j", "alt-enter"], command: "newline", text: "a new line" },
  {
    place: "comment",
    keys: ["esc", "ctrl-c"],
    command: "leave",
    text: "back to the diff",
    hint: "close",
  },
  ...typingIn("comment"),
];
