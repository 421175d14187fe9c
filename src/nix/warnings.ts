import type { NixMessage } from "./internal-json.ts";

/** How Nix's own warnings begin that an evaluation can give. */
const own =
  /^warning: (?:unknown (?:setting|experimental feature|deprecated feature) |[Ii]gnoring |Git tree |not writing |will not write |could not |cannot read |config option |input '|you don't have |the flag |'|[Uu]nrecognized |updating |creating |building |In a derivation |[Ff]ailed |download buffer |Nix search path )/;

/**
 * Whether a warning comes from the configuration (`lib.warn`, `warnings`) and not from Nix.
 * @param bare Lix: what `builtins.warn` says looks like a warning of its own, so that these are told by their words
 */
export function isOfConfiguration(warning: NixMessage, bare: boolean): boolean {
  if (/(?:evaluation|trace:) warning:/.test(warning.text)) return true;
  // A warning with a raw text has a place: it is the language's own.
  return (
    bare && warning.raw === undefined && /^warning: /.test(warning.text) && !own.test(warning.text)
  );
}
