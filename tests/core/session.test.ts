import { describe, expect, test } from "vitest";
import { currentHunk } from "../../src/core/review/review-state.ts";
import { parseSession, type Session, sessionOf } from "../../src/core/ui/session.ts";
import { initialState, type UiEvent, type UiState } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { sampleReview } from "../support/sample-review.ts";
import { atReview, keys, play, typing } from "../support/ui.ts";

const size = { columns: 120, rows: 40 };
const again = (session: Session, wanted?: string): UiEvent[] => [
  { type: "restore", session, wanted },
];
const opened = (changes = {}): UiEvent => ({ type: "opened", ...sampleReview(changes) });
/** What is on the screen, as far as a person who comes back would miss it. */
const seen = ({ focus, main, zoom, layoutWish, review, chat }: UiState) => ({
  focus,
  main,
  zoom,
  layoutWish,
  cursor: review?.cursor,
  top: review?.top,
  unfolded: review?.unfolded,
  said: chat.entries,
  history: chat.history,
  goal: chat.field.text,
});
const throughFile = (state: UiState): Session => {
  const session = parseSession(JSON.stringify(sessionOf(state)));
  expect(session).not.toBeNull();
  return session as Session;
};

describe("the place of last time", () => {
  test.each([
    ["a line in a hunk, unified, zoomed", keys("n", "n", "j", "j", "j", "|", "z")],
    ["the top, above every hunk", keys("g", "j")],
    ["a page further", keys("pagedown")],
    ["the end", keys("G")],
    ["the audit log", keys("5")],
    ["a goal half written", [...keys("i"), ...typing("enable tailscale and")]],
    ["an unfolded region", keys("n", "n", "k", "o", "j")],
  ])("%s is where the next one begins", (_name, events) => {
    const left = play(120, 40, [...atReview, ...events]).state;
    const session = throughFile(left);
    const { state, effects } = play(120, 40, again(session));
    expect(effects).toEqual([{ do: "open", id: "p3" }]);
    const back = update(state, opened()).state;
    expect(seen(back)).toEqual(seen(left));
    expect(back.returning).toBeNull();
  });

  test("on another size of terminal the reader is on the same line", () => {
    const left = play(200, 50, [...atReview, ...keys("n", "n", "j", "j")]).state;
    const session = throughFile(left);
    const { state } = play(80, 24, [...again(session), opened()]);
    const line = state.review?.rows[state.review.cursor];
    const before = left.review?.rows[left.review.cursor];
    expect(line && "hunk" in line && line.hunk).toBe(before && "hunk" in before && before.hunk);
  });

  test("a proposal that ended meanwhile is shown as it ended, and the transcript says so", () => {
    const session = throughFile(play(120, 40, [...atReview, ...keys("n")]).state);
    const { state } = play(120, 40, [...again(session), opened({ state: "applied" })]);
    expect(state.chat.entries.at(-1)?.text).toMatch(/p3 was applied meanwhile/);
    const known = throughFile(state);
    const next = play(120, 40, [...again(known), opened({ state: "applied" })]).state;
    expect(next.chat.entries).toEqual(state.chat.entries);
  });

  test("one that is gone is said once and not asked for again", () => {
    const session = throughFile(play(120, 40, atReview).state);
    const gone: UiEvent = {
      type: "failed",
      what: "opening p3",
      work: true,
      problem: { code: "unknown-proposal", message: "There is no proposal p3." },
    };
    const work: UiEvent = { type: "work", kind: "open", label: "opening p3", now: 0 };
    const { state } = play(120, 40, [...again(session), work, gone]);
    expect(sessionOf(state).open).toBeNull();
  });

  test("until it is open again it stays the one to come back to", () => {
    const session = throughFile(play(120, 40, [...atReview, ...keys("n", "j")]).state);
    expect(sessionOf(play(120, 40, again(session)).state).open).toEqual(session.open);
  });

  test("another proposal asked for by name is opened instead", () => {
    const session = throughFile(play(120, 40, [...atReview, ...keys("5")]).state);
    const { state, effects } = play(120, 40, again(session, "p2"));
    expect(effects).toEqual([]);
    expect(state).toMatchObject({ returning: null, focus: "diff", main: "diff" });
  });
});

test("whoever typed before the file was read goes on typing", () => {
  const session = throughFile(play(120, 40, [...atReview, ...keys("i"), ...typing("old")]).state);
  const { state } = play(120, 40, [...typing("new goal"), ...again(session)]);
  expect(state.chat.field.text).toBe("new goal");
  expect(state.focus).toBe("chat");
  expect(play(120, 40, again(session)).state.chat.field.text).toBe("old");
});

test("in a hunk that is shorter now the reader is on its last row, not in the next hunk", () => {
  const session = throughFile(play(120, 40, [...atReview, ...keys("n")]).state);
  const open = session.open && { ...session.open, row: 500 };
  const { state } = play(120, 40, [...again({ ...session, open }), opened()]);
  expect(state.review && currentHunk(state.review)?.hunk.id).toBe(open?.hunk);
});

describe("the session file", () => {
  const whole = JSON.stringify(sessionOf(initialState(size)));
  test.each([
    ["half a file", whole.slice(0, -20)],
    ["no JSON", "\u0000\u0000"],
    ["another program's", '{"version":1}'],
    ["another version", whole.replace("agentix-ui/1", "agentix-ui/9")],
    ["a pane that there is not", whole.replace('"focus":"chat"', '"focus":"shell"')],
    ["null", "null"],
  ])("%s is none", (_name, text) => {
    expect(parseSession(text)).toBeNull();
  });

  test("names no proposal that is none", () => {
    const open = { id: "../p1", state: "proposed", hunk: null, row: 0, above: 0, unfolded: [] };
    expect(parseSession(JSON.stringify({ ...JSON.parse(whole), open }))).toBeNull();
  });

  test("stays bounded whatever was said, and can be read", () => {
    const { state } = play(120, 40, atReview);
    const long = "x".repeat(100_000);
    const chat = {
      ...state.chat,
      entries: Array.from({ length: 500 }, () => ({ who: "model" as const, text: long })),
      history: Array.from({ length: 200 }, (_, at) => (at % 2 ? long : `goal ${at}`)),
      field: { text: long.repeat(10), at: 0 },
    };
    const text = JSON.stringify(sessionOf({ ...state, chat }));
    expect(text.length).toBeLessThan(600_000);
    expect(parseSession(text)?.chat.history).toContain("goal 198");
  });
});
