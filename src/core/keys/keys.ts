/*
 * The one table of keys, as it is where nothing is configured: it drives input, prints the help and the
 * last line. core/keys/keymap.ts looks things up in it.
 */

import { type ChatCommand, chatBindings } from "./keys-chat.ts";
import { commentBindings, type HunkCommand, hunkBindings } from "./keys-hunk.ts";
import { auditBindings, type ListCommand, statusBindings } from "./keys-lists.ts";
import { type LogCommand, logBindings } from "./keys-log.ts";
import { moving, typingIn } from "./keys-moving.ts";

export const panes = ["status", "chat", "diff", "log", "audit"] as const;
export type Pane = (typeof panes)[number];
/** Where a binding counts. `anywhere` is every place but the closed ones. */
export const places = [
  ...panes,
  "lines",
  "anywhere",
  "search",
  "comment",
  "choice",
  "help",
  "palette",
] as const;
export type Place = (typeof places)[number];
/** Places that know only their own keys: nothing of `anywhere` counts there. */
export const closedPlaces: ReadonlySet<Place> = new Set<Place>([
  "chat",
  "search",
  "comment",
  "choice",
  "help",
  "palette",
]);
/** Places that take text: a key that types something must stay free there. */
export const textPlaces: ReadonlySet<Place> = new Set<Place>([
  "chat",
  "search",
  "comment",
  "palette",
]);

export type Command =
  | "down"
  | "up"
  | "page-down"
  | "page-up"
  | "first"
  | "last"
  | "next-hunk"
  | "previous-hunk"
  | "next-file"
  | "previous-file"
  | "next-undecided"
  | "accept"
  | "reject"
  | "undecide"
  | "accept-file"
  | "accept-all"
  | "split"
  | "lines"
  | "undo"
  | "redo"
  | "layout"
  | "search"
  | "next"
  | "previous-match"
  | "unfold"
  | "unfold-file"
  | "open"
  | LogCommand
  | HunkCommand
  | ListCommand
  | ChatCommand
  | "send"
  | "newline"
  | "history-back"
  | "history-forward"
  | "left"
  | "right"
  | "line-start"
  | "line-end"
  | "erase"
  | "erase-next"
  | "erase-word"
  | "erase-line"
  | "leave"
  | "goal"
  | "verify"
  | "approve"
  | "apply"
  | "drop"
  | "take-back"
  | "refresh"
  | "next-pane"
  | "previous-pane"
  | "pane-1"
  | "pane-2"
  | "pane-3"
  | "pane-4"
  | "pane-5"
  | "zoom"
  | "help"
  | "palette"
  | "mouse"
  | "cancel"
  | "interrupt"
  | "redraw"
  | "suspend"
  | "quit"
  | "choose"
  | "yes"
  | "no";

export interface Binding {
  readonly place: Place;
  readonly keys: readonly string[];
  readonly command: Command;
  /** For the help. */
  readonly text: string;
  /** For the last line: one or two words, most useful first in the table. */
  readonly hint?: string;
}

