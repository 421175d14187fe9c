/*
 * Lines that belong together, by their indentation: a binding with what stands inside it, a comment with
 * what it is about. Works for every indented language and needs no parser for half a file.
 */

interface Text {
  readonly indent: number;
  readonly text: string;
}

function read(line: string): Text {
  const text = line.trim();
  return { text, indent: text === "" ? Number.POSITIVE_INFINITY : line.search(/\S/) };
}

const closes = /^([\]})]|''|in\b|end\b)/;
const comments = /^(#|\/\/|--|\/\*|\*)/;

/** Lengths of the groups at the least indentation. */
function topGroups(lines: readonly Text[]): number[] {
  const least = Math.min(...lines.map(({ indent }) => indent));
  const groups: number[] = [];
  let opened = false;
  for (const { indent, text } of lines) {
    const isTop = indent === least && !closes.test(text);
    if (groups.length === 0 || (isTop && opened)) {
      groups.push(1);
      opened = false;
    } else groups.push((groups.pop() as number) + 1);
    // A comment waits for what it is about.
    if (text !== "" && !comments.test(text)) opened = true;
  }
  return groups;
}

/** A group taken apart: its first line, what stands inside, and its end. */
function inside(lines: readonly Text[]): number[] {
  const least = Math.min(...lines.map(({ indent }) => indent));
  const head =
    1 +
    Math.max(
      0,
      lines.findIndex(({ text }) => text !== "" && !comments.test(text)),
    );
  let end = lines.length;
  while (end > head && ((lines[end - 1] as Text).indent <= least || lines[end - 1]?.text === ""))
    end -= 1;
  const body = lines.slice(head, end);
  return [head, ...(body.length > 0 ? topGroups(body) : []), lines.length - end].filter(
    (length) => length > 0,
  );
}

/** Lengths of the groups of lines; `depth` says how often groups are taken apart once more. */
export function lineGroups(source: readonly string[], depth: number): number[] {
  if (source.length === 0) return [];
  const lines = source.map(read);
  let groups = topGroups(lines);
  for (let level = 0; level < depth; level += 1) {
    let at = 0;
    groups = groups.flatMap((length) => {
      at += length;
      const own = lines.slice(at - length, at);
      const isOne = own.filter(({ text }) => text !== "").length <= 1;
      return isOne ? [length] : inside(own);
    });
  }
  return groups;
}

/** What a group is about: the name that its first telling line begins with. */
export function groupKey(lines: readonly string[]): string {
  const texts = lines.map((line) => line.trim()).filter((text) => text !== "");
  const telling = texts.find((text) => !comments.test(text)) ?? texts[0] ?? "";
  return /^[^=\s;]+/.exec(telling)?.[0] ?? "";
}
