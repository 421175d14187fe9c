import { addressed, meant } from "../follow-up.ts";
import type { Command } from "../keys/keys.ts";
import { chatSay, markProposal, mentioned } from "../panes/chat.ts";
import { rowsBelow, transcriptRows } from "../panes/chat-lines.ts";
import {
  type Completing,
  type Completions,
  closeList,
  completeWord,
  listAnswered,
  noCompletion,
  openList,
  stepCandidate,
  wordChanged,
} from "../panes/completion.ts";
import type { CompletionWord } from "../panes/completion-word.ts";
import { questionDialog } from "../panes/dialogs.ts";
import type { Field } from "../panes/field.ts";
import { editField, filled, insert } from "../panes/field.ts";
import { whyBusy } from "./ui-commands.ts";
import { cancelWork, focusPane, nextPane } from "./ui-panes.ts";
import { layoutOf, type Step, type UiState } from "./ui-state.ts";
import { note, stay } from "./ui-steps.ts";

/*
 * What keys do in the chat.
 */

/** The state after text was typed or pasted into the goal. */
export function typed(state: UiState, text: string): Step {
  return edited(state, insert(state.chat.field, text));
}

/** With another text in the field; asks what its last word can become. */
function edited(state: UiState, field: Field): Step {
  const { chat } = state;
  const completion = wordChanged({ field, completion: chat.completion });
  const next = { ...state, chat: { ...chat, field, completion, back: 0 } };
  return { state: next, effects: asking(next) };
}

function asking({ chat }: UiState): Step["effects"] {
  const { asked } = chat.completion;
  return asked ? [{ do: "complete", word: asked }] : [];
}

function completing(state: UiState, next: Completing): Step {
  const done = {
    ...state,
    chat: { ...state.chat, field: next.field, completion: next.completion },
  };
  return {
    state: done,
    effects: next.completion.asked === state.chat.completion.asked ? [] : asking(done),
  };
}

/** Takes an answer about a word in; one that comes too late changes nothing. */
export function completionAnswered(
  state: UiState,
  word: CompletionWord,
  completions: Completions,
): Step {
  if (state.focus !== "chat") return stay(state);
  return completing(state, listAnswered(state.chat, word, completions));
}

/** More names are known: asks again where an answer was still incomplete. */
export function namesRead(state: UiState): Step {
  const list = openList(state.chat);
  if (!list?.loading || list.marked >= 0) return stay(state);
  const { chat } = state;
  const next = {
    ...state,
    chat: { ...chat, completion: { ...chat.completion, asked: list.word } },
  };
  return { state: next, effects: asking(next) };
}

const erasing: readonly Command[] = ["erase", "erase-next", "erase-word"];

/** A command in the chat. */
export function chatCommand(state: UiState, command: Command, page: number): Step {
  const { chat } = state;
  const field = editField(chat.field, command);
  if (field && erasing.includes(command)) return edited(state, field);
  if (field) return stay({ ...state, chat: { ...chat, field, completion: noCompletion, back: 0 } });
  return listCommand(state, command) ?? plainCommand(state, command, page);
}

/** What a command does while candidates are shown, or waited for. */
function listCommand(state: UiState, command: Command): Step | undefined {
  const { chat } = state;
  const list = openList(chat);
  const usable = list?.candidates.some((candidate) => candidate.insert !== null);
  switch (command) {
    case "complete":
      if (usable) return completing(state, completeWord(chat));
      if (chat.completion.asked)
        return stay({
          ...state,
          chat: { ...chat, completion: { ...chat.completion, eager: true } },
        });
      if (list) return stay(note(state, "info", list.loading ?? "Any name goes here: type it."));
      return nextPane(state, 1);
    case "complete-back":
      return usable ? completing(state, stepCandidate(chat, -1)) : nextPane(state, -1);
    case "history-back":
      return usable ? completing(state, stepCandidate(chat, -1)) : undefined;
    case "history-forward":
      return usable ? completing(state, stepCandidate(chat, 1)) : undefined;
    case "leave":
      return list ? completing(state, closeList(chat)) : undefined;
    default:
      return undefined;
  }
}

