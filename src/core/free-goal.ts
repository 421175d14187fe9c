import { spokenIn } from "./pasted.ts";

/*
 * What the person's own words allow. Text of files, options and logs never decides whether there is a free edit,
 * nor which file it is about.
 */

/** A goal without what the person quotes: whole sentences in quotation marks, and all that looks pasted. */
export function ownWords(goal: string): string {
  return spokenIn(goal).own.replaceAll(
    /(["“”„«»])((?:[^\s"“”„«»]+\s+){3,}[^\s"“”„«»]*)["“”„«»]/g,
    " ",
  );
}

const asks =
  /\b(?:let|let-bindings?|bindings?|imports?|imported|importing|overlays?|modules?|refactor\w*|renam\w+|mov(?:e|es|ing)|extract\w*|split\w*|factor\w*|inline\w*|dedup\w*|deduplicat\w*|merge (?:the |both |these )?files?|into (?:a|its|their|another|one|new) \S*\s*files?|files? of (?:its|their) own|new file|function|helper|variable|constant|mkOption|custom option|own option|declare|restructure\w*|reorgani[sz]\w*|clean ?up|tidy|overrideAttrs|override|comments?)\b/i;

/** Whether a goal asks for what no option expresses: a binding, an import, an overlay, a file, a refactor. */
export function wantsFreeEdit(goal: string): boolean {
  return asks.test(ownWords(goal));
}

const common = new Set(
  "the and for into from with own its that this file files module modules import imports let binding bindings extract split move add new set settings setting make use nix port ports enable service services option options configuration config default of a an it to in on as them their shared".split(
    " ",
  ),
);

/** The words of a goal that may name a file, an option or a host, as they were written. */
export function namingWords(goal: string): string[] {
  const found = ownWords(goal).match(/[\p{L}\p{N}_./@-]+/gu) ?? [];
  const words = found.map((word) => word.replace(/^[./-]+|[./-]+$/g, ""));
  return [...new Set(words.filter((word) => word.length > 1 && !common.has(word.toLowerCase())))];
}

/** Whether the goal names the file: its path or the end of it, a folder of it, or its name. */
export function namesFile(goal: string, file: string): boolean {
  const low = file.toLowerCase();
  const parts = low.replace(/\.nix$/, "").split("/");
  return [
    ...namingWords(goal),
    ...(goal.match(/\bconfiguration\.nix\b|\bdefault\.nix\b/g) ?? []),
  ].some((written) => {
    const word = written.toLowerCase();
    if (word.includes("/"))
      return low === word || low.startsWith(`${word}/`) || low.endsWith(`/${word}`);
    return parts.includes(word.replace(/\.nix$/, ""));
  });
}

/** Whether the goal names an option: by its path, or by the name of one of its groups. */
export function namesOption(goal: string, option: readonly string[]): boolean {
  const low = option.map((segment) => segment.toLowerCase());
  return namingWords(goal).some((written) => {
    const word = written.toLowerCase();
    if (word.includes(".")) return low.join(".").startsWith(word);
    const singular = word.replace(/s$/, "");
    return low.some(
      (segment) => segment === word || (singular.length > 2 && segment.includes(singular)),
    );
  });
}

/** Whether a block adds nothing but relative files to a list of imports. */
export function onlyImports(search: string, replace: string): boolean {
  const kept = (text: string) =>
    text
      .replaceAll(/\bimports\s*=\s*\[|\]\s*;|(?<=^|\s)\.{1,2}\/[\w./+-]+(?=\s|$)/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim();
  return kept(search) === kept(replace);
}
