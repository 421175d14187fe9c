import { bindingOf, type Keymap, keyName, keyOf } from "../keys/keymap.ts";
import type { Command, Place } from "../keys/keys.ts";
import { mentioned } from "../panes/chat.ts";
import { openList } from "../panes/completion.ts";
import { shownProposals } from "../panes/proposal-list.ts";
import { queryOf } from "../panes/search.ts";
import { counts, currentHunk, type Review } from "../review/review-state.ts";
import { isComparing } from "./ui-compare.ts";
import type { UiState } from "./ui-state.ts";
import { isClosed, isStale } from "./ui-steps.ts";

export interface Hint {
  readonly key: string;
  readonly text: string;
}

function hintIn(keymap: Keymap, command: Command, places: readonly Place[], text?: string): Hint[] {
  const binding = bindingOf(keymap, command, places);
  const key = binding?.keys[0];
  return key ? [{ key: keyName(key), text: text ?? binding.hint ?? binding.text }] : [];
}

/** The next step of the loop for the open proposal. */
function nextStep(state: UiState): Command[] {
  const { review } = state;
  if (!review) return [];
  const { undecided } = counts(review);
  if (isStale(state)) return ["verify"];
  switch (review.proposal.state) {
    case "approved":
      return ["apply"];
    case "applied":
    case "activated":
      return ["take-back"];
    case "rejected":
    case "rolled-back":
      return [];
    case "verified":
      return undecided > 0 ? [] : ["approve"];
    default:
      return undecided > 0 && review.proposal.verification !== null ? [] : ["verify"];
  }
}

/** The keys of a decision that would do something to the hunk under the cursor. */
function decisions(review: Review): Command[] {
  const signs = { "+": 0, "-": 0, " ": 0 };
  for (const { source } of currentHunk(review)?.lines ?? []) {
    signs[source.sign] += 1;
    if (signs["+"] > 1 || signs["-"] > 1) break;
  }
  const some = <C extends Command>(command: C, useful: boolean) => (useful ? [command] : []);
  return [
    "accept",
    "reject",
    ...some("next", review.hunks.length > 1),
    ...some("split", signs["+"] > 1 || signs["-"] > 1),
    ...some("lines", signs["+"] + signs["-"] > 1),
    ...some("undo", review.past.length > 0),
  ];
}

/** The keys of the list of proposals that would do something. */
function listHints({ snapshot, search }: UiState): Command[] {
  const all = snapshot?.proposals.length ?? 0;
  const shown = shownProposals(snapshot?.proposals, queryOf(search, "status")).length;
  return [
    ...(shown > 0 ? (["open"] as const) : []),
    ...(all > 1 ? (["search"] as const) : []),
    ...(shown > 1 ? (["compare"] as const) : []),
    ...(shown > 0 ? (["trail"] as const) : []),
  ];
}

/** What matters in the build pane: going on searching, back to the end, what failed, whose log. */
function logHints({ log, search }: UiState): Command[] {
  if (queryOf(search, "log") !== "") return ["next-match", "previous-match", "follow"];
  const { nodes, counts: builds } = log.shown.tree;
  const back: Command[] = log.end === null ? [] : ["follow"];
  const error: Command[] =
    builds.failed > 0 || log.build.outcome === "failed" ? ["first-error"] : [];
  const lines: Command[] = log.build.lines.end > 0 ? ["search"] : [];
  return [...error, ...back, ...(nodes.size > 0 ? (["next-build"] as const) : []), ...lines];
}

