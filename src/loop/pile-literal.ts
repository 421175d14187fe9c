/**
 * What a binding says, where that is a plain literal, forced or not: a definition that loses is not evaluated.
 * @param text the lines of the binding; others may stand on them
 */
export function literalIn(
  text: string,
  path: readonly string[],
): string | number | boolean | null | undefined {
  const name = (path.at(-1) ?? "").replaceAll(/[^\w-]/g, "\\$&");
  const binding = new RegExp(
    `(?<![\\w'-])"?${name}"?\\s*=\\s*(?:(?:lib\\.)?mk(?:Force|Default)\\s+)?(true|false|null|-?\\d+|"[^"\\\\$]*")\\s*;`,
    "g",
  );
  const [found, ...others] = [...text.matchAll(binding)];
  return found?.[1] === undefined || others.length > 0 ? undefined : JSON.parse(found[1]);
}
