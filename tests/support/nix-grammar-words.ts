/** The words of an expression; between any two of them blanks and comments may stand. */
export type Words = readonly string[];

/** A number below `choices`, the next of a stream that a seed decides. */
export type Choose = (choices: number) => number;

/** A stream of choices (mulberry32): the same seed gives the same stream. */
export function chooser(seed: number): Choose {
  let state = seed >>> 0;
  return (choices) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % choices;
  };
}

/** One of some things. */
export function pick<T>(choose: Choose, things: readonly T[]): T {
  return things[choose(things.length)] as T;
}

export const operators = [
  ["==", "!=", "<", "<=", ">", ">=", "&&", "||", "->"],
  ["+", "-", "*", "/", "//", "++"],
].flat();

export const numbers = ["0", "42", "007", "1.5", ".5", "1.0e-3", "2.E2"];

export const paths = [
  "./a.nix",
  "../b/c.nix",
  "/etc/x-1.0/y+z",
  "a/b",
  "~/c.nix",
  "<nixpkgs>",
  "<nixpkgs/nixos/lib>",
  "https://example.org/a?b=c&d=1%20",
  "mailto:a@b",
];

/** Strings without a hole, quotes and all. */
export const strings = [
  '""',
  '"plain"',
  String.raw`"a \" \\ \n \t \r \x \${b} $\{c} $$ $"`,
  "\"$${a} $$'' # no comment /* nor here\"",
  '"two\n  lines { a = 1; }"',
  '"ünï 😀 日本"',
  "''''",
  "''one line''",
  "''\n    two\n      lines ''' ''$ ''${a} ''\\n ''\\t $${b} $ ' \" # { [\n  ''",
  "''\n\n  ünï 😀\n\n\ttab ''",
];

/** What may stand between two words. */
export const gaps = [
  " ",
  "  ",
  "\n",
  "\n  ",
  "\t",
  "\n\n",
  " # a comment; { [ ( \" ''\n",
  "\n# at the start\n",
  " /* inside */ ",
  " /* two\n lines */\n",
  " /**/ ",
  "/* 😀 ünï */",
];
