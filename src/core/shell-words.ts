import { problem, type Result } from "./result.ts";

/**
 * A command line cut into words as a POSIX shell does it, and nothing else that a shell does: quotes and
 * backslashes count, `$`, `~`, `*` and `;` are plain characters.
 */
export function shellWords(line: string): Result<string[]> {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] as string;
    if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return unfinished("'");
      word = (word ?? "") + line.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      const quoted = insideQuotes(line, at + 1);
      if (quoted === null) return unfinished('"');
      word = (word ?? "") + quoted.text;
      at = quoted.end;
    } else if (character === "\\") {
      const next = line[at + 1];
      if (next === undefined) return unfinished("\\");
      if (next !== "\n") word = (word ?? "") + next;
      at += 1;
    } else if (/[ \t\n]/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + character;
  }
  if (word !== null) words.push(word);
  return { ok: true, value: words };
}

/** What stands up to the closing double quote; a backslash hides only what is special there. */
function insideQuotes(line: string, start: number): { text: string; end: number } | null {
  let text = "";
  for (let at = start; at < line.length; at += 1) {
    const character = line[at] as string;
    if (character === '"') return { text, end: at };
    const next = line[at + 1];
    if (character === "\\" && next !== undefined && '"\\$`\n'.includes(next)) {
      if (next !== "\n") text += next;
      at += 1;
    } else text += character;
  }
  return null;
}

function unfinished(what: string): Result<never> {
  return problem("bad-config", `a ${what} in it has no end`);
}
