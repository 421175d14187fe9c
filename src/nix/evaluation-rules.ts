import type { Rule } from "./rule.ts";

/** What the language itself says, in both wordings where two are known (2.26 and 2.34). */
export const evaluationRules: readonly Rule[] = [
  {
    pattern: /^undefined variable '(.+?)'/s,
    read: (match, { suggestion }) => ({
      kind: "undefined-variable",
      message: `\`${match[1]}\` is not defined here.`,
      hint:
        suggested(suggestion) ??
        (["pkgs", "lib", "config"].includes(match[1] ?? "")
          ? `Add \`${match[1]}\` to the function arguments at the top of the file.`
          : "Check the spelling; a package needs `pkgs.` in front of it or `with pkgs;` around it."),
    }),
  },
  {
    pattern: /^'(.+?)' has been (removed|renamed)/s,
    read: (match, { raw }) => ({
      kind: "missing-attribute",
      message: raw.trim(),
      hint: match[2] === "renamed" ? "Use the new name." : "Choose another package.",
    }),
  },
  {
    pattern: /^attribute '(.+?)' missing/s,
    read: (match, { suggestion, moduleArgument }) =>
      moduleArgument === match[1]
        ? {
            kind: "missing-attribute",
            message: `A module wants the argument \`${match[1]}\`, which nobody passes.`,
            hint: "Pass it through specialArgs, or remove it from the module's arguments.",
          }
        : {
            kind: "missing-attribute",
            message: `There is no \`${match[1]}\` in this set.`,
            hint: suggested(suggestion) ?? "Check the spelling and what the set holds.",
          },
  },
  {
    pattern: /^flake '(.+?)' does not provide attribute (.+)/s,
    read: (match, { suggestion }) => ({
      kind: "missing-attribute",
      message: `The flake does not provide ${match[2]?.split("\n", 1)[0]}.`,
      ...hinted(suggestion),
    }),
  },
  {
    pattern: /^syntax error, (.+)/s,
    read: (match) => ({
      kind: "syntax",
      message: `Syntax error: ${plainTokens(match[1] ?? "")}.`,
      hint: /expecting ';'/.test(match[1] ?? "")
        ? "A `;` is missing before this place, usually at the end of the line above."
        : /end of file/.test(match[1] ?? "")
          ? "Something that was opened is not closed: look for a missing `}`, `]`, `)` or quote."
          : /invalid token/.test(match[1] ?? "")
            ? "Nix does not know this character. At the start of a file it is mostly a byte order mark: save the file as UTF-8 without BOM."
            : "Look at this place and just before it.",
    }),
  },
  {
    pattern: /^(?:dynamic )?attribute '(.+?)' already defined at (.+?):(\d+):(\d+)/s,
    read: (match) => ({
      kind: "syntax",
      message: `\`${match[1]}\` is defined twice in this set; the other one is in line ${match[3]}.`,
      option: match[1] ?? "",
      hint: "Keep one of them.",
    }),
  },
  {
    pattern: /^(?:undefined|duplicate formal) function argument '(.+?)'/s,
    read: (match) => ({ kind: "syntax", message: `Duplicate function argument \`${match[1]}\`.` }),
  },
  {
    pattern: /^infinite recursion encountered/,
    read: () => ({
      kind: "recursion",
      message: "Infinite recursion: a value depends on itself.",
      hint: "An option must not be computed from itself, and `imports` must not depend on `config` or `pkgs`.",
    }),
  },
  {
    pattern: /^stack overflow/,
    read: () => ({
      kind: "recursion",
      message: "The evaluation recursed too deeply (stack overflow).",
      hint: "A function calls itself without end.",
    }),
  },
  {
    pattern:
      /^cannot build '(.+?)' during evaluation because the option 'allow-import-from-derivation' is disabled/s,
    read: (match) => ({
      kind: "ifd",
      message: `The configuration needs ${nameOf(match[1])} built during evaluation (import from derivation).`,
      hint: "This is switched off, because evaluating a change must not run programs. Allow it in the configuration of agentix if you trust the flake.",
    }),
  },
  {
    pattern: /^[Pp]ath '(.+?)' in the repository .+? is not tracked by Git/s,
    read: (match) => ({
      kind: "untracked-file",
      message: `${match[1]} is not tracked by git, so the flake cannot see it.`,
      file: match[1] ?? "",
      hint: `Run: git add ${match[1]}`,
      placed: false,
    }),
  },
  {
    pattern: /^[Pp]ath '(.+?)' does not exist(?: in Git repository.*)?/s,
    read: (match) => ({
      kind: "missing-file",
      message: `The file ${match[1]} does not exist in the commit.`,
      hint: "A flake sees only files that git tracks: check the name, and whether the file was added.",
    }),
  },
  {
    pattern: /^(?:opening file |getting status of )?'([^']+?)'(?: does not exist|: No such file)/s,
    read: (match) => ({ kind: "missing-file", message: `The file ${match[1]} does not exist.` }),
  },
  {
    pattern:
      /^access to (?:absolute path|URI) '(.+?)' is forbidden in (?:pure eval(?:uation)?|restricted) mode|^the path '(.+?)' can not be resolved in pure mode/s,
    read: (match) => ({
      kind: "other",
      message: `The configuration reads ${match[1] ?? match[2]}, which lies outside the flake.`,
      hint: "A flake may only read its own files and its inputs.",
    }),
  },
  {
    pattern: /^cannot look up '<(.+?)>' in pure evaluation mode/s,
    read: (match) => ({
      kind: "other",
      message: `The configuration looks up <${match[1]}>, which a flake cannot do.`,
      hint: "Use the flake's inputs instead of channels.",
    }),
  },
  {
    pattern:
      /^in pure evaluation mode, '?(\w+)'? (?:will not|doesn't) fetch unlocked input '(.+?)'|^in pure evaluation mode, '(\w+)' requires a (?:'sha256' argument|locked input)/s,
    read: (match) => ({
      kind: "fetch",
      message: `The configuration fetches something without a hash (${match[2] ?? match[3]}).`,
      hint: "Give it a hash or make it an input of the flake.",
    }),
  },
  {
    pattern:
      /^(?:flake '(.+?)' requires lock file changes|cannot update unlocked flake (?:reference|input) '(.+?)' in pure mode)/s,
    read: (match) => ({
      kind: "other",
      message: match[2]
        ? `flake.lock does not cover the input \`${match[2]}\`.`
        : "flake.lock does not cover every input of flake.nix.",
      file: "flake.lock",
      hint: "Run `nix flake lock` in the flake's folder and commit flake.lock.",
      placed: false,
    }),
  },
  {
    pattern: /^(?:getting Git object '(.+?)': object not found|Cannot find Git revision '(.+?)')/s,
    read: (match) => ({
      kind: "fetch",
      message: `The git revision ${match[1] ?? match[2]} of an input is not there.`,
      hint: "Fetch the inputs once with `nix flake archive`, or update the lock of this input.",
      placed: false,
    }),
  },
  {
    pattern: /^\[json\.exception\.(?:parse_error|type_error|out_of_range)\.\d+\] (.+)/s,
    read: (match) => ({
      kind: "other",
      message: `flake.lock, or another JSON file that is read, is damaged: ${match[1]}.`,
      hint: "Take the last good version back: git log -- flake.lock",
      placed: false,
    }),
  },
  {
    // The first wording is that of nixpkgs since 26.05, the second that of 25.11 and before.
    pattern:
      /^(?:Refusing to evaluate package|Package) ['‘](.+?)['’] (?:in .+? )?(?:because it )?(is marked as (\w+)|has an unfree license)/s,
    read: (match) => ({
      kind: "other",
      message: `The package ${match[1]} is refused: ${match[3] ? `it is marked as ${match[3]}` : "its licence is unfree"}.`,
      hint: match[3]
        ? "Choose another package, or allow it with nixpkgs.config."
        : "Allow it with nixpkgs.config.allowUnfreePredicate (or allowUnfree = true).",
      placed: false,
    }),
  },
  {
    pattern:
      /^(?:cannot (?:add|coerce|convert|compare) |expected an? .+ but found |value is an? .+ while an? .+ was expected|attempt to call something which is not a function)/s,
    read: (_match, { raw }) => ({
      kind: "wrong-type",
      message: `A value has the wrong type: ${raw.trim()}.`,
      hint: "Look at what this place expects.",
    }),
  },
  {
    pattern: /^evaluation aborted with the following error message: '([\s\S]*)'$/,
    read: (match) => ({ kind: "other", message: `The configuration aborts: ${match[1]}` }),
  },
];

const suggested = (suggestion: string | undefined) =>
  suggestion === undefined ? undefined : `Did you mean ${suggestion}?`;
const hinted = (suggestion: string | undefined) =>
  suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` };

/** `/nix/store/<hash>-name.drv^out` → `name`. */
function nameOf(drv: string | undefined): string {
  return (drv ?? "").replace(/^.*\/[a-z0-9]{32}-/, "").replace(/\.drv(?:\^.*)?$/, "");
}

/** The parser's token names (2.26) as 2.34 writes them. */
function plainTokens(text: string): string {
  const names: Record<string, string> = {
    ID: "identifier",
    OR_KW: "'or'",
    DOLLAR_CURLY: "'${'",
    INHERIT: "'inherit'",
    REC: "'rec'",
    LET: "'let'",
    IN_KW: "'in'",
    IF: "'if'",
    THEN: "'then'",
    ELSE: "'else'",
    WITH: "'with'",
    ASSERT: "'assert'",
    INT_LIT: "integer",
    ELLIPSIS: "'...'",
    IND_STRING_OPEN: "start of an indented string",
    STR: "string",
    PATH: "path",
  };
  return text.replaceAll(/\b[A-Z_]{2,}\b/g, (token) => names[token] ?? token);
}
