import { describe, expect, test } from "vitest";
import {
  chatHeard,
  chatHears,
  chatThinks,
  emptyChat,
  mentioned,
} from "../../src/core/panes/chat.ts";
import {
  entryLines,
  liveLines,
  thinkingLines,
  transcriptRows,
} from "../../src/core/panes/chat-lines.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { sampleReview } from "../support/sample-review.ts";
import { atReview, keys, play, typing } from "../support/ui.ts";

const working: UiEvent = { type: "work", kind: "propose", label: "looking for a change", now: 0 };
const says = (text: string): UiEvent => ({ type: "model-text", text });
const opened = (id: string): UiEvent => ({
  type: "opened",
  ...sampleReview({ id }),
  said: `${id}: done.`,
});
const asked = [...atReview, ...keys("i"), ...typing("enable x"), ...keys("enter"), working];
const turns = (...events: readonly UiEvent[]) =>
  play(120, 40, [...asked, ...events]).state.chat.entries.map(({ who, text }) => `${who} ${text}`);

describe("what a model says", () => {
  test("streams, and becomes a turn of its own before the answer", () => {
    const live = play(120, 40, [...asked, says("One "), says("option.")]).state.chat;
    expect([live.live, live.entries.length]).toEqual(["One option.", 1]);
    expect(turns(says("One "), says("option."), opened("p3"))).toEqual([
      "person enable x",
      "model One option.",
      "agentix p3: done.",
    ]);
  });

  test("is kept when the work fails or only asks back, and blank words are no turn", () => {
    const failed: UiEvent = {
      type: "failed",
      what: "x",
      work: true,
      problem: { code: "interrupted", message: "m" },
    };
    expect(turns(says("Half"), failed)).toEqual([
      "person enable x",
      "model Half",
      "agentix x: cancelled",
    ]);
    const answered: UiEvent = { type: "answered", goal: "x", questions: [], notes: ["a note"] };
    expect(turns(says("Hm."), answered)).toEqual([
      "person enable x",
      "model Hm.",
      "agentix a note",
    ]);
    expect(turns(says(" \n "), answered)).toEqual(["person enable x", "agentix a note"]);
  });

  test("a flood is bounded, and so is what is broken into lines", () => {
    let chat = emptyChat;
    for (let at = 0; at < 10_000; at += 1) chat = chatHears(chat, "word ".repeat(100));
    expect(chat.live.length).toBe(20_000);
    expect(chatHears(chat, "more")).toBe(chat);
    expect(liveLines(chat.live, 40).join("").length).toBeLessThan(5000);
    const heard = chatHeard(chat);
    expect(heard.entries[0]?.text.endsWith(" …")).toBe(true);
    const [entry] = heard.entries;
    expect(entry && entryLines(entry, 40)).toBe(entry && entryLines(entry, 40));
  });

  test("thinking is marked, bounded, and gone when the model has spoken", () => {
    let chat = emptyChat;
    for (let at = 0; at < 1000; at += 1) chat = chatThinks(chat, "maybe so ");
    chat = chatThinks(chat, "\u001b[2J the end");
    expect(chat.thinking.length).toBeLessThanOrEqual(2000);
    const lines = thinkingLines(chat.thinking, 40);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe("the model thinks: …");
    expect(lines.join("")).not.toContain("\u001b");
    expect(lines.at(-1)).toContain("the end");
    expect(thinkingLines(" \n", 40)).toEqual([]);
    const heard = chatHeard(chatHears(chat, "Hm."));
    expect(heard).toMatchObject({
      thinking: "",
      live: "",
      entries: [{ who: "model", text: "Hm." }],
    });
    expect(chatHeard(chat)).toMatchObject({ thinking: "", entries: [] });
  });

  test("a reader who scrolled back stays there while it streams", () => {
    const before = play(120, 40, [
      ...asked,
      opened("p3"),
      ...keys("i", "pageup"),
      working,
      says("x"),
    ]);
    expect(before.state.chat.back).toBeGreaterThan(0);
  });
});

describe("proposals of the transcript", () => {
  const three = [...asked, opened("p1"), opened("p2"), opened("p3"), opened("p1")];

  test("are marked back and forth, and opened: the last one where none is marked", () => {
    const { state } = play(120, 40, three);
    expect(mentioned(state.chat)).toEqual(["p2", "p3", "p1"]);
    const last = (...names: string[]) =>
      play(120, 40, [...three, ...keys("i", ...names)]).effects.at(-1);
    expect(last("ctrl-o")).toEqual({ do: "open", id: "p1" });
    expect(last("ctrl-p", "ctrl-p", "ctrl-o")).toEqual({ do: "open", id: "p3" });
    expect(last("alt-up", "alt-up", "alt-up", "alt-up", "alt-down", "ctrl-o")).toEqual({
      do: "open",
      id: "p3",
    });
  });

  test("nothing opens while work runs, or where nothing was proposed", () => {
    const busy = play(120, 40, [...three, working, ...keys("i", "ctrl-o")]);
    expect([busy.effects.at(-1)?.do, busy.state.toast?.text]).toEqual([
      expect.not.stringMatching("open"),
      expect.stringMatching(/still runs/),
    ]);
    expect(play(120, 40, [...keys("ctrl-o")]).state.toast?.text).toMatch(/yet/);
    expect(play(120, 40, [...keys("ctrl-p")]).state.toast?.text).toMatch(/yet/);
  });

  test("scrolling back ends at the first turn", () => {
    const { chat } = play(120, 40, [...three, ...keys("i", ...Array(50).fill("pageup"))]).state;
    expect(chat.back).toBeLessThan(transcriptRows(chat, 38));
  });
});
