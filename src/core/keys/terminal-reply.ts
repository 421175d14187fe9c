/*
 * What a terminal answers when it is asked for its background (OSC 11) or what it is (DA1). Over a slow line
 * an answer may come late and in pieces; no piece of it may be taken for keys.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const background = /^\u001b?\]11;(rgba?:[\da-f]{1,4}(?:\/[\da-f]{1,4}){2,3})(?:\u0007|\u001b\\)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const attributes = /^\u001b\[(\?[\d;]*c)/;
const start = "\u001b]11;rgb";
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const partOfBackground = /^\u001b\]11;rgba?(?::[\da-f/]{0,20}\u001b?)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const partOfAttributes = /^\u001b\[\?[\d;]*$/;

/** An answer at the start of `input`, and how long it is. Without its ESC too: that may have been the Esc key. */
export function replyAt(input: string): { text: string; length: number } | null {
  const match = background.exec(input) ?? attributes.exec(input);
  return match ? { text: match[1] ?? "", length: match[0].length } : null;
}

/** Whether all of `input` can only be the start of an answer: it may wait, however long that takes. */
export function mayBecomeReply(input: string): boolean {
  if (input.length < 2) return false;
  return start.startsWith(input) || partOfBackground.test(input) || partOfAttributes.test(input);
}
