import type { ChatEntry } from "../panes/chat.ts";
import type { Dialog } from "../panes/dialog.ts";
import { paletteMatches } from "../panes/palette.ts";
import type { Comparison } from "../review/compare.ts";
import { liveWords } from "../review/live-words.ts";
import { selectedCount } from "../review/review-lines.ts";
import { currentHunk, decisionOf, type Review } from "../review/review-state.ts";
import { type SafeText, safe } from "../text.ts";
import { helpRows, placeName } from "./help-rows.ts";
import { hints } from "./hints.ts";
import { hunkPlace, hunkWords, proposalWords, readingAt, rowWords } from "./reader-hunk.ts";
import { built, completion, entry, listed } from "./reader-panes.ts";
import type { UiState } from "./ui-state.ts";

/*
 * The UI as a person hears it: linear text, and of each change only what is new. Nothing is drawn, and
 * nothing that was said is said again.
 */

const panes: Readonly<Record<UiState["focus"], string>> = {
  status: "Proposals",
  chat: "Goal",
  diff: "Review",
  log: "Build",
  audit: "Audit log",
};
const speakers: Readonly<Record<ChatEntry["who"], string>> = {
  person: "You",
  agentix: "Agentix",
  model: "The model says",
  problem: "Problem",
};

/** What is to be said after a change; `before` is null at the start. */
export function announced(before: UiState | null, after: UiState): SafeText[] {
  if (before === after) return [];
  const said = [
    ...repository(before, after),
    ...transcript(before, after),
    ...work(before, after),
    ...asked(before, after),
    ...focus(before, after),
    ...(isAsked(after) ? [] : pane(before, after)),
    ...live(before, after),
    ...toast(before, after),
  ];
  return said.flatMap((text) => (text === "" ? [] : [safe(text, { multiline: true })]));
}

/** The line that is written right now; "" where keys are commands. */
export function readerPrompt(state: UiState): SafeText {
  const { palette, search, comment, chat } = state;
  if (state.dialog) return safe("");
  if (palette) return safe(`Command: ${palette.field.text}`);
  if (search.typing) return safe(`Search: ${search.typing.field.text}`);
  if (comment?.open && state.focus === "diff") return safe(`Comment: ${comment.field.text}`);
  return safe(state.focus === "chat" && !state.help ? `Goal: ${chat.field.text}` : "");
}

/** A key as it is spoken: `^R` is Ctrl-R, arrows have names. */
function spoken(key: string): string {
  const arrows: Readonly<Record<string, string>> = {
    "↑": "Up",
    "↓": "Down",
    "←": "Left",
    "→": "Right",
  };
  return key
    .replace(/\^(?=[A-Z])/g, "Ctrl-")
    .replace(/[↑↓←→]/g, (arrow) => arrows[arrow] ?? arrow)
    .replace(/^: /, "command ");
}

const isAsked = ({ dialog, palette, help }: UiState) => Boolean(dialog ?? palette ?? help);

function keysNow(state: UiState): string {
  const said = hints(state).map(({ key, text }) => `${spoken(key)} ${text}`);
  return said.length === 0 ? "" : `Keys: ${said.join(", ")}.`;
}

/** Every key of the place that help was asked for, one a line. */
function helpText(state: UiState): string {
  const lines = helpRows(state).map((row) => {
    if (row.kind === "blank") return "";
    if (row.kind === "group") return row.note ? `${row.name}, ${row.note}:` : `${row.name}:`;
    return `${row.keys.split(/ +/).map(spoken).join(" or ")}: ${row.text}`;
  });
  const place = state.help?.place ?? state.focus;
  return [`Keys of ${placeName(place)}:`, ...lines.filter((line) => line !== "")].join("\n");
}

function repository(before: UiState | null, { snapshot }: UiState): string[] {
  const text = (of: UiState["snapshot"]) => {
    if (!of) return "Agentix is looking at the repository.";
    const tree = of.dirty.length === 0 ? "clean" : `${of.dirty.length} changed files`;
    const problems = of.problems.map(({ message }) => `Problem: ${message}`);
    return [
      `Agentix on ${of.name}, branch ${of.branch ?? "none"}, ${tree}. Targets: ${of.targets.join(", ") || "none"}.`,
      ...problems,
    ].join("\n");
  };
  const now = text(snapshot);
  return before && text(before.snapshot) === now ? [] : [now];
}

function transcript(before: UiState | null, { chat }: UiState): string[] {
  if (before?.chat.entries === chat.entries) return [];
  const last = before?.chat.entries.at(-1);
  const from = last ? chat.entries.lastIndexOf(last) + 1 : 0;
  return chat.entries.slice(from).map(({ who, text }) => `${speakers[who]}: ${text.trim()}`);
}

function work(before: UiState | null, { work: now }: UiState): string[] {
  if (!now) return [];
  const isNew = before?.work?.label !== now.label;
  const detail = now.detail !== "" && before?.work?.detail !== now.detail ? [now.detail] : [];
  return [...(isNew ? [`Working: ${now.label}.`] : []), ...detail];
}

