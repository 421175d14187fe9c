import { nixString } from "./literal.ts";

/** Patterns by their first segments, so that a name is looked up once for all of them. */
interface Tree {
  /** A pattern ends here: what it names is covered with all below. */
  ends: boolean;
  /** Goes on with exactly this name. */
  readonly names: Map<string, Tree>;
  /** Goes on with a name that the regex matches (POSIX, as Nix has it). */
  readonly regexes: Map<string, Tree>;
  /** Goes on with any one name. */
  any: Tree | undefined;
  /** Goes on after any number of names. */
  deep: Tree | undefined;
}

const empty = (): Tree => ({
  ends: false,
  names: new Map(),
  regexes: new Map(),
  any: undefined,
  deep: undefined,
});

/**
 * Patterns as one Nix value: `{ e = true; n = { name = …; }; r = [ { m = regex; t = …; } ]; a = …; d = …; }`, each
 * part only where there is something of it.
 * @param patterns lists of `=name`, `~regex`, `*` and `**`
 */
export function patternTreeNix(patterns: readonly (readonly string[])[]): string {
  const root = empty();
  for (const pattern of patterns) {
    let at = root;
    for (const segment of pattern) at = step(at, segment);
    at.ends = true;
  }
  return shown(root);
}

function step(tree: Tree, segment: string): Tree {
  if (segment === "*") {
    tree.any ??= empty();
    return tree.any;
  }
  if (segment === "**") {
    tree.deep ??= empty();
    return tree.deep;
  }
  const next = segment.startsWith("~") ? tree.regexes : tree.names;
  const known = next.get(segment.slice(1)) ?? empty();
  next.set(segment.slice(1), known);
  return known;
}

function shown({ ends, names, regexes, any, deep }: Tree): string {
  const named = [...names].map(([name, tree]) => `${nixString(name)} = ${shown(tree)};`);
  const matched = [...regexes].map(([regex, t]) => `{ m = ${nixString(regex)}; t = ${shown(t)}; }`);
  return [
    "{",
    ...(ends ? ["e = true;"] : []),
    ...(named.length > 0 ? [`n = { ${named.join(" ")} };`] : []),
    ...(matched.length > 0 ? [`r = [ ${matched.join(" ")} ];`] : []),
    ...(any ? [`a = ${shown(any)};`] : []),
    ...(deep ? [`d = ${shown(deep)};`] : []),
    "}",
  ].join(" ");
}
