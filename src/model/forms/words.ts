/** Words of a text or an option path, lower case, camelCase apart, plural and singular alike. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => stem(word.toLowerCase()));
}

function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 6 && word.endsWith("ing")) return word.slice(0, -3);
  if (word.length > 5 && word.endsWith("ed")) return word.slice(0, -2);
  return word.length > 3 && /[^s]s$/.test(word) && !/(?:us|is|dns|tls|https|nfs)$/.test(word)
    ? word.slice(0, -1)
    : word;
}
