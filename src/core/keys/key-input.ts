import { type MouseReport, mouseAt } from "./mouse-input.ts";
import { mayBecomeReply, replyAt } from "./terminal-reply.ts";

/*
 * What a terminal sends, cut into keys. One chunk may hold many keys, half a key, or a paste.
 */

/**
 * A key by name (`j`, `J`, `space`, `enter`, `ctrl-c`, `alt-x`, `pageup`), pasted text (`paste`), or what the
 * terminal answers to a question (`reply`).
 */
export interface Key {
  readonly name: string;
  /** What it types, where it types something; the whole text of a paste. */
  readonly text?: string;
  /** True for a key that came in a burst no fingers make: a paste that its terminal does not announce. */
  readonly burst?: boolean;
  /** What the mouse did, in a key called `mouse`. */
  readonly mouse?: MouseReport;
}

export interface Decoded {
  readonly keys: readonly Key[];
  /** An unfinished sequence: put it before the next chunk. */
  readonly rest: string;
}

const esc = "\u001b";
const pasteStart = "\u001b[200~";
const pasteEnd = "\u001b[201~";
const maxPaste = 1_000_000;
/** A chunk with this many typed characters, of several kinds, is a burst. */
const burst = 8;

const finals: Record<string, string> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  H: "home",
  F: "end",
  Z: "shift-tab",
  P: "f1",
  Q: "f2",
  R: "f3",
  S: "f4",
};
const tildes: Record<string, string> = {
  1: "home",
  3: "delete",
  4: "end",
  5: "pageup",
  6: "pagedown",
  7: "home",
  8: "end",
  11: "f1",
  12: "f2",
  13: "f3",
  14: "f4",
  15: "f5",
  17: "f6",
  18: "f7",
  19: "f8",
  20: "f9",
  21: "f10",
  23: "f11",
  24: "f12",
};
const codes: Record<string, string> = {
  9: "tab",
  13: "enter",
  27: "esc",
  32: "space",
  127: "backspace",
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const sequence = /^\u001b(?:\[([0-9;:<?]*)([@-~])|O([A-Za-z]))/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals send
const unfinished = /^\u001b(?:\[[0-9;:<?]*|O)?$/;

function ofSequence(parameters: string, final: string): Key | null {
  const [first = "", modifier = "1"] = parameters.split(";");
  const base =
    final === "~" ? tildes[first] : final === "u" ? codes[first] : finals[final] && finals[final];
  if (base === undefined || parameters.startsWith("<") || parameters.startsWith("?")) return null;
  const bits = Number(modifier.split(":")[0]) - 1;
  const prefix = `${bits & 4 ? "ctrl-" : ""}${bits & 2 ? "alt-" : ""}`;
  if (base === "space" && prefix === "") return { name: "space", text: " " };
  if (base === "tab" && bits & 1) return { name: "shift-tab" };
  return { name: prefix + base };
}

function ofCharacter(character: string): Key {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\r") return { name: "enter" };
  if (character === "\t") return { name: "tab" };
  if (character === esc) return { name: "esc" };
  if (code === 0x7f || code === 8) return { name: "backspace" };
  if (code === 0) return { name: "ctrl-space" };
  if (code < 0x20) return { name: `ctrl-${String.fromCharCode(code + 0x60)}` };
  if (character === " ") return { name: "space", text: " " };
  return { name: character, text: character };
}

/**
 * Cuts `input` into keys. With `final` (nothing followed for a moment) a lone ESC is the Esc key;
 * otherwise it waits in `rest`. Escape sequences that mean no key are dropped.
 */
export function decodeKeys(input: string, final: boolean): Decoded {
  const keys: Key[] = [];
  let at = 0;
  let typed = 0;
  while (at < input.length) {
    const left = input.slice(at, at + 64);
    if (left.startsWith(pasteStart)) {
      const end = input.indexOf(pasteEnd, at);
      if (end < 0 && input.length - at < maxPaste) return { keys, rest: input.slice(at) };
      const stop = end < 0 ? input.length : end;
      keys.push({ name: "paste", text: input.slice(at + pasteStart.length, stop) });
      at = end < 0 ? stop : end + pasteEnd.length;
      continue;
    }
    const mouse = mouseAt(input, at);
    if (mouse) {
      if (!mouse.whole) return { keys, rest: input.slice(at) };
      if (mouse.report) keys.push({ name: "mouse", mouse: mouse.report });
      at += mouse.length;
      continue;
    }
    const reply = replyAt(left);
    if (reply) {
      keys.push({ name: "reply", text: reply.text });
      at += reply.length;
      continue;
    }
    if (mayBecomeReply(left)) return { keys, rest: left };
    const match = sequence.exec(left);
    if (match) {
      const key = ofSequence(match[1] ?? "", match[2] ?? match[3] ?? "");
      if (key) keys.push(key);
      at += match[0].length;
      continue;
    }
    if (left[0] === esc && unfinished.test(left)) {
      if (!final) return { keys, rest: left };
      keys.push({ name: "esc" });
      if (left.length > 1) keys.push(ofCharacter(left[1] as string));
      return { keys, rest: "" };
    }
    const character = String.fromCodePoint(input.codePointAt(at) ?? 0);
    if (character === esc) {
      const next = String.fromCodePoint(input.codePointAt(at + 1) ?? 0);
      keys.push(next === esc ? { name: "esc" } : { name: `alt-${ofCharacter(next).name}` });
      at += next === esc ? 1 : 1 + next.length;
      continue;
    }
    keys.push(ofCharacter(character));
    if (character >= " ") typed += 1;
    at += character.length;
  }
  const kinds = new Set(keys.map(({ name }) => name));
  if (typed >= burst && kinds.size > 2 && keys.every(isTyped))
    return { keys: keys.map((key) => ({ ...key, burst: true })), rest: "" };
  return { keys, rest: "" };
}

function isTyped({ name, text, mouse }: Key): boolean {
  return (
    mouse !== undefined ||
    text !== undefined ||
    name === "enter" ||
    name === "tab" ||
    name === "ctrl-j"
  );
}
