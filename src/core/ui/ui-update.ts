import { logBegun, logEnded, logHeard, logSaid } from "../build/log-view.ts";
import { auditRead } from "../panes/audit-view.ts";
import { type ChatEntry, chatHeard, chatHears, chatSay, chatThinks } from "../panes/chat.ts";
import { questionDialog } from "../panes/dialogs.ts";
import { filled } from "../panes/field.ts";
import { nothingSent, type Sent } from "../patch/merge-decisions.ts";
import type { Proposal } from "../proposal.ts";
import type { Problem } from "../result.ts";
import { compareProposals } from "../review/compare.ts";
import { initialLive, liveNews } from "../review/live.ts";
import { openReview, reviewStep } from "../review/review.ts";
import { unsaved } from "../review/review-state.ts";
import { sameSources, sourceRequest } from "../review/source.ts";
import { showsThat } from "../verification.ts";
import { sizeOf } from "./screen-layout.ts";
import { restored, returned } from "./session.ts";
import { completionAnswered, namesRead } from "./ui-chat.ts";
import { loopCommand } from "./ui-commands.ts";
import { commented, unrevised } from "./ui-comment.ts";
import { comparedStep, sourcesRead } from "./ui-compare.ts";
import { editRefused } from "./ui-edit.ts";
import { keyStep, mouseEvent } from "./ui-keys.ts";
import { checked, followed } from "./ui-live.ts";
import { logRoomOf, logTicked } from "./ui-log.ts";
import { focusPane } from "./ui-panes.ts";
import type { Step, UiEvent, UiState } from "./ui-state.ts";
import { laidOut, note, reviewing, reviewView, stay } from "./ui-steps.ts";

/** The UI's one reducer: an event in, the next state and what is to be done out. */
export function update(state: UiState, event: UiEvent): Step {
  if (event.type === "mouse") return followed(state, mouseEvent(state, event.report, event.now));
  if (event.type === "key") return followed(state, keyStep(state, event.key));
  const step = news(spoken(state, event), event);
  return followed(state, withSources({ ...step, state: laidOut(step.state) }));
}

/** Asks for the texts of the open proposal's files when they are others than before. */
function withSources(step: Step): Step {
  const { review, sources } = step.state;
  if (!review) return step;
  const request = sourceRequest(review.proposal);
  if (sameSources(sources, request)) return step;
  const effect = { do: "sources", request } as const;
  return {
    state: { ...step.state, sources: request },
    effects: [...step.effects, effect],
  };
}

type News = Exclude<UiEvent, { type: "key" | "mouse" }>;

/** When work ends, the model has finished speaking. */
function spoken(state: UiState, event: News): UiState {
  const ends = event.type === "failed" ? event.work : ["opened", "answered"].includes(event.type);
  const heard = state.chat.live !== "" || state.chat.thinking !== "";
  return ends && heard ? { ...state, chat: chatHeard(state.chat) } : state;
}

function news(state: UiState, event: News): Step {
  switch (event.type) {
    case "resize":
      return stay({ ...state, size: sizeOf(event.columns, event.rows) });
    case "tick":
      return stay({
        ...logTicked(state, event.now),
        now: event.now,
        savingTicks: state.savingTicks + 1,
      });
    case "connected":
      return stay({ ...state, live: initialLive(event.live) });
    case "restore":
      return restored(state, event.session, event.wanted);
    case "snapshot":
      return stay(withSnapshot(state, event));
    case "work":
      return stay(begun(state, event));
    case "progress":
      return stay(progressed(state, event.text));
    case "model-text":
      return stay({ ...state, chat: chatHears(state.chat, event.text) });
    case "model-thinking":
      return stay({ ...state, chat: chatThinks(state.chat, event.text) });
    case "completed":
      return completionAnswered(state, event.word, event.completions);
    case "names-read":
      return namesRead(state);
    case "log":
      return stay(logged(state, event));
    case "opened":
      return opened(state, event);
    case "answered":
      return answered(state, event);
    case "verified":
      return verified(state, event);
    case "sources":
      return stay(sourcesRead(state, event.request, event.files));
    case "edited":
      return opened({ ...state, editDraft: null }, { ...event, type: "opened" });
    case "edit-refused":
      return stay(editRefused(state, event));
    case "commented":
      return stay(commented(state, event));
    case "unrevised":
      return {
        state: unrevised(state, event.id, event.questions, event.notes),
        effects: [{ do: "audit" }],
      };
    case "unchanged":
      return stay(note({ ...state, work: null, editDraft: null }, "info", event.text));
    case "compared": {
      const { a, b, patch } = event;
      const compare = compareProposals(a, b, patch, reviewView(state));
      return comparedStep(state, compare);
    }
    case "saving":
      return stay(sent({ ...state, saving: true, savingTicks: 0 }, event.id, event));
    case "saved":
      return saved(replaced({ ...state, saving: false }, event, true));
    case "failed":
      return failed(state, event);
    case "check":
      return stay({ ...state, live: liveNews(state.live, event.key, event.news) });
    case "checked":
      return stay(checked(state, event.key, event.problem));
    case "audit": {
      const { entries, report, only } = event;
      const audit = auditRead(state.audit, { entries, report, only });
      return stay(audit ? { ...state, audit } : state);
    }
  }
}

