import type { Field } from "./field.ts";

/** A word that is being written: an option path, or the name of a package. */
export interface CompletionWord {
  readonly kind: "option" | "package";
  readonly text: string;
  /** Where it starts in the field. */
  readonly start: number;
}

/** After these, names of packages follow; after the others, they no longer do. */
const packageVerbs = new Set("add install uninstall remove package packages".split(" "));
const otherVerbs = new Set(
  "to in into on onto of from for with as set enable disable open close use make allow".split(" "),
);
/** Words of a goal that name nothing. */
const plainWords = new Set(
  [
    ...packageVerbs,
    ..."the and port ports firewall service option options user users group groups".split(" "),
    ..."please want need new then also both all every host hosts value true false null".split(" "),
  ].filter((word) => !["firewall", "users"].includes(word)),
);
const shape = /^[\p{L}\p{N}_."<>*'$:@/+-]{1,300}$/u;

/** Whether the words before speak of packages: the last verb or preposition decides. */
function inPackages(line: string): boolean {
  for (const word of line
    .toLowerCase()
    .split(/[\s,;]+/)
    .reverse()) {
    if (packageVerbs.has(word)) return true;
    if (otherVerbs.has(word)) return false;
  }
  return false;
}

/** The word that ends at the cursor, when it is one that can be completed. */
export function completionWord({ text, at }: Field): CompletionWord | null {
  if (at < text.length && /\S/.test(text[at] ?? "")) return null;
  const line = text.slice(Math.max(text.lastIndexOf("\n", at - 1) + 1, at - 2000), at);
  const raw = /\S+$/.exec(line)?.[0] ?? "";
  const word = raw.replace(/^[([{'`,]+/, "");
  if (!shape.test(word)) return null;
  const start = at - word.length;
  if (word.startsWith("pkgs."))
    return word.length > 6 ? { kind: "package", text: word, start } : null;
  const kind = inPackages(line.slice(0, line.length - raw.length)) ? "package" : "option";
  if (word.includes(".")) return word.startsWith(".") ? null : { kind, text: word, start };
  const lower = word.toLowerCase();
  const names = word.length >= 3 && !plainWords.has(lower) && !otherVerbs.has(lower);
  return names ? { kind, text: word, start } : null;
}

/** Whether two words are the same one, in the same place. */
export function sameWord(a: CompletionWord, b: CompletionWord): boolean {
  return a.kind === b.kind && a.text === b.text && a.start === b.start;
}
