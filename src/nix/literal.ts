/** A Nix string literal that evaluates to exactly `text`; nothing in it can end the literal or antiquote. */
export function nixString(text: string): string {
  const escaped = text.replace(/["\\]|\$(?=\{)|[\n\r\t]/g, (found) => {
    if (found === "\n") return "\\n";
    if (found === "\r") return "\\r";
    if (found === "\t") return "\\t";
    return `\\${found}`;
  });
  // `$` before an escape that begins with `{` cannot occur: `{` is never escaped.
  return `"${escaped}"`;
}

/** A Nix list of string literals. */
export function nixStrings(texts: readonly string[]): string {
  return `[ ${texts.map(nixString).join(" ")} ]`;
}

/** A Nix list of lists of string literals. */
export function nixPaths(paths: readonly (readonly string[])[]): string {
  return `[ ${paths.map(nixStrings).join(" ")} ]`;
}
