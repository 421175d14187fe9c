import fc from "fast-check";

/** Pieces of text whose shown form differs in length or width from what is written. */
export const strangeUnits = fc.constantFrom(
  "a",
  "\t",
  " ",
  "日",
  "🚀",
  "\u001b",
  "\u202e",
  "e\u0301",
  "\u0301",
);
