import { parsePath } from "../core/option.ts";
import type { Diagnostic } from "../core/verification.ts";
import type { Syntax } from "../ports/syntax.ts";

/**
 * Nix names the file of an unknown option or a wrong type, not the line. The syntax tree knows it:
 * fills in the line of the definition where the file is readable and defines the option once named.
 */
export async function locate(
  diagnostics: readonly Diagnostic[],
  syntax: Syntax,
  read: (path: string) => Promise<string | undefined>,
): Promise<Diagnostic[]> {
  const result: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    if (!diagnostic.file || !diagnostic.option || diagnostic.line !== undefined) {
      result.push(diagnostic);
      continue;
    }
    const source = await read(diagnostic.file);
    const path = parsePath(diagnostic.option.replace(/\."\[definition.*$/, ""));
    const line = source && path ? lineOf(syntax, source, path) : undefined;
    result.push(line === undefined ? diagnostic : { ...diagnostic, line });
  }
  return result;
}

/** Line of the definition that covers most of the path; undefined when nothing related is defined. */
function lineOf(syntax: Syntax, source: string, path: readonly string[]): number | undefined {
  let best: { length: number; line: number } | undefined;
  for (const definition of syntax.definitions(source)) {
    const length = definition.path.length;
    const related =
      definition.path.every((segment, index) => index >= path.length || segment === path[index]) ||
      endsWith(path, definition.path);
    if (related && (!best || length > best.length)) best = { length, line: definition.line };
  }
  return best?.line;
}

/** A home module defines `home.packages` for `home-manager.users.alice.home.packages`. */
function endsWith(path: readonly string[], tail: readonly string[]): boolean {
  const offset = path.length - tail.length;
  return (
    offset > 0 && tail.length > 1 && tail.every((part, index) => part === path[offset + index])
  );
}
