/** A list of modules in a source text: `imports = [ … ]`, or `modules = [ … ]` of a flake. */
export interface ModuleList {
  readonly name: "imports" | "modules";
  /** Offsets of what stands between the brackets. */
  readonly start: number;
  readonly end: number;
  readonly elements: readonly ListElement[];
}

interface ListElement {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The text with comments and strings blanked: offsets and line ends stay. */
export function withoutProse(source: string): string {
  const prose = /#[^\n]*|\/\*[\s\S]*?\*\/|''[\s\S]*?''(?!['$\\])|"(?:[^"\\]|\\[\s\S])*"/g;
  return source.replaceAll(prose, (text) => text.replaceAll(/[^\n]/g, " "));
}

/** Relative paths as Nix writes them, outside of comments and strings. */
export function pathLiterals(source: string): string[] {
  const literal = /(?:^|[\s([=])(\.\.?(?:\/[A-Za-z0-9._+-]+)+)(?![A-Za-z0-9._+/$-])/g;
  return [...withoutProse(source).matchAll(literal)].map((match) => match[1] ?? "");
}

/** The lists of modules that are written out in a source text. */
export function moduleLists(source: string): ModuleList[] {
  const plain = withoutProse(source);
  const heads = /(?<![\w'-])(imports|modules)\s*=\s*(?:with\s+[\w.'-]+\s*;\s*)?\[/g;
  return [...plain.matchAll(heads)].flatMap((match) => {
    const start = match.index + match[0].length;
    const end = closing(plain, start);
    if (end === undefined) return [];
    const name = match[1] === "imports" ? ("imports" as const) : ("modules" as const);
    return [{ name, start, end, elements: elementsIn(source, plain, start, end) }];
  });
}

/** Where the bracket that is open at an offset closes. */
function closing(plain: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < plain.length; at += 1) {
    const char = plain[at] ?? "";
    if ("([{".includes(char)) depth += 1;
    else if (")]}".includes(char)) {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
}

function elementsIn(source: string, plain: string, from: number, to: number): ListElement[] {
  const found: ListElement[] = [];
  for (let at = from; at < to; at += 1) {
    if (/\s/.test(plain[at] ?? "")) continue;
    const start = at;
    while (at < to && !/\s/.test(plain[at] ?? "")) {
      const inner = "([{".includes(plain[at] ?? "") ? closing(plain, at + 1) : undefined;
      at = (inner ?? at) + 1;
    }
    found.push({ text: source.slice(start, at), start, end: at });
  }
  return found;
}

/** Adds an element to a list of the text: in its order where it is sorted, in the layout of its neighbours. */
export function withElement(source: string, list: ModuleList, element: string): string {
  const insert = (at: number, text: string) => source.slice(0, at) + text + source.slice(at);
  const alike = list.elements.filter(({ text }) => shape(text) === shape(element));
  const beside = alike.filter(({ text }) => folderOf(text) === folderOf(element));
  const near = [beside, alike, list.elements].find((some) => some.length > 0) ?? [];
  const last = near.at(-1);
  if (!last) return `${source.slice(0, list.start)} ${element} ${source.slice(list.end)}`;
  const texts = near.map(({ text }) => text);
  const sorted =
    texts.length > 1 && texts.every((text, i) => i === 0 || (texts[i - 1] ?? "") < text);
  const before = sorted ? near.findLast(({ text }) => text < element) : last;
  if (!before) {
    const first = near[0] ?? last;
    const indent = ownLine(source, first);
    return insert(first.start, element + (indent === undefined ? " " : `\n${indent}`));
  }
  const indent = ownLine(source, before);
  if (indent === undefined) return insert(before.end, ` ${element}`);
  const rest = /^[ \t]*(?:#[^\n]*)?(?=\r?\n)/.exec(source.slice(before.end));
  if (!rest) return insert(before.end, ` ${element}`);
  const newline = source.startsWith("\r\n", before.end + rest[0].length) ? "\r\n" : "\n";
  return insert(before.end + rest[0].length, `${newline}${indent}${element}`);
}

function folderOf(element: string): string {
  return element.slice(0, element.lastIndexOf("/") + 1);
}

function shape(element: string): "path" | "name" {
  return /^\.\.?\//.test(element) ? "path" : "name";
}

/** The indentation of an element that is the first thing on its line; undefined where it is not. */
function ownLine(source: string, { start }: ListElement): string | undefined {
  const before = source.slice(source.lastIndexOf("\n", start - 1) + 1, start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}