function choice({ choices, marked }: Dialog): string {
  return `Marked: ${marked + 1}. ${choices[marked]?.label ?? ""}`;
}

function asked(before: UiState | null, state: UiState): string[] {
  const { dialog, palette, help } = state;
  if (dialog) {
    const isSame = before?.dialog?.title === dialog.title && before.dialog.lines === dialog.lines;
    if (isSame) return before.dialog?.marked === dialog.marked ? [] : [choice(dialog)];
    const choices = dialog.choices.map(({ label }, at) => `${at + 1}. ${label}`);
    return [
      `Question: ${dialog.title}`,
      ...dialog.lines,
      ...choices,
      choice(dialog),
      keysNow(state),
    ];
  }
  if (palette) {
    const marked = (of: UiState) =>
      of.palette ? (paletteMatches(of, of.palette)[of.palette.marked]?.text ?? "nothing fits") : "";
    const now = marked(state);
    return before && marked(before) === now ? [] : [`Command marked: ${now}`];
  }
  if (help) return before?.help ? [] : [helpText(state), keysNow(state)];
  return before && isAsked(before) ? ["Closed."] : [];
}

function focus(before: UiState | null, state: UiState): string[] {
  const isSame = before?.focus === state.focus && isAsked(before) === isAsked(state);
  if (isAsked(state) || isSame) return [];
  return [`${panes[state.focus]}. ${keysNow(state)}`];
}

function pane(before: UiState | null, state: UiState): string[] {
  const isNew = before?.focus !== state.focus;
  switch (state.focus) {
    case "diff":
      return review(before, state, isNew);
    case "status": {
      const now = listed(state);
      return !isNew && before && listed(before) === now ? [] : [now];
    }
    case "audit": {
      const now = entry(state);
      return !isNew && before && entry(before) === now ? [] : [now];
    }
    case "log":
      return built(before, state, isNew);
    case "chat":
      return completion(before, state);
  }
}

function review(before: UiState | null, state: UiState, isNew: boolean): string[] {
  const now = reviewShown(state);
  if (!now) return isNew ? ["No proposal is open."] : [];
  const old = before && reviewShown(before);
  const isOther = old?.proposal.id !== now.proposal.id;
  const said =
    isOther || isNew || old.proposal.state !== now.proposal.state
      ? [state.compare ? comparedWords(state.compare) : proposalWords(now)]
      : [...decided(old, now), ...selected(old, now)];
  const here = currentHunk(now);
  if (!here) return said;
  const [a, b] = [old && readingAt(old), readingAt(now)];
  if (isNew || isOther || a?.hunk !== b.hunk) return [...said, ...hunkWords(now, here)];
  if (old?.cursor === now.cursor) return said;
  const row = rowWords(b.row);
  return [...said, row === "" && b.row?.kind === "hunk" ? hunkPlace(now, here) : row];
}

/** The review in the main pane: of a comparison while one is shown. */
function reviewShown({ compare, review: open }: UiState): Review | null {
  return compare?.review ?? open;
}

function comparedWords(compare: Comparison): string {
  const { review: shown } = compare;
  const hunks = shown.hunks.length === 1 ? "1 hunk" : `${shown.hunks.length} hunks`;
  return `${compare.a} compared with ${compare.b}, read only: ${hunks}.`;
}

/** How many lines are selected, each time that it changes. */
function selected(old: Review, now: Review): string[] {
  if (now.selecting === null) return old.selecting === null ? [] : ["No lines are selected."];
  const count = selectedCount(now);
  return old.selecting !== null && selectedCount(old) === count
    ? []
    : [`${count} changed ${count === 1 ? "line" : "lines"} selected.`];
}

/** What became of hunks that the decisions changed. */
function decided(old: Review, now: Review): string[] {
  if (old.decisions === now.decisions) return [];
  const changed = now.hunks.filter(
    ({ hunk }) => decisionOf(old, hunk.id) !== decisionOf(now, hunk.id),
  );
  if (changed.length > 4) return [`${changed.length} hunks changed. ${proposalWords(now)}`];
  return changed.map((view) => `${hunkPlace(now, view)}.`);
}

function live(before: UiState | null, state: UiState): string[] {
  const words = (of: UiState) => {
    const found = liveWords(of.live);
    return found && found.tone !== "dim" ? found.text : "";
  };
  const now = words(state);
  return now !== "" && (!before || words(before) !== now)
    ? [`Evaluation: ${now.replace(/^[✓✗] /, "")}`]
    : [];
}

function toast(before: UiState | null, { toast: now, chat }: UiState): string[] {
  if (!now || before?.toast === now) return [];
  const isSaid =
    before?.chat.entries !== chat.entries &&
    chat.entries.at(-1)?.text.replaceAll("\n", "  ") === now.text;
  return isSaid ? [] : [`Note: ${now.text}`];
}