function plainCommand(state: UiState, command: Command, page: number): Step {
  const { chat } = state;
  switch (command) {
    case "send":
      return send(state);
    case "leave":
      return state.work ? (cancelWork(state) ?? stay(state)) : focusPane(state, "diff");
    case "history-back":
      return stay(recall(state, -1));
    case "history-forward":
      return stay(recall(state, 1));
    case "page-up": {
      const most = Math.max(0, transcriptRows(chat, chatWidth(state)) - 1);
      return stay({ ...state, chat: { ...chat, back: Math.min(most, chat.back + page) } });
    }
    case "page-down":
      return stay({ ...state, chat: { ...chat, back: Math.max(0, chat.back - page) } });
    case "mark-previous":
      return stay(marking(state, -1));
    case "mark-next":
      return stay(marking(state, 1));
    case "open":
      return openMentioned(state);
    default:
      return stay(state);
  }
}

/** Columns of the chat pane. */
export function chatWidth(state: UiState): number {
  const { left, size } = layoutOf(state);
  return left > 0 ? left : size.columns;
}

function marking(state: UiState, by: 1 | -1): UiState {
  const chat = markProposal(state.chat, by);
  if (chat.marked === null) return note(state, "info", "Nothing here speaks of a proposal yet.");
  return { ...state, chat: { ...chat, back: rowsBelow(chat, chat.marked, chatWidth(state)) } };
}

/** Opens the marked proposal of the transcript, or the last one. */
function openMentioned(state: UiState): Step {
  const id = state.chat.marked ?? mentioned(state.chat).at(-1);
  if (id === undefined) return stay(note(state, "info", "Nothing here speaks of a proposal yet."));
  const busy = whyBusy(state);
  if (busy) return stay(note(state, "info", busy));
  return { ...focusPane(state, "diff"), effects: [{ do: "open", id }] };
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
    ...chatSay(chat, { who: "person", text: goal }),
    field: filled(""),
    completion: noCompletion,
    marked: null,
    history,
    historyAt: history.length,
    draft: "",
  };
  const done = { ...state, chat: next, toast: null };
  const route = routed(state, goal);
  if ("unclear" in route) {
    const { unclear } = route;
    const question = {
      question: `Is this about ${unclear}, or a new goal?`,
      choices: [`${unclear}: ${goal}`, `new: ${goal}`],
    };
    return stay({ ...done, dialog: questionDialog(goal, question) });
  }
  if (route.revises === undefined) return { state: done, effects: [{ do: "propose", ...route }] };
  const read = `Read as a change to ${route.revises}. Write "new: …" for a new goal.`;
  const told = { ...done, chat: chatSay(done.chat, { who: "agentix", text: read }) };
  return { state: told, effects: [{ do: "propose", ...route }] };
}

const ended = ["applied", "activated", "rejected", "rolled-back"];

/** Whether words are a goal, or about the proposal that is open. */
function routed(
  { review }: UiState,
  goal: string,
): { readonly goal: string; readonly revises?: string } | { readonly unclear: string } {
  const to = addressed(goal);
  if (to) return to.to === "new" ? { goal: to.words } : { goal: to.words, revises: to.to };
  const open = review && !ended.includes(review.proposal.state) ? review.proposal.id : undefined;
  const said = open === undefined ? "goal" : meant(goal);
  if (open === undefined || said === "goal") return { goal };
  return said === "unclear" ? { unclear: open } : { goal, revises: open };
}

function recall(state: UiState, by: 1 | -1): UiState {
  const { chat } = state;
  const at = chat.historyAt + by;
  if (at < 0 || at > chat.history.length) return state;
  const draft = chat.historyAt === chat.history.length ? chat.field.text : chat.draft;
  const text = at === chat.history.length ? draft : (chat.history[at] ?? "");
  const field = filled(text);
  return {
    ...state,
    chat: { ...chat, historyAt: at, draft, field, completion: noCompletion },
  };
}
