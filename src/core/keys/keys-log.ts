import type { Binding } from "./keys.ts";

/** What only the build pane can be told. */
export type LogCommand =
  | "follow"
  | "next-build"
  | "previous-build"
  | "first-error"
  | "next-match"
  | "wrap"
  | "tree"
  | "all-builds";

/** The keys of the build pane, besides those that scroll. */
export const logBindings: readonly Binding[] = [
  {
    place: "log",
    keys: ["J", "]"],
    command: "next-build",
    text: "the log of the next derivation",
    hint: "whose log",
  },
  { place: "log", keys: ["K", "["], command: "previous-build", text: "of the one before" },
  {
    place: "log",
    keys: ["!"],
    command: "first-error",
    text: "to the first error, then to the next",
    hint: "first error",
  },
  { place: "log", keys: ["/"], command: "search", text: "search", hint: "search" },
  { place: "log", keys: ["n"], command: "next-match", text: "next match", hint: "next match" },
  {
    place: "log",
    keys: ["N"],
    command: "previous-match",
    text: "previous match",
    hint: "previous",
  },
  { place: "log", keys: ["f"], command: "follow", text: "follow the end", hint: "follow" },
  { place: "log", keys: ["w"], command: "wrap", text: "break long lines, or cut them" },
  { place: "log", keys: ["t"], command: "tree", text: "with the tree, or the log alone" },
  {
    place: "log",
    keys: ["a"],
    command: "all-builds",
    text: "every derivation, or those that matter",
  },
];
