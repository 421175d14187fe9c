import { keyOf } from "../keys/keymap.ts";
import type { Command } from "../keys/keys.ts";
import { approveDialog, confirmDialog } from "../panes/dialogs.ts";
import { type ReviewEvent, reviewStep } from "../review/review.ts";
import { counts, type Review } from "../review/review-state.ts";
import { accept, changed, decide, lines, split, whyClosed } from "./ui-decide.ts";
import type { Step, UiEffect, UiState } from "./ui-state.ts";
import { isStale, laidOut, note, reviewing, stay } from "./ui-steps.ts";

/*
 * What the commands of the diff and of the loop do. Typing, panes and dialogs are in ui-keys.ts.
 */

const simple: Partial<Record<Command, ReviewEvent>> = {
  down: { type: "move", by: 1 },
  up: { type: "move", by: -1 },
  "page-down": { type: "page", by: 1 },
  "page-up": { type: "page", by: -1 },
  first: { type: "jump", to: "first" },
  last: { type: "jump", to: "last" },
  "next-hunk": { type: "hunk", by: 1 },
  "previous-hunk": { type: "hunk", by: -1 },
  "next-file": { type: "file", by: 1 },
  "previous-file": { type: "file", by: -1 },
  "next-undecided": { type: "jump", to: "undecided" },
  undo: { type: "undo" },
  redo: { type: "redo" },
  next: { type: "hunk", by: 1 },
  "previous-match": { type: "match", by: -1 },
  unfold: { type: "fold", what: "region" },
  "unfold-file": { type: "fold", what: "file" },
};

/** The next match while something is looked for, the next hunk otherwise. */
function nextOf({ query }: Review): ReviewEvent {
  return query === "" ? { type: "hunk", by: 1 } : { type: "match", by: 1 };
}

/** A command in the diff; undefined when it is none of the diff's. */
export function diffCommand(state: UiState, command: Command): Step | undefined {
  const { review } = state;
  if (command === "layout") {
    const layout = review?.view.layout === "split" ? "unified" : "split";
    return { state: laidOut({ ...state, layoutWish: layout }), effects: [] };
  }
  if (!review) return simple[command] ? stay(state) : undefined;
  const event = command === "next" ? nextOf(review) : simple[command];
  if (event) return changed(state, review, event);
  if (command === "accept") return accept(state, review);
  if (command === "reject") return decide(state, review, "rejected");
  if (command === "undecide") return decide(state, review, "undecided");
  if (command === "split") return split(state, review);
  if (command === "lines") return lines(state, review);
  if (command !== "accept-file" && command !== "accept-all") return undefined;
  const what = command === "accept-file" ? "file" : "all";
  const step = changed(state, review, { type: "accept", what });
  const left = step.state.review ? counts(step.state.review).undecided : 0;
  const skipped = what === "all" && left > 0;
  return skipped
    ? {
        ...step,
        state: note(
          step.state,
          "info",
          `${left} ${left === 1 ? "hunk wants" : "hunks want"} a look of ${left === 1 ? "its" : "their"} own: tier high, or characters that cannot be seen.`,
        ),
      }
    : step;
}

/** A command of the loop on the open proposal; undefined when it is none. */
export function loopCommand(state: UiState, command: Command): Step | undefined {
  if (command === "refresh") return { state, effects: [{ do: "refresh" }, { do: "audit" }] };
  if (!["verify", "approve", "apply", "drop", "take-back"].includes(command)) return undefined;
  const { review } = state;
  const key = (one: Command) => keyOf(state.keymap, one);
  if (!review)
    return stay(
      note(
        state,
        "info",
        `No proposal is open. Write a goal (${key("goal")}), or open one (${key("pane-1")}, ${keyOf(state.keymap, "open", "status")}).`,
      ),
    );
  const busy = whyBusy(state);
  if (busy) return stay(note(state, "info", busy));
  if (state.saving) return stay({ ...state, queued: command });
  switch (command) {
    case "verify":
      return start(state, { do: "verify", id: review.proposal.id });
    case "approve":
      return approve(state, review);
    case "apply":
      return review.proposal.state === "approved"
        ? start(state, { do: "apply", id: review.proposal.id })
        : stay(
            note(
              state,
              "info",
              review.proposal.state === "applied"
                ? `${review.proposal.id} is applied already.`
                : `${review.proposal.id} is ${review.proposal.state}, not approved. Approve it first (${key("approve")}).`,
            ),
          );
    case "drop":
      return ask(
        state,
        "drop",
        `Reject ${review.proposal.id}?`,
        [`goal  ${review.proposal.goal}`, "It stays in the list and in the audit log."],
        "Yes, reject the proposal",
      );
    default:
      return review.proposal.state === "applied" || review.proposal.state === "activated"
        ? ask(
            state,
            "take-back",
            `Take ${review.proposal.id} back?`,
            ["This makes a new proposal, which is reviewed and verified like any other."],
            "Yes, propose to take it back",
          )
        : stay(
            note(state, "info", `${review.proposal.id} is not applied. ${key("drop")} rejects it.`),
          );
  }
}

function start(state: UiState, effect: UiEffect): Step {
  return { state: { ...state, toast: null }, effects: [effect] };
}

function ask(
  state: UiState,
  kind: "drop" | "take-back",
  title: string,
  lines: string[],
  yes: string,
): Step {
  return stay({ ...state, dialog: confirmDialog(kind, title, lines, yes) });
}

/** Why no further work can start; null when it can. */
export function whyBusy(state: UiState): string | null {
  return state.work
    ? `${state.work.label} still runs. ${keyOf(state.keymap, "cancel")} cancels it.`
    : null;
}

function approve(state: UiState, review: Review): Step {
  const why = whyClosed(state);
  const key = (one: Command) => keyOf(state.keymap, one);
  if (why) return stay(note(state, "info", why));
  if (isStale(state))
    return stay(
      note(
        state,
        "info",
        `The branch has moved since ${review.proposal.id} was made. ${key("verify")} puts it on top and tests it again.`,
      ),
    );
  const { undecided, accepted } = counts(review);
  if (undecided > 0) {
    const shown = reviewing(state, reviewStep(review, { type: "jump", to: "undecided" }));
    const text = `${undecided} ${undecided === 1 ? "hunk is" : "hunks are"} undecided. Decide first: ${keyOf(state.keymap, "accept", "diff")} accepts, ${keyOf(state.keymap, "reject", "diff")} rejects.`;
    return stay(note({ ...shown, focus: "diff", main: "diff" }, "info", text));
  }
  if (accepted === 0)
    return stay(
      note(state, "info", `Every hunk is rejected. ${key("drop")} rejects the proposal.`),
    );
  const { verification, state: life } = review.proposal;
  if (life === "approved")
    return stay(
      note(state, "info", `${review.proposal.id} is approved already. Apply it (${key("apply")}).`),
    );
  if (!verification?.ok)
    return stay(
      note(
        state,
        "info",
        verification
          ? `The verification failed: see above the diff. Change the decisions, and verify again (${key("verify")}).`
          : `Verify it first (${key("verify")}): an approval names what was tested.`,
      ),
    );
  return stay({ ...state, dialog: approveDialog(review) });
}
