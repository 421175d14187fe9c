import type { FileSource, SourceSide } from "../../src/core/review/source.ts";
import { type Highlight, loadHighlight } from "../../src/nix/highlight.ts";

function side(source: SourceSide | null, highlight: Highlight): SourceSide | null {
  if (!source) return null;
  const text = source.lines.map((line) => new TextDecoder().decode(line)).join("\n");
  return { ...source, spans: highlight(text) };
}

/** Gives the texts of files the tokens that the real screen gives them. */
export async function coloured(files: readonly FileSource[]): Promise<FileSource[]> {
  const highlight = await loadHighlight();
  return files.map(({ path, before, after }) => ({
    path,
    before: side(before, highlight),
    after: side(after, highlight),
  }));
}
