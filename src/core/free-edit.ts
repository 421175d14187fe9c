import type { EditFault, FreeEdit } from "./plan-parts.ts";
import { redacted } from "./redact/names.ts";

/** What came of blocks on one file: its new text, or what stands against them. */
export type Applied =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly faults: readonly EditFault[] };

/**
 * Applies the blocks of one file that exists. Each search stands exactly once in the text as it was shown and in the
 * file itself, byte for byte; blocks do not overlap, and none of them touches what was masked.
 * @param blocks with their places in the whole list
 */
export function applyBlocks(
  shown: string,
  text: string,
  blocks: readonly { readonly edit: number; readonly block: FreeEdit }[],
): Applied {
  const faults: EditFault[] = [];
  const spans: { start: number; end: number; replace: string; edit: number }[] = [];
  for (const { edit, block } of blocks) {
    const { search, replace } = block;
    const why =
      search === null ? "the file is there already" : blockWhy(shown, text, search, replace);
    if (why !== null) faults.push({ edit, message: `${block.file}: ${why}` });
    else if (search !== null) {
      const start = text.indexOf(search);
      spans.push({ start, end: start + search.length, replace, edit });
    }
  }
  spans.sort((a, b) => a.start - b.start);
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (next && next.start < span.end)
      faults.push({ edit: next.edit, message: "two search texts overlap: make them one" });
  }
  if (faults.length > 0) return { ok: false, faults };
  let done = "";
  let from = 0;
  for (const { start, end, replace } of spans) {
    done += text.slice(from, start) + replace;
    from = end;
  }
  return { ok: true, text: done + text.slice(from) };
}

function blockWhy(shown: string, text: string, search: string, replace: string): string | null {
  if (search.includes(redacted) || replace.includes(redacted))
    return "a masked secret can be neither searched for nor written";
  if (search.includes("\r") || replace.includes("\r"))
    return "carriage returns are neither searched for nor written";
  if (search === replace) return "search and replace are the same";
  const counts = [shown, text].map((one) => countOf(one, search));
  const wrong = counts.find((count) => count !== 1);
  if (wrong === undefined) return null;
  return wrong === 0
    ? "the search text was not found: copy it exactly, with its blanks and line ends"
    : `the search text was found ${wrong} times: make it longer, so that it stands once`;
}

/** How often a text stands in another, overlaps counted. */
function countOf(text: string, search: string): number {
  let count = 0;
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) count += 1;
  return count;
}
