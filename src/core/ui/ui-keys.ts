import type { Key } from "../keys/key-input.ts";
import { commandFor, keyOf } from "../keys/keymap.ts";
import { type Command, type Pane, type Place, panes, textPlaces } from "../keys/keys.ts";
import type { MouseReport } from "../keys/mouse-input.ts";
import type { Dialog } from "../panes/dialog.ts";
import { dialogPlace } from "../panes/dialog-place.ts";
import { confirmDialog } from "../panes/dialogs.ts";
import { filled } from "../panes/field.ts";
import { emptyPalette } from "../panes/palette.ts";
import { scrolled } from "../panes/scrolled.ts";
import { helpPlace } from "./help-rows.ts";
import { coverArea } from "./hit-test.ts";
import { areaOf } from "./screen-layout.ts";
import { chatCommand, send, typed } from "./ui-chat.ts";
import { diffCommand, loopCommand } from "./ui-commands.ts";
import { commentCommand, rewordComment, startComment, typedComment } from "./ui-comment.ts";
import { endCompare, isComparing, onComparison, whyReadOnly } from "./ui-compare.ts";
import { acceptHidden } from "./ui-decide.ts";
import { editChoice, editCommand } from "./ui-edit.ts";
import { auditCommand, backInList, openTrail, statusCommand } from "./ui-lists.ts";
import { logKey } from "./ui-log.ts";
import { mouseStep } from "./ui-mouse.ts";
import { paletteCommand, paletteText } from "./ui-palette.ts";
import { cancelWork, focusPane, nextPane } from "./ui-panes.ts";
import { endSearch, searchFieldCommand, startSearch, typedSearch } from "./ui-search.ts";
import { layoutOf, type Step, type UiState } from "./ui-state.ts";
import { laidOut, note, stay } from "./ui-steps.ts";

/** Where keys go now. */
export function placeOf(state: UiState): Place {
  if (state.dialog) return "choice";
  if (state.help) return "help";
  if (state.palette) return "palette";
  if (state.search.typing) return "search";
  if (state.comment?.open && state.focus === "diff") return "comment";
  if (state.focus === "diff" && state.review && state.review.selecting !== null) return "lines";
  return state.focus;
}

/** What a key does. A paste only ever types into a field; it decides and chooses nothing. */
export function keyStep(state: UiState, key: Key): Step {
  return isComparing(state) && !state.dialog
    ? onComparison(state, (compared) => plainStep(compared, key))
    : plainStep(state, key);
}

function plainStep(state: UiState, key: Key): Step {
  const place = placeOf(state);
  if (key.burst && place !== "chat") return paste(state, place, key.text ?? "");
  if (key.name === "paste") return paste(state, place, key.text ?? "");
  const command = commandFor(state.keymap, key, place);
  const fresh = state.toast && command ? { ...state, toast: null } : state;
  if (command === "help" && textPlaces.has(place))
    return stay({ ...fresh, help: { top: 0, place } });
  if (command) {
    if (place === "choice" && fresh.dialog) return choiceCommand(fresh, fresh.dialog, command);
    if (place === "help" && fresh.help) return helpCommand(fresh, fresh.help, command);
    if (place === "palette") return paletteCommand(fresh, command, paneCommand);
    if (place === "search") return searchFieldCommand(fresh, command);
    if (place === "comment") return commentCommand(fresh, command);
    return paneCommand(fresh, fresh.focus, command);
  }
  if (place === "palette" && key.text !== undefined) return paletteText(state, key.text);
  if (place === "chat" && key.text !== undefined) return typed(state, key.text);
  if (place === "comment" && key.text !== undefined) return stay(typedComment(state, key.text));
  if (place === "search" && key.text !== undefined) return stay(typedSearch(state, key.text));
  return stay(state);
}

function paste(state: UiState, place: Place, text: string): Step {
  if (place === "chat") return typed(state, text);
  if (place === "palette") return paletteText(state, text);
  if (place === "search") return stay(typedSearch(state, text));
  if (place === "comment") return stay(typedComment(state, text));
  const key = keyOf(state.keymap, "goal");
  const ignored = `Pasted text was ignored. Write a goal with ${key}, then paste.`;
  return stay(note(state, "info", ignored));
}

/** What the mouse does. */
export function mouseEvent(state: UiState, report: MouseReport, now: number): Step {
  return mouseStep(state, report, now, paneCommand);
}

function paneCommand(state: UiState, focus: Pane, command: Command): Step {
  const page = Math.max(1, (areaOf(layoutOf(state), focus)?.height ?? state.size.rows) - 3);
  const general = generalCommand(state, command);
  if (general) return general;
  const readOnly = whyReadOnly(state, command);
  if (readOnly) return stay(note(state, "info", readOnly));
  const trail = state.review?.proposal.id;
  if (command === "trail" && focus === "diff") return trail ? openTrail(state, trail) : stay(state);
  const loop = loopCommand(state, command);
  if (loop) return loop;
  switch (focus) {
    case "diff":
      if (command === "edit-hunk") return editCommand(state);
      if (command === "comment") return startComment(state);
      return diffCommand(state, command) ?? stay(state);
    case "chat":
      return chatCommand(state, command, page);
    case "status":
      return statusCommand(state, command, page);
    case "log":
      return logKey(state, command);
    case "audit":
      return auditCommand(state, command, page);
  }
}

