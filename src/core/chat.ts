import type { Field } from "./ui-state.ts";

/** A turn of the transcript. */
export interface ChatEntry {
  readonly who: "person" | "agentix" | "model" | "problem";
  readonly text: string;
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
}

export const emptyChat: ChatState = {
  entries: [],
  field: { text: "", at: 0 },
  history: [],
  historyAt: 0,
  draft: "",
  back: 0,
};

const keptEntries = 500;

/** The chat after somebody said something; its end is shown. */
export function chatSay(chat: ChatState, ...added: readonly ChatEntry[]): ChatState {
  return { ...chat, entries: [...chat.entries, ...added].slice(-keptEntries), back: 0 };
}
