import fc from "fast-check";
import { type Review, unsaved } from "../../src/core/review/review-state.ts";
import { initialState, type UiEvent, type UiState } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { decided } from "./sample-actions.ts";
import type { openedFrom } from "./sample-review.ts";
import { keys } from "./ui.ts";

type Opened = ReturnType<typeof openedFrom>;

const some = (key: string, least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((count) => Array<string>(count).fill(key));
const decision = fc.constantFrom("y", "x", "space", "d", "r");
/** To a hunk anywhere: single keys alone would stay among the first files. */
const going = fc.nat({ max: 36 }).map((hunks) => ["esc", "g", ...Array<string>(hunks).fill("n")]);
const maybeGoing = fc.oneof(going, fc.constant([]));
/** From the first change of a hunk, or from a line further below. */
const lines = fc.tuple(
  ...[fc.oneof(fc.constant([]), some("j", 1, 12)), fc.constant(["v"]), some("j", 0, 4)],
  decision.map((key) => [key]),
);
const anyKey = fc.constantFrom(
  ...["s", "v", "y", "x", "j", "k", "n", "p", "u", "U", "]", "["],
  ...["pagedown", "a", "A", "|", "m", "g", "G", "esc"],
);

/** What a reviewer does, each some keys; and a store that answers. */
const gesture = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(maybeGoing, fc.constant(["s"]), some("n", 0, 2), fc.tuple(decision)),
  },
  { weight: 6, arbitrary: fc.tuple(maybeGoing, lines).map(([to, keys]) => [to, ...keys]) },
  { weight: 3, arbitrary: fc.tuple(some("u", 1, 6), some("U", 0, 4)) },
  { weight: 3, arbitrary: fc.tuple(fc.tuple(decision)) },
  { weight: 6, arbitrary: fc.tuple(fc.tuple(anyKey)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(["saving"], ["saved"])) },
);

/** Keys of a whole review. */
export const reviewing = fc
  .array(gesture, { minLength: 10, maxLength: 60 })
  .map((gestures) => gestures.flat(2));

/** A review on a screen, driven by keys, with a store in memory. */
export interface Driven {
  readonly review: Review;
  /** What is stored. */
  readonly stored: Opened;
  /** How often keys did what is easily missed. */
  readonly seen: Readonly<Record<"lines" | "undoneCuts" | "redoneCuts", number>>;
  /** Hunks of the patch that were cut at any time. */
  readonly cut: ReadonlySet<string>;
}

/** Presses the keys; in the end everything is stored. */
export function driven(opened: Opened, events: readonly string[], columns = 120): Driven {
  let state: UiState = initialState({ columns, rows: 40 });
  let stored = opened;
  let arriving: Opened | null = null;
  const cut = new Set<string>();
  const seen = { lines: 0, undoneCuts: 0, redoneCuts: 0 };
  const dispatch = (event: UiEvent) => {
    state = update(state, event).state;
  };
  const saving = () => {
    if (!state.review || arriving) return;
    const { cuts } = state.review;
    const decisions = unsaved(state.review);
    if (Object.keys(decisions).length === 0) return;
    dispatch({ type: "saving", id: opened.proposal.id, decisions, cuts });
    arriving = { ...stored, proposal: decided(stored, decisions, cuts) };
  };
  const saved = () => {
    if (!arriving) return;
    stored = arriving;
    arriving = null;
    dispatch({ type: "saved", ...stored });
  };
  dispatch({ type: "opened", ...opened });
  for (const event of events)
    if (event === "saving") saving();
    else if (event === "saved") saved();
    else {
      const { review: before } = state;
      for (const key of keys(event)) dispatch(key);
      const isCut = state.review?.cuts !== before?.cuts;
      for (const id of Object.keys(isCut ? (state.review?.cuts ?? {}) : {})) cut.add(id);
      if (isCut && event === "u") seen.undoneCuts += 1;
      if (isCut && event === "U") seen.redoneCuts += 1;
      if (isCut && before?.selecting !== null) seen.lines += 1;
    }
  for (let left = 3; left > 0; left -= 1) {
    saving();
    saved();
  }
  if (!state.review) throw new Error("no review");
  return { review: state.review, stored, seen, cut };
}
