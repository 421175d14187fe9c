import type { Rule } from "./rule.ts";

/** What Nix says of a function's arguments and of `assert`, and what Lix alone refuses. */
export const callRules: readonly Rule[] = [
  {
    // Lix names all that are missing, and what is too much besides; the others name one.
    pattern:
      /^function '.+?' called without required arguments? ('[^\n]*?')(?= and with unexpected|\n|$)/,
    read: (match) => ({
      kind: "missing-attribute",
      message: `A function is called without its ${namesIn(match[1])}.`,
      hint: "For a module: pass it through specialArgs, or remove it from the arguments.",
    }),
  },
  {
    pattern: /^function '.+?' called with unexpected arguments? ('[^\n]*')/,
    read: (match, { suggestion }) => ({
      kind: "other",
      message: `A function does not take the ${namesIn(match[1])} that it is called with.`,
      hint: suggestion
        ? `Did you mean ${suggestion}?`
        : "Check the spelling, or add `...` to the function's arguments.",
    }),
  },
  {
    pattern: /^assertion (?:'([\s\S]*)' )?failed\s*$/,
    read: (match) => ({
      kind: "assertion",
      message: match[1] ? `\`assert ${match[1]}\` does not hold.` : "An `assert` does not hold.",
    }),
  },
  {
    pattern:
      /^([\s\S]+?)[.,;]?\s+(?:[Uu]se|allow using them with) '?--extra-deprecated-features? ([a-z-]+)/,
    read: (match) => ({
      kind: "syntax",
      message: `Lix refuses this: ${match[1]}.`,
      hint: `Write it another way; Lix calls the old form ${match[2]}.`,
    }),
  },
];

/** `'a', 'b' and 'c'` → "arguments `a`, `b` and `c`". */
function namesIn(quoted: string | undefined): string {
  const names = (quoted ?? "").replaceAll("'", "`");
  return `${/` ?(?:,|and) ?`/.test(names) ? "arguments" : "argument"} ${names}`;
}
