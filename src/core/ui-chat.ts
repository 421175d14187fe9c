import { editField, filled, insert } from "./field.ts";
import type { Command } from "./keys.ts";
import { whyBusy } from "./ui-commands.ts";
import { cancelWork, focusPane } from "./ui-panes.ts";
import type { Step, UiState } from "./ui-state.ts";
import { note, stay } from "./ui-steps.ts";

/*
 * What keys do in the chat.
 */

/** The state after text was typed or pasted into the goal. */
export function typed(state: UiState, text: string): UiState {
  const { chat } = state;
  return { ...state, chat: { ...chat, field: insert(chat.field, text), back: 0 } };
}

/** A command in the chat. */
export function chatCommand(state: UiState, command: Command, page: number): Step {
  const { chat } = state;
  const edited = editField(chat.field, command);
  if (edited) return stay({ ...state, chat: { ...chat, field: edited, back: 0 } });
  switch (command) {
    case "send":
      return send(state);
    case "leave":
      return state.work ? (cancelWork(state) ?? stay(state)) : focusPane(state, "diff");
    case "history-back":
      return stay(recall(state, -1));
    case "history-forward":
      return stay(recall(state, 1));
    case "page-up":
      return stay({ ...state, chat: { ...chat, back: chat.back + page } });
    case "page-down":
      return stay({ ...state, chat: { ...chat, back: Math.max(0, chat.back - page) } });
    default:
      return stay(state);
  }
}

/** Asks for a proposal; the goal stays in the field where it cannot be asked now. */
export function send(state: UiState): Step {
  const { chat } = state;
  const goal = chat.field.text.trim();
  if (goal === "")
    return stay(note(state, "info", "Say what you want, for example: enable tailscale"));
  const busy = whyBusy(state);
  if (busy) return stay(note(state, "info", busy));
  const history = [...chat.history.filter((one) => one !== goal), goal].slice(-200);
  const next = {
    ...chat,
    field: filled(""),
    entries: [...chat.entries, { who: "person" as const, text: goal }],
    history,
    historyAt: history.length,
    draft: "",
    back: 0,
  };
  return { state: { ...state, chat: next, toast: null }, effects: [{ do: "propose", goal }] };
}

function recall(state: UiState, by: 1 | -1): UiState {
  const { chat } = state;
  const at = chat.historyAt + by;
  if (at < 0 || at > chat.history.length) return state;
  const draft = chat.historyAt === chat.history.length ? chat.field.text : chat.draft;
  const text = at === chat.history.length ? draft : (chat.history[at] ?? "");
  return { ...state, chat: { ...chat, historyAt: at, draft, field: filled(text) } };
}