function said(state: UiState, ...added: ChatEntry[]): UiState {
  return { ...state, chat: chatSay(state.chat, ...added) };
}

function withSnapshot(state: UiState, { snapshot }: Extract<News, { type: "snapshot" }>): UiState {
  const before = state.snapshot?.proposals ?? [];
  const open = state.review?.proposal.id;
  const isNew = open !== undefined && before.every((one) => one.id !== open);
  const id = isNew ? open : (before[state.marked]?.id ?? open);
  const found = snapshot.proposals.findIndex((one) => one.id === id);
  return { ...state, snapshot, marked: Math.max(0, found) };
}

function begun(state: UiState, event: Extract<News, { type: "work" }>): UiState {
  const { kind, label, now } = event;
  const work = { kind, label, detail: "", since: now, cancelling: false };
  const log = kind === "verify" ? logBegun(state.log, label) : state.log;
  return { ...state, work, now, log, toast: null };
}

function progressed(state: UiState, text: string): UiState {
  if (!state.work) return state;
  const work = { ...state.work, detail: text };
  if (work.kind !== "verify") return { ...state, work };
  return { ...state, work, log: logSaid(state.log, text, "info") };
}

function logged(state: UiState, event: Extract<News, { type: "log" }>): UiState {
  const log = logHeard(state.log, event.target, event.events, event.now, logRoomOf(state));
  return { ...state, now: event.now, log };
}

function replaced(
  state: UiState,
  { proposal, patch }: Pick<Extract<News, { type: "saved" }>, "proposal" | "patch">,
  saved = false,
): UiState {
  const { review } = state;
  const next = listed(state, proposal);
  if (review?.proposal.id !== proposal.id) return next;
  return reviewing(next, reviewStep(review, { type: "proposal", proposal, patch, saved }));
}

/** Marks a choice as on its way to the store, or (nothing) as not arrived. */
function sent(state: UiState, id: string, { decisions, cuts }: Sent): UiState {
  const { review } = state;
  if (review?.proposal.id !== id) return state;
  return reviewing(state, reviewStep(review, { type: "sent", sent: { decisions, cuts } }));
}

/** Goes on with what waited for the decisions, once all of them are stored. */
function saved(state: UiState): Step {
  const { queued, review } = state;
  if (queued === null || !review || Object.keys(unsaved(review)).length > 0) return stay(state);
  return loopCommand({ ...state, queued: null }, queued) ?? stay(state);
}

/** The list with this proposal's state, until the next look at the repository. */
function listed(state: UiState, { id, state: life }: Proposal): UiState {
  const { snapshot } = state;
  if (!snapshot?.proposals.some((one) => one.id === id && one.state !== life)) return state;
  const proposals = snapshot.proposals.map((one) =>
    one.id === id ? { ...one, state: life } : one,
  );
  return { ...state, snapshot: { ...snapshot, proposals } };
}

