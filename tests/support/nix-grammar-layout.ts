import { type Choose, gaps, pick, type Words } from "./nix-grammar-words.ts";

/** Words with any blanks and comments between them. */
export function scattered(choose: Choose, words: Words): string {
  return words
    .map((word) => word + (choose(3) === 0 ? apart(word, pick(choose, gaps)) : " "))
    .join("")
    .trimEnd();
}

/** A path would take in what follows at once. */
function apart(word: string, gap: string): string {
  return /[/:]/.test(word) && !/^\s/.test(gap) ? ` ${gap}` : gap;
}

/** Words on lines, as people lay them out. */
export function laidOut(words: Words, unit: string): string {
  let text = "";
  let depth = 0;
  for (const [i, word] of words.entries()) {
    const next = words[i + 1] ?? "";
    if (word === "{" || word === "[") depth++;
    if (/^[}\]]$/.test(next)) depth--;
    const tight =
      word === "." || (/^[.;,:]$/.test(next) && !/[:/]/.test(word)) || word === "(" || next === ")";
    const breaks = /^(\{|;|in)$/.test(word) || (next === "}" && word !== "{");
    text += word + (breaks ? `\n${unit.repeat(Math.max(0, depth))}` : tight ? "" : " ");
  }
  return text.replace(/[ \t]+$/gm, "");
}
