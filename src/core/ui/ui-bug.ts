import { bugLine } from "../bug.ts";
import { chatSay } from "../panes/chat.ts";
import type { UiEvent, UiState } from "./ui-state.ts";
import { note } from "./ui-steps.ts";

/** Events after which the work that sent them is over, whatever they say. */
const ends: ReadonlySet<UiEvent["type"]> = new Set(["opened", "answered", "verified", "failed"]);

/**
 * The state after a bug threw on `event` (null: on an effect): as before, with a note. The transcript gets it
 * once. Work that ended with the event is over all the same, or nothing could be started any more.
 */
export function afterBug(state: UiState, error: unknown, event: UiEvent | null): UiState {
  const what = event === null ? "What was asked for" : event.type === "key" ? "The key" : "News";
  const text = `This is a bug in agentix: ${bugLine(error)}. ${what} was dropped; everything else is as before.`;
  const isOver = event !== null && ends.has(event.type);
  const isSaved = event?.type === "saved" || event?.type === "failed";
  const next: UiState = {
    ...state,
    work: isOver ? null : state.work,
    saving: isSaved ? false : state.saving,
  };
  const isKnown = state.chat.entries.some((entry) => entry.text === text);
  const chat = isKnown ? next.chat : chatSay(next.chat, { who: "problem", text });
  return note({ ...next, chat }, "bad", text);
}
