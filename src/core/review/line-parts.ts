import { type DiffLine, type SourceLine, shownOffset, textOf, type ViewHunk } from "./diff-view.ts";
import type { FileSource, Span } from "./source.ts";
import { type Range, type WordChanges, wordChanges } from "./word-diff.ts";

/*
 * What stretches of a shown line are: tokens of Nix, and words that changed. All of it is found when a line is
 * first drawn and then kept; nothing is done for lines that nobody looks at.
 */

const twins = new WeakMap<ViewHunk, ReadonlyMap<SourceLine, SourceLine>>();

/** The other version of each removed and added line: the i-th removed goes with the i-th added of its block. */
export function twinsOf(view: ViewHunk): ReadonlyMap<SourceLine, SourceLine> {
  const known = twins.get(view);
  if (known) return known;
  const found = new Map<SourceLine, SourceLine>();
  let removed: SourceLine[] = [];
  let added = 0;
  for (const { source } of view.lines) {
    if (source.sign === "-" && added === 0) removed.push(source);
    else if (source.sign === "+") {
      const other = removed[added++];
      if (other) found.set(other, source).set(source, other);
    } else {
      removed = source.sign === "-" ? [source] : [];
      added = 0;
    }
  }
  twins.set(view, found);
  return found;
}

const changes = new WeakMap<SourceLine, { added: SourceLine; found: WordChanges | null }>();

/** The changed words of a line, in its shown text; none where `twin` is too different or not there. */
export function changedWords(line: SourceLine, twin: SourceLine | undefined): readonly Range[] {
  if (!twin || line.sign === " ") return [];
  const [removed, added] = line.sign === "-" ? [line, twin] : [twin, line];
  let known = changes.get(removed);
  if (known?.added !== added) {
    const [before, after] = [textOf(removed), textOf(added)];
    const found = wordChanges(before, after);
    known = {
      added,
      found: found && {
        before: found.before.map(trimmedIn(before)),
        after: found.after.map(trimmedIn(after)),
      },
    };
    changes.set(removed, known);
  }
  return (line.sign === "-" ? known.found?.before : known.found?.after) ?? [];
}

/** A stretch without the blanks around its words; one of nothing but blanks stays. */
function trimmedIn(text: string): (range: Range) => Range {
  return ({ from, to }) => {
    const piece = text.slice(from, to);
    const start = from + piece.length - piece.trimStart().length;
    return piece.trim() === "" ? { from, to } : { from: start, to: start + piece.trim().length };
  };
}

const tokens = new WeakMap<SourceLine, { raw: readonly Span[]; shown: readonly Span[] }>();

/** The tokens of a line, in its shown text. */
export function tokensOf(line: DiffLine, file: FileSource | undefined): readonly Span[] {
  const { source } = line;
  const side = source.sign === "-" || line.new === null ? file?.before : file?.after;
  const number = source.sign === "-" ? line.old : line.new;
  const raw = number === null ? undefined : side?.spans[number - 1];
  if (!raw || raw.length === 0) return [];
  const known = tokens.get(source);
  if (known?.raw === raw) return known.shown;
  const at = shownOffset(source);
  const shown = raw
    .map(({ from, to, kind }) => ({ from: at(from), to: at(to), kind }))
    .filter(({ from, to }) => to > from);
  tokens.set(source, { raw, shown });
  return shown;
}
