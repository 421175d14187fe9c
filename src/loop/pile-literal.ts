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
  const [, said] = found ?? [];
  if (said === undefined || others.length > 0) return undefined;
  // Not JSON: a text may hold a raw control character, a number may begin with 0.
  if (said.startsWith('"')) return said.slice(1, -1);
  return /\d/.test(said) ? Number(said) : JSON.parse(said);
}
