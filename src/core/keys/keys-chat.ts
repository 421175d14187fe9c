import type { Binding } from "./keys.ts";
import { typingIn } from "./keys-moving.ts";

/** What only the chat can be told. */
export type ChatCommand = "complete" | "complete-back" | "mark-previous" | "mark-next";

/** The keys of the chat. */
export const chatBindings: readonly Binding[] = [
  { place: "chat", keys: ["enter"], command: "send", text: "ask for a proposal", hint: "propose" },
  { place: "chat", keys: ["ctrl-j", "alt-enter"], command: "newline", text: "a new line" },
  {
    place: "chat",
    keys: ["up"],
    command: "history-back",
    text: "an earlier goal, or candidate",
    hint: "history",
  },
  { place: "chat", keys: ["down"], command: "history-forward", text: "a later goal, or candidate" },
  { place: "chat", keys: ["pageup"], command: "page-up", text: "scroll back" },
  { place: "chat", keys: ["pagedown"], command: "page-down", text: "scroll on" },
  ...typingIn("chat"),
  { place: "chat", keys: ["esc"], command: "leave", text: "back to the diff", hint: "diff" },
  { place: "chat", keys: ["tab"], command: "complete", text: "complete the word, or next pane" },
  {
    place: "chat",
    keys: ["shift-tab"],
    command: "complete-back",
    text: "the candidate before, or previous pane",
  },
  { place: "chat", keys: ["ctrl-o"], command: "open", text: "open the last or marked proposal" },
  {
    place: "chat",
    keys: ["ctrl-p", "alt-up"],
    command: "mark-previous",
    text: "mark the proposal mentioned before",
  },
  {
    place: "chat",
    keys: ["ctrl-n", "alt-down"],
    command: "mark-next",
    text: "mark the one mentioned after",
  },
  { place: "chat", keys: ["ctrl-c"], command: "interrupt", text: "cancel what runs, or quit" },
  { place: "chat", keys: ["f1"], command: "help", text: "these keys", hint: "keys" },
  { place: "chat", keys: ["f2"], command: "palette", text: "all commands" },
];
