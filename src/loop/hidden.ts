import type { PatchHunk } from "../core/patch/patch.ts";
import { type Suspicion, suspicious } from "../core/suspicious.ts";
import { defaultMaxLength } from "../core/text.ts";

/** What is hidden in a line: its number in the new file, and each character once, in plain words. */
export interface HiddenText {
  readonly line: number;
  readonly names: readonly string[];
}

// A byte order mark counts as well.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Added lines of a hunk that hold characters which cannot be seen, reorder text, or pass for others, and those
 * that are longer than what a review shows of a line.
 */
export function hiddenIn(hunk: PatchHunk): HiddenText[] {
  const found: HiddenText[] = [];
  let line = hunk.newStart;
  for (const { sign, text } of hunk.lines) {
    if (sign === "+") {
      const names = new Set(isPlain(text) ? [] : suspicious(decoder.decode(text)).map(named));
      // As it is shown: a tab takes four columns.
      if (text.length + 3 * tabsIn(text) > defaultMaxLength)
        names.add(`a line of ${text.length} bytes, too long to be shown whole`);
      if (names.size > 0) found.push({ line, names: [...names] });
    }
    if (sign !== "-") line += 1;
  }
  return found;
}

function isPlain(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte <= 0x7e) || byte === 0x09);
}

function tabsIn(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === 0x09 ? count + 1 : count), 0);
}

function named({ name, codePoint }: Suspicion): string {
  return `${name} U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