/** Which keys matter now, most useful first: the last line shows as many as fit. */
export function hints(state: UiState): Hint[] {
  const hint = (command: Command, places: readonly Place[], text?: string) =>
    hintIn(state.keymap, command, places, text);
  if (state.dialog)
    return [
      {
        key: `${keyOf(state.keymap, "up", "choice")} ${keyOf(state.keymap, "down", "choice")}`,
        text: "mark",
      },
      ...hint("choose", ["choice"]),
      ...hint("leave", ["choice"], "go back"),
    ];
  if (state.help) return [...hint("down", ["help"], "scroll"), ...hint("leave", ["help"])];
  if (state.palette) return [...hint("choose", ["palette"]), ...hint("leave", ["palette"])];
  if (state.search.typing) return [...hint("send", ["search"]), ...hint("leave", ["search"])];
  if (state.comment?.open && state.focus === "diff")
    return (["send", "keep-comment", "leave"] as const).flatMap((command) =>
      hint(command, ["comment"]),
    );
  const cancel = state.work ? hint("cancel", ["anywhere"], "cancel") : [];
  if (state.focus === "chat") {
    if (openList(state.chat))
      return [
        ...hint("complete", ["chat"], "complete"),
        ...hint("history-forward", ["chat"], "choose"),
        ...hint("leave", ["chat"], "close the list"),
        ...hint("send", ["chat"]),
      ];
    const leave: Hint[] = state.work ? cancel : hint("leave", ["chat"]);
    const open = mentioned(state.chat).length > 0 ? hint("open", ["chat"], "open") : [];
    const more = [...open, ...hint("history-back", ["chat"]), ...hint("next-pane", ["anywhere"])];
    return [...hint("send", ["chat"]), ...leave, ...more, ...hint("help", ["chat"])];
  }
  const general = (commands: readonly Command[]) =>
    commands.flatMap((command) => hint(command, ["anywhere"]));
  const step = state.work ? cancel : general(nextStep(state));
  const rest = general(
    state.review
      ? ["help", "goal", "palette", "next-pane", "quit"]
      : ["goal", "help", "palette", "next-pane", "quit"],
  );
  if (state.focus === "diff" && state.review && state.review.selecting !== null)
    return [
      ...(["accept", "reject"] as const).flatMap((command) => hint(command, ["lines"])),
      {
        key: `${keyOf(state.keymap, "down", "lines")} ${keyOf(state.keymap, "up", "lines")}`,
        text: "more or fewer",
      },
      ...hint("lines", ["lines"]),
      ...hint("help", ["anywhere"]),
    ];
  if (isComparing(state))
    return [
      ...((state.compare?.review?.hunks.length ?? 0) > 1 ? hint("next", ["diff"]) : []),
      ...hint("search", ["diff"]),
      ...hint("cancel", ["anywhere"], "back"),
      ...general(["help", "next-pane", "quit"]),
    ];
  if (state.focus === "audit" && state.audit.detail !== null)
    return [...hint("down", ["audit"], "scroll"), ...hint("cancel", ["anywhere"], "back")];
  if (state.focus === "diff" && queryOf(state.search, "diff") !== "")
    return [
      ...hint("next", ["diff"], "next match"),
      ...hint("previous-match", ["diff"], "previous"),
      ...hint("cancel", ["anywhere"], "end search"),
      ...hint("accept", ["diff"]),
      ...hint("reject", ["diff"]),
      ...hint("help", ["anywhere"]),
    ];
  if (state.focus === "diff" && state.review) {
    const undecided = counts(state.review).undecided > 0;
    const decide = decisions(state.review).flatMap((command) => hint(command, ["diff"]));
    const next = state.review.hunks.length > 1 ? hint("next", ["diff"]) : [];
    if (isClosed(state)) return [...step, ...next, ...rest];
    return undecided ? [...decide, ...step, ...rest] : [...step, ...decide, ...rest];
  }
  if (state.focus === "log") {
    const own = logHints(state).flatMap((command) => hint(command, ["log"]));
    const searching = queryOf(state.search, "log") !== "";
    const next = searching ? hint("cancel", ["anywhere"], "end search") : step;
    return [...own, ...next, ...rest];
  }
  const back = state.audit.only === null ? [] : hint("cancel", ["anywhere"], "whole log");
  const own =
    state.focus === "status"
      ? listHints(state).flatMap((one) => hint(one, ["status"]))
      : state.focus === "audit" && state.audit.entries.length > 0
        ? [...hint("open", ["audit"]), ...hint("search", ["audit"]), ...back]
        : [];
  return [...own, ...step, ...rest];
}
