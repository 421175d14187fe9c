/** Splits at dots outside quotes and braces: `a.{b.c,d}."e.f"` → [`a`, `{b.c,d}`, `"e.f"`]. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = "";
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === "{") depth += 1;
    else if (!quoted && char === "}") depth -= 1;
    if (char === separator && depth === 0 && !quoted) {
      parts.push(part);
      part = "";
    } else part += char;
  }
  parts.push(part);
  return parts;
}

/** Every spelling that a pattern's alternatives stand for, braces inside quotes included. */
export function expandBraces(pattern: string): string[] {
  const open = pattern.indexOf("{");
  if (open < 0) return [pattern];
  let depth = 0;
  for (let at = open; at < pattern.length; at += 1) {
    if (pattern[at] === "{") depth += 1;
    if (pattern[at] === "}") depth -= 1;
    if (depth > 0) continue;
    const head = pattern.slice(0, open);
    const tail = pattern.slice(at + 1);
    const inner = pattern.slice(open + 1, at);
    const quotedHere = (head.match(/"/g)?.length ?? 0) % 2 === 1;
    const choices = quotedHere ? inner.split(",") : splitOutside(inner, ",");
    return choices.flatMap((choice) => expandBraces(head + choice + tail));
  }
  return [pattern];
}

function segmentMatcher(segment: string): RegExp {
  const plain = segment.replace(/^"(.*)"$/s, "$1");
  const escaped = plain.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`, "s");
}

type Segment = "**" | RegExp;

/** A compiled option pattern. */
export interface OptionPattern {
  /** True when the path is the option, or lies below it. */
  covers(path: readonly string[]): boolean;
  /** True when the path is a group that may hold a matching option. */
  mayHold(path: readonly string[]): boolean;
  /** True when the path is a group on the way to it that the pattern names step by step. */
  leadsTo(path: readonly string[]): boolean;
}

function walk(segments: readonly Segment[], path: readonly string[], at = 0, from = 0): boolean {
  for (let index = at; index < segments.length; index += 1) {
    const segment = segments[index];
    if (segment === "**") {
      for (let skip = from; skip <= path.length; skip += 1)
        if (walk(segments, path, index + 1, skip)) return true;
      return false;
    }
    const name = path[from];
    if (name === undefined || !segment?.test(name)) return false;
    from += 1;
  }
  return true;
}

function prefixMatches(segments: readonly Segment[], path: readonly string[]): boolean {
  for (const [index, name] of path.entries()) {
    const segment = segments[index];
    if (segment === "**") return true;
    if (segment === undefined || !segment.test(name)) return false;
  }
  return path.length < segments.length;
}

/**
 * The spellings of a pattern as lists of `=name`, `~regex` (POSIX, as Nix matches), `*` and `**`: one that ends
 * in `**` ends before it, since what is named covers all below.
 */
export function segmentsOf(pattern: string): string[][] {
  return expandBraces(pattern).map((form) => {
    const parts = splitOutside(form, ".").map((part) => {
      if (part === "*" || part === "**") return part;
      const plain = part.replace(/^"(.*)"$/s, "$1");
      if (!plain.includes("*")) return `=${plain}`;
      return `~${plain.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}`;
    });
    while (parts.at(-1) === "**") parts.pop();
    return parts;
  });
}

/** Compiles a pattern of the guarded table or of a user's rule. */
export function compilePattern(pattern: string): OptionPattern {
  const forms = expandBraces(pattern).map((form) =>
    splitOutside(form, ".").map((part): Segment => (part === "**" ? "**" : segmentMatcher(part))),
  );
  return {
    covers: (path) => forms.some((form) => walk(form, path)),
    leadsTo: (path) =>
      forms.some((form) => !form.slice(0, path.length).includes("**") && prefixMatches(form, path)),
    mayHold: (path) => forms.some((form) => prefixMatches(form, path)),
  };
}

/** Compiles a glob over repository paths: `*` inside a folder, `**` across folders. */
export function compileGlob(glob: string): (path: string) => boolean {
  const source = glob
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) => {
      if (part === "**/") return "(?:.*/)?";
      if (part === "**") return ".*";
      if (part === "*") return "[^/]*";
      return part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  const regex = new RegExp(`^${source}$`, "s");
  return (path) => regex.test(path);
}
