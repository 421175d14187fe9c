/** A part of a text, by UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text with a mark for every part; what of a part lies on another line has its own mark, so that lines stay lines. */
export function covered(text: string, spans: readonly Span[], mark: string): string {
  let done = "";
  let at = 0;
  for (const { start, end } of merged(spans)) {
    const lines = text.slice(start, end).split("\n");
    const marks = lines.map((line) => line.replace(/\S(?:.*\S)?/, mark));
    done += text.slice(at, start) + marks.join("\n");
    at = end;
  }
  return done + text.slice(at);
}

function merged(spans: readonly Span[]): Span[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) all.push({ start, end });
  }
  return all;
}