function opened(state: UiState, event: Extract<News, { type: "opened" }>): Step {
  const { proposal, patch } = event;
  const isSame = state.review?.proposal.id === proposal.id;
  const base: UiState = { ...state, work: null, compare: null };
  const shown = isSame
    ? replaced(base, event)
    : { ...listed(base, proposal), review: openReview(proposal, patch, reviewView(base)) };
  const at = shown.snapshot?.proposals.findIndex(({ id }) => id === proposal.id) ?? -1;
  const marked = at < 0 ? shown : { ...shown, marked: at };
  const next = event.said
    ? note(
        said(marked, { who: "agentix", text: event.said, proposal: proposal.id }),
        "good",
        event.said,
      )
    : marked;
  const { returning } = state;
  const there =
    returning?.id === proposal.id
      ? returned(next, returning)
      : focusPane({ ...next, returning: null }, "diff").state;
  return { state: there, effects: [{ do: "refresh" }] };
}

function answered(state: UiState, event: Extract<News, { type: "answered" }>): Step {
  const { goal, questions, notes } = event;
  const entries = [
    ...notes.map((text): ChatEntry => ({ who: "agentix", text })),
    ...questions.map(({ question }): ChatEntry => ({ who: "agentix", text: question })),
  ];
  if (entries.length === 0) entries.push({ who: "agentix", text: "Nothing to change." });
  const next = said({ ...state, work: null }, ...entries);
  const open = questions.find(({ choices }) => choices && choices.length > 0);
  if (open && !next.dialog) return stay({ ...next, dialog: questionDialog(goal, open) });
  const empty = next.chat.field.text === "" && questions.length > 0;
  return stay(empty ? { ...next, chat: { ...next.chat, field: filled(goal) } } : next);
}

function verified(state: UiState, event: Extract<News, { type: "verified" }>): Step {
  const { proposal } = event;
  const result = proposal.verification;
  const good = result?.ok === true;
  const failure = result?.steps.find(({ status }) => status === "failed");
  const text = good
    ? `${proposal.id} ${showsThat(result)}.`
    : `${proposal.id} fails: ${failure?.diagnostics[0]?.message.split("\n")[0] ?? failure?.name ?? "see the log"}`;
  const log = logEnded(state.log, good ? "ok" : "failed", text, state.now);
  const next = replaced({ ...state, work: null, log }, event);
  // What failed stands above the diff.
  const shown =
    good || !next.review
      ? next
      : reviewing(next, reviewStep(next.review, { type: "jump", to: "first" }));
  const spoken = note(
    said(shown, { who: good ? "agentix" : "problem", text, proposal: proposal.id }),
    good ? "good" : "bad",
    text,
  );
  return { state: spoken, effects: [{ do: "refresh" }, { do: "audit" }] };
}

/** An error in full, as the transcript keeps it. */
function problemText(what: string, { message, hint }: Problem): string {
  return `${what}: ${message}${hint ? `\n${hint}` : ""}`;
}

function failed(state: UiState, event: Extract<News, { type: "failed" }>): Step {
  const cancelled = event.problem.code === "interrupted";
  const text = cancelled ? `${event.what}: cancelled` : problemText(event.what, event.problem);
  const isWork = event.work;
  const isVerify = isWork && state.work?.kind === "verify";
  const log = isVerify
    ? logEnded(state.log, cancelled ? "cancelled" : "failed", text, state.now)
    : state.log;
  const lost = isWork && state.work?.kind === "propose" && state.chat.field.text === "";
  const goal = lost ? (state.chat.history.at(-1) ?? "") : state.chat.field.text;
  const back = event.unsaved === undefined ? state : sent(state, event.unsaved, nothingSent);
  const base: UiState = {
    ...back,
    work: isWork ? null : state.work,
    returning: isWork ? null : state.returning,
    saving: event.unsaved === undefined && state.saving,
    queued: event.unsaved === undefined ? state.queued : null,
    log,
    chat: lost ? { ...state.chat, field: filled(goal) } : state.chat,
  };
  const next = note(
    said(base, { who: cancelled ? "agentix" : "problem", text }),
    cancelled ? "info" : "bad",
    text.replaceAll("\n", "  "),
  );
  return { state: next, effects: isWork && !cancelled ? [{ do: "refresh" }, { do: "audit" }] : [] };
}
