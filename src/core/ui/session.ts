import { z } from "zod";
import { panes } from "../keys/keys.ts";
import { chatSay } from "../panes/chat.ts";
import { filled } from "../panes/field.ts";
import { atPlace, placeIn } from "../review/reading-place.ts";
import type { Step, UiState } from "./ui-state.ts";
import { isClosed, laidOut, reviewing } from "./ui-steps.ts";

/*
 * What of the screen outlives the process, so that the next `agentix tui` is where this one was when its
 * terminal went away. Decisions are not in here: they are in the proposal from the moment they are made.
 */

const keptEntries = 100;
const keptGoals = 100;
const longestText = 2000;
const longestDraft = 20_000;
const count = z.number().int().min(0).max(10_000_000);

const proposalId = /^p[1-9][0-9]{0,8}$/;

const openSchema = z.object({
  id: z.string().regex(proposalId),
  /** The proposal's state when it was looked at last. */
  state: z.string().max(40),
  hunk: z.string().max(200).nullable(),
  row: count,
  above: count,
  unfolded: z.array(z.string().max(5000)).max(200),
});

export const sessionSchema = z.object({
  schema: z.literal("agentix-ui/1"),
  open: openSchema.nullable(),
  focus: z.enum(panes),
  main: z.enum(["diff", "audit"]),
  zoom: z.boolean(),
  layoutWish: z.enum(["split", "unified"]).nullable(),
  chat: z.object({
    entries: z
      .array(
        z.object({
          who: z.enum(["person", "agentix", "model", "problem"]),
          text: z.string().max(longestText + 1),
          proposal: z.string().regex(proposalId).exactOptional(),
        }),
      )
      .max(keptEntries),
    history: z.array(z.string().max(longestText)).max(keptGoals),
    draft: z.string().max(longestDraft),
  }),
});
export type Session = z.infer<typeof sessionSchema>;
/** The proposal to come back to, and the place in it. */
export type Returning = z.infer<typeof openSchema>;

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText).toWellFormed()}…`;
}

/** What is kept of a state; its size is bounded whatever happened. */
export function sessionOf(state: UiState): Session {
  const { review, focus, main, zoom, layoutWish, chat } = state;
  const place = review && { id: review.proposal.id, state: review.proposal.state };
  return {
    schema: "agentix-ui/1",
    // Until the proposal of last time is open again, it is still the one to come back to.
    open: review && place ? { ...place, ...placeIn(review) } : state.returning,
    focus,
    main,
    zoom,
    layoutWish,
    chat: {
      entries: chat.entries
        .slice(-keptEntries)
        .map((entry) => ({ ...entry, text: cut(entry.text) })),
      history: chat.history.filter(({ length }) => length <= longestText).slice(-keptGoals),
      draft: chat.field.text.length <= longestDraft ? chat.field.text : "",
    },
  };
}

/** What a file holds; null when it is damaged, foreign, or of another version. */
export function parseSession(text: string): Session | null {
  try {
    return sessionSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The first screen as it was left. `wanted`: a proposal that the person asked for by name. */
export function restored(state: UiState, session: Session, wanted?: string): Step {
  const { focus, main, zoom, layoutWish, chat, open } = session;
  const returning = wanted === undefined || wanted === open?.id ? open : null;
  const isTyped = state.chat.field.text !== "" || state.chat.history.length > 0;
  const history = [...chat.history, ...state.chat.history];
  const next = laidOut({
    ...state,
    focus: isTyped ? state.focus : wanted === undefined || returning ? focus : "diff",
    main: wanted === undefined || returning ? main : "diff",
    zoom,
    layoutWish,
    returning,
    chat: {
      ...state.chat,
      entries: [...chat.entries, ...state.chat.entries],
      history,
      historyAt: history.length,
      // Whoever was faster than the file goes on typing.
      field: isTyped ? state.chat.field : filled(chat.draft),
    },
  });
  return { state: next, effects: returning ? [{ do: "open", id: returning.id }] : [] };
}

const past: Readonly<Record<string, string>> = {
  applied: "was applied",
  activated: "was activated",
  rejected: "was rejected",
  "rolled-back": "was rolled back",
};

/** The state after its proposal is open again: the reader is where they were, and hears what happened meanwhile. */
export function returned(state: UiState, place: Returning): UiState {
  const { review } = state;
  const there: UiState = { ...state, returning: null };
  if (!review) return there;
  const shown = laidOut(reviewing(there, atPlace(review, place)));
  const { id, state: life } = review.proposal;
  if (!isClosed(shown) || life === place.state) return shown;
  const text = `${id} ${past[life] ?? `is ${life}`} meanwhile. It is shown as it ended.`;
  return { ...shown, chat: chatSay(shown.chat, { who: "agentix", text }) };
}
