import { type Completion, noCompletion } from "./completion.ts";
import type { Field } from "./field.ts";

/** A turn of the transcript. */
export interface ChatEntry {
  readonly who: "person" | "agentix" | "model" | "problem";
  /** Untrusted, whoever said it. */
  readonly text: string;
  /** The proposal that this turn is about; it can be opened from here. */
  readonly proposal?: string;
}

/** The goal that is written, the goals before it, and what was said. */
export interface ChatState {
  readonly entries: readonly ChatEntry[];
  readonly field: Field;
  readonly history: readonly string[];
  /** Place in the history; its length while a new goal is written. */
  readonly historyAt: number;
  readonly draft: string;
  /** Rows scrolled back from the end. */
  readonly back: number;
  readonly completion: Completion;
  /** What the model says while it still speaks; untrusted. */
  readonly live: string;
  /** The end of what the model thinks until it has spoken; untrusted, and never a turn. */
  readonly thinking: string;
  /** The proposal of the transcript that is marked to be opened. */
  readonly marked: string | null;
}

export const emptyChat: ChatState = {
  entries: [],
  field: { text: "", at: 0 },
  history: [],
  historyAt: 0,
  draft: "",
  back: 0,
  completion: noCompletion,
  live: "",
  thinking: "",
  marked: null,
};

const keptEntries = 500;
/** Characters of one streamed answer that are kept: its beginning. */
const keptLive = 20_000;
const keptThinking = 1_000;

/** The chat after somebody said something; its end is shown. */
export function chatSay(chat: ChatState, ...added: readonly ChatEntry[]): ChatState {
  const entries = [...chat.entries, ...added].slice(-keptEntries);
  return { ...chat, entries, back: 0 };
}

/** With more of what the model says right now. A reader who scrolled back stays there. */
export function chatHears(chat: ChatState, text: string): ChatState {
  const room = keptLive - chat.live.length;
  return text === "" || room <= 0 ? chat : { ...chat, live: chat.live + text.slice(0, room) };
}

/** With more of what the model thinks; only the end of it is kept. */
export function chatThinks(chat: ChatState, text: string): ChatState {
  return text === "" ? chat : { ...chat, thinking: (chat.thinking + text).slice(-keptThinking) };
}

/** The model has spoken: what it said becomes a turn of the transcript, what it thought goes. */
export function chatHeard(given: ChatState): ChatState {
  const chat = given.thinking === "" ? given : { ...given, thinking: "" };
  if (chat.live === "") return chat;
  const cut = chat.live.length >= keptLive ? " …" : "";
  const said = chat.live.trim() === "" ? [] : [{ who: "model" as const, text: chat.live + cut }];
  return { ...chatSay(chat, ...said), live: "" };
}

/** Proposals of the transcript, in the order of their last mention. */
export function mentioned(chat: ChatState): readonly string[] {
  const ids = new Set<string>();
  for (const { proposal } of chat.entries.toReversed()) if (proposal) ids.add(proposal);
  return [...ids].toReversed();
}

/** Marks the proposal before or after the marked one; the last one first. */
export function markProposal(chat: ChatState, by: 1 | -1): ChatState {
  const ids = mentioned(chat);
  const at = chat.marked === null ? ids.length : ids.indexOf(chat.marked);
  const next = ids[Math.max(0, at + by)];
  return { ...chat, marked: next ?? null };
}