function generalCommand(state: UiState, command: Command): Step | undefined {
  const digit = /^pane-([1-5])$/.exec(command)?.[1];
  if (digit) return focusPane(state, panes[Number(digit) - 1] ?? "diff");
  switch (command) {
    case "next-pane":
      return nextPane(state, 1);
    case "previous-pane":
      return nextPane(state, -1);
    case "goal":
      return focusPane(state, "chat");
    case "zoom":
      return stay(laidOut({ ...state, zoom: !state.zoom }));
    case "palette":
      return stay({ ...state, help: null, palette: emptyPalette });
    case "help":
      return stay({ ...state, help: { top: 0 } });
    case "mouse":
      return toggledMouse(state);
    case "search":
      return stay(startSearch(state));
    case "redraw":
      // A new state, so that what could not be drawn is tried again.
      return { state: { ...state }, effects: [{ do: "redraw" }] };
    case "suspend":
      return { state, effects: [{ do: "suspend" }] };
    case "quit":
      return quit(state);
    case "cancel": {
      const back = backInList(state);
      if (back) return back;
      const ended = endSearch(state) ?? endCompare(state);
      if (ended) return stay(ended);
      return cancelWork(state) ?? stay(state.zoom ? laidOut({ ...state, zoom: false }) : state);
    }
    case "interrupt":
      return cancelWork(state) ?? quit(state);
    default:
      return undefined;
  }
}

function quit(state: UiState): Step {
  if (!state.work) return { state: { ...state, leaving: true }, effects: [{ do: "quit" }] };
  const lines = ["It is cancelled when you quit. Proposals and decisions are kept."];
  const dialog = confirmDialog("quit", `${state.work.label} still runs. Quit?`, lines, "Yes, quit");
  return stay({ ...state, dialog });
}

function helpCommand(state: UiState, help: NonNullable<UiState["help"]>, command: Command): Step {
  if (command === "leave") return stay({ ...state, help: null });
  const { height } = coverArea(layoutOf(state));
  const up = scrolled(1000 - help.top, command, Math.max(1, height - 3), 1000);
  if (up === undefined) return stay(state);
  return stay({ ...state, help: { ...help, top: helpPlace(state, height, 1000 - up).top } });
}

function toggledMouse(state: UiState): Step {
  const mouse = !state.mouse;
  const text = mouse
    ? "The mouse scrolls and marks. Shift-drag selects text."
    : "The mouse is the terminal's again.";
  return { state: note({ ...state, mouse }, "info", text), effects: [{ do: "mouse", on: mouse }] };
}

/** The dialog scrolled by lines, never beyond its last. */
function readOn(state: UiState, dialog: Dialog, by: number): Dialog {
  const { width, height } = coverArea(layoutOf(state));
  const { top } = dialogPlace(dialog, width, height);
  return {
    ...dialog,
    top: dialogPlace({ ...dialog, top: Math.max(0, top + by) }, width, height).top,
  };
}

function choiceCommand(state: UiState, dialog: Dialog, command: Command): Step {
  const last = dialog.choices.length - 1;
  const mark = (marked: number) => stay({ ...state, dialog: { ...dialog, marked } });
  switch (command) {
    case "down":
      return mark(Math.min(last, dialog.marked + 1));
    case "up":
      return mark(Math.max(0, dialog.marked - 1));
    case "page-down":
      return stay({ ...state, dialog: readOn(state, dialog, 5) });
    case "page-up":
      return stay({ ...state, dialog: readOn(state, dialog, -5) });
    case "yes":
    case "no": {
      const at = dialog.choices.findIndex(({ value }) => value === command);
      return at < 0 ? stay(state) : mark(at);
    }
    case "choose":
      return choose({ ...state, dialog: null }, dialog, dialog.choices[dialog.marked]?.value ?? "");
    default:
      return choose({ ...state, dialog: null }, dialog, "no");
  }
}

/** Follows a choice. Everything but a plain yes changes nothing. */
function choose(state: UiState, dialog: Dialog, value: string): Step {
  if (dialog.kind === "question") return answer(state, dialog, value);
  if (dialog.kind === "edit-refused") return editChoice(state, value);
  if (dialog.kind === "reword") return value === "no" ? stay(state) : rewordComment(state, value);
  if (value !== "yes") return stay(state);
  const proposal = state.review?.proposal;
  switch (dialog.kind) {
    case "hidden-hunk":
      return acceptHidden(state);
    case "quit":
      return { state: { ...state, leaving: true }, effects: [{ do: "cancel" }, { do: "quit" }] };
    case "approve":
      return proposal ? { state, effects: [{ do: "approve", proposal }] } : stay(state);
    case "drop":
      return proposal ? { state, effects: [{ do: "drop", id: proposal.id }] } : stay(state);
    case "take-back":
      return proposal ? { state, effects: [{ do: "take-back", id: proposal.id }] } : stay(state);
  }
}

/** What the field holds after a choice: an option waits for its value, a name goes behind the goal. */
function completed(goal: string, value: string): string {
  if (value === "" || value === "no") return goal;
  return /^[\w"<>*-]+\.[^ ]+$/.test(value) ? `${value} = ` : `${goal} ${value}`;
}

/** A choice that reads as a goal is asked at once; anything else is for the person to complete. */
function answer(state: UiState, dialog: Dialog, value: string): Step {
  const focused = focusPane(state, "chat").state;
  const isGoal = value.includes(" ") && value !== "no";
  const text = isGoal ? value : completed(dialog.goal ?? "", value);
  const filledIn = { ...focused, chat: { ...focused.chat, field: filled(text) } };
  return isGoal ? send(filledIn) : stay(filledIn);
}