/** The table as it is where nothing is configured. */
export const bindings: readonly Binding[] = [
  {
    place: "diff",
    keys: ["y", "space"],
    command: "accept",
    text: "accept the hunk",
    hint: "accept",
  },
  { place: "diff", keys: ["x", "d"], command: "reject", text: "reject the hunk", hint: "reject" },
  {
    place: "diff",
    keys: ["n"],
    command: "next",
    text: "next hunk; while searching the next match",
    hint: "next",
  },
  { place: "diff", keys: ["J"], command: "next-hunk", text: "next hunk" },
  { place: "diff", keys: ["p", "K"], command: "previous-hunk", text: "previous hunk" },
  { place: "diff", keys: ["]"], command: "next-file", text: "next file" },
  { place: "diff", keys: ["["], command: "previous-file", text: "previous file" },
  { place: "diff", keys: ["m"], command: "next-undecided", text: "next undecided hunk" },
  { place: "diff", keys: ["r"], command: "undecide", text: "make the hunk undecided again" },
  ...hunkBindings,
  {
    place: "diff",
    keys: ["a"],
    command: "accept-file",
    text: "accept the file's hunks, but those of tier high",
  },
  {
    place: "diff",
    keys: ["A"],
    command: "accept-all",
    text: "accept all hunks, but those of tier high",
  },
  {
    place: "diff",
    keys: ["s"],
    command: "split",
    text: "split the hunk; again: further",
    hint: "split",
  },
  { place: "diff", keys: ["v"], command: "lines", text: "select lines of the hunk", hint: "lines" },
  { place: "diff", keys: ["u"], command: "undo", text: "undo a decision", hint: "undo" },
  { place: "diff", keys: ["U", "ctrl-r"], command: "redo", text: "redo it" },
  { place: "diff", keys: ["t"], command: "trail", text: "the audit trail of the proposal" },
  { place: "diff", keys: ["|"], command: "layout", text: "side by side or unified" },
  { place: "diff", keys: ["/"], command: "search", text: "search", hint: "search" },
  { place: "diff", keys: ["N"], command: "previous-match", text: "previous match" },
  { place: "diff", keys: ["o"], command: "unfold", text: "show or hide unchanged lines" },
  { place: "diff", keys: ["O"], command: "unfold-file", text: "all unchanged lines of the file" },
  ...moving("diff"),
  {
    place: "lines",
    keys: ["y", "space"],
    command: "accept",
    text: "accept exactly the selected lines",
    hint: "accept lines",
  },
  {
    place: "lines",
    keys: ["x", "d"],
    command: "reject",
    text: "reject exactly the selected lines",
    hint: "reject lines",
  },
  { place: "lines", keys: ["r"], command: "undecide", text: "make them undecided again" },
  { place: "lines", keys: ["|"], command: "layout", text: "side by side or unified" },
  { place: "lines", keys: ["v", "esc"], command: "lines", text: "select no lines", hint: "leave" },
  ...moving("lines"),
  ...statusBindings,
  ...moving("status"),
  ...logBindings,
  ...moving("log"),
  ...auditBindings,
  ...moving("audit"),
  ...chatBindings,
  { place: "anywhere", keys: ["i"], command: "goal", text: "write a goal", hint: "goal" },
  {
    place: "anywhere",
    keys: ["V"],
    command: "verify",
    text: "verify: evaluate and build",
    hint: "verify",
  },
  { place: "anywhere", keys: ["P"], command: "approve", text: "approve (permit)", hint: "approve" },
  { place: "anywhere", keys: ["C"], command: "apply", text: "apply (commit)", hint: "apply" },
  { place: "anywhere", keys: ["X"], command: "drop", text: "reject the whole proposal" },
  {
    place: "anywhere",
    keys: ["Z"],
    command: "take-back",
    text: "take an applied proposal back",
    hint: "take back",
  },
  { place: "anywhere", keys: ["tab"], command: "next-pane", text: "next pane", hint: "pane" },
  { place: "anywhere", keys: ["shift-tab"], command: "previous-pane", text: "previous pane" },
  { place: "anywhere", keys: ["1"], command: "pane-1", text: "status and proposals" },
  { place: "anywhere", keys: ["2"], command: "pane-2", text: "goal and answers" },
  { place: "anywhere", keys: ["3"], command: "pane-3", text: "diff" },
  { place: "anywhere", keys: ["4"], command: "pane-4", text: "build log" },
  { place: "anywhere", keys: ["5"], command: "pane-5", text: "audit log" },
  { place: "anywhere", keys: ["z"], command: "zoom", text: "the pane alone, or all" },
  {
    place: "anywhere",
    keys: [":", "f2"],
    command: "palette",
    text: "all commands, by name",
    hint: "commands",
  },
  {
    place: "anywhere",
    keys: ["M"],
    command: "mouse",
    text: "the mouse: agentix's or the terminal's",
  },
  { place: "anywhere", keys: ["R"], command: "refresh", text: "look at the repository again" },
  { place: "anywhere", keys: ["ctrl-l"], command: "redraw", text: "draw the screen again" },
  { place: "anywhere", keys: ["ctrl-z"], command: "suspend", text: "to the shell and back (fg)" },
  { place: "anywhere", keys: ["esc"], command: "cancel", text: "close, or cancel what runs" },
  { place: "anywhere", keys: ["ctrl-c"], command: "interrupt", text: "cancel what runs, or quit" },
  { place: "anywhere", keys: ["?", "f1"], command: "help", text: "these keys", hint: "keys" },
  { place: "anywhere", keys: ["q"], command: "quit", text: "quit", hint: "quit" },
  ...commentBindings,
  ...typingIn("search"),
  { place: "search", keys: ["enter"], command: "send", text: "keep it", hint: "keep" },
  { place: "search", keys: ["esc", "ctrl-c"], command: "leave", text: "as before", hint: "close" },
  { place: "choice", keys: ["down", "j"], command: "down", text: "down" },
  { place: "choice", keys: ["up", "k"], command: "up", text: "up" },
  { place: "choice", keys: ["enter"], command: "choose", text: "choose", hint: "choose" },
  { place: "choice", keys: ["y"], command: "yes", text: "mark yes" },
  { place: "choice", keys: ["n"], command: "no", text: "mark no" },
  { place: "choice", keys: ["pagedown"], command: "page-down", text: "read on" },
  { place: "choice", keys: ["pageup"], command: "page-up", text: "read back" },
  {
    place: "choice",
    keys: ["esc", "q"],
    command: "leave",
    text: "close, changing nothing",
    hint: "no",
  },
  { place: "choice", keys: ["ctrl-c"], command: "leave", text: "close" },
  {
    place: "help",
    keys: ["esc", "q", "?", "f1", "enter", "ctrl-c"],
    command: "leave",
    text: "close",
    hint: "close",
  },
  ...moving("help"),
  { place: "palette", keys: ["enter"], command: "choose", text: "run it", hint: "run" },
  { place: "palette", keys: ["up", "ctrl-p", "shift-tab"], command: "up", text: "up" },
  { place: "palette", keys: ["down", "ctrl-n", "tab"], command: "down", text: "down" },
  { place: "palette", keys: ["f1"], command: "help", text: "these keys" },
  { place: "search", keys: ["f1"], command: "help", text: "these keys" },
  { place: "comment", keys: ["f1"], command: "help", text: "these keys" },
  { place: "palette", keys: ["pageup"], command: "page-up", text: "one page up" },
  { place: "palette", keys: ["pagedown"], command: "page-down", text: "one page down" },
  ...typingIn("palette"),
  {
    place: "palette",
    keys: ["esc", "f2", "ctrl-c"],
    command: "leave",
    text: "close",
    hint: "close",
  },
];
