import { describe, expect, test } from "vitest";
import { hunksOf } from "../../src/core/proposal.ts";
import type { UiEffect, UiEvent } from "../../src/core/ui/ui-state.ts";
import { sampleReview } from "../support/sample-review.ts";
import { atReview, keys, paste, play, typing } from "../support/ui.ts";

const run = (...events: UiEvent[]) => play(80, 24, [...atReview, ...events]);
const wanted = (events: UiEvent[], what: UiEffect["do"]) =>
  run(...events).effects.filter((effect) => effect.do === what);
const ids = hunksOf(sampleReview().proposal).map(({ id }) => id);
const bytes = (text: string) => new TextEncoder().encode(text);
const refused = (text: string): UiEvent => ({
  type: "edit-refused",
  draft: {
    proposal: "p3",
    hunk: ids[0] ?? "",
    text: bytes(text),
    problem: {
      code: "edit-broke-syntax",
      message: "modules/network.nix:13: Syntax error: unexpected ']'.",
      details: { line: 13, hunkLine: 4 },
    },
  },
});
const work: UiEvent = { type: "work", kind: "edit", label: "editing a hunk of p3", now: 0 };

describe("editing a hunk", () => {
  test("asks for the editor on the hunk under the cursor", () => {
    expect(wanted(keys("e"), "edit")).toEqual([
      { do: "edit", id: "p3", hunk: ids[0], draft: null },
    ]);
    expect(wanted(keys("n", "e"), "edit")).toMatchObject([{ hunk: ids[1] }]);
  });

  test("is refused while something runs, and where nothing is left to decide", () => {
    expect(wanted([work, ...keys("e")], "edit")).toEqual([]);
    const applied: UiEvent = { type: "opened", ...sampleReview({ state: "applied" }) };
    const { state, effects } = run(applied, ...keys("e"));
    expect(effects.some((effect) => effect.do === "edit")).toBe(false);
    expect(state.toast?.text).toMatch(/applied/);
  });

  test("a refused text is shown around its line, and goes back into the editor as it was left", () => {
    const text =
      "{ config, lib, ... }:\n  networking.firewall = {\n    enable = true;\n    ports = ]\u001b[2J;\n  };\n";
    const asked = run(work, refused(text));
    expect(asked.state.work).toBeNull();
    expect(asked.state.dialog?.lines.join("\n")).toMatch(/> {3}13 {6}ports = \]/);
    const [again] = run(work, refused(text), ...keys("enter")).effects.slice(-1);
    expect(again).toMatchObject({
      do: "edit",
      id: "p3",
      hunk: ids[0],
      draft: { text: bytes(text) },
    });
  });

  test("Esc keeps the text for the next edit of that hunk only; dropping it loses it", () => {
    const kept = [work, refused("x"), ...keys("esc")];
    expect(wanted([...kept, ...keys("e")], "edit")).toMatchObject([
      { draft: { text: bytes("x") } },
    ]);
    expect(wanted([...kept, ...keys("n", "e")], "edit")).toMatchObject([{ draft: null }]);
    const dropped = [work, refused("x"), ...keys("down", "enter")];
    expect(run(...dropped).state.toast?.text).toMatch(/dropped/);
    expect(wanted([...dropped, ...keys("e")], "edit")).toMatchObject([{ draft: null }]);
  });

  test("the new hunk is under the cursor, undecided, and the others keep their decisions", () => {
    const { proposal, patch } = sampleReview();
    const fresh = "f".repeat(12);
    const rename = <T extends { id: string }>(hunk: T): T =>
      hunk.id === ids[1] ? { ...hunk, id: fresh } : hunk;
    const edited: UiEvent = {
      type: "edited",
      said: "p3: edited by you.",
      patch: patch.map((file) => ({ ...file, hunks: file.hunks.map(rename) })),
      proposal: {
        ...proposal,
        edited: [fresh],
        files: proposal.files.map((file) => ({ ...file, hunks: file.hunks.map(rename) })),
      },
    };
    const { state } = run(...keys("y", "y", "p"), work, edited, ...keys("y"));
    expect(state.review?.decisions).toMatchObject({
      [ids[0] ?? ""]: "accepted",
      [fresh]: "accepted",
    });
    expect(state.editDraft).toBeNull();
  });
});

describe("commenting on a hunk", () => {
  test("types into a field of its own: no letter decides, a paste is text", () => {
    const { state, effects } = run(
      ...keys("c"),
      ...typing("yes xq"),
      paste("\nV y"),
      ...keys("left"),
    );
    expect(state.comment?.field).toEqual({ text: "yes xq\nV y", at: 9 });
    expect(
      effects.filter(
        ({ do: what }) => what !== "refresh" && what !== "sources" && what !== "check",
      ),
    ).toEqual([]);
    expect(state.review?.decisions).toMatchObject({ [ids[0] ?? ""]: "undecided" });
  });

  test("Enter plans again with it, Tab only keeps it", () => {
    const said = [...keys("n", "c"), ...typing("use 8443")];
    const comment = { do: "comment", id: "p3", hunk: ids[1], text: "use 8443" };
    expect(wanted([...said, ...keys("enter")], "comment")).toEqual([{ ...comment, revise: true }]);
    expect(wanted([...said, ...keys("tab")], "comment")).toEqual([{ ...comment, revise: false }]);
  });

  test("an empty one asks for words; a text that was left is gone on with on the same hunk", () => {
    expect(wanted(keys("c", "enter"), "comment")).toEqual([]);
    const left = [...keys("c"), ...typing("use 84"), ...keys("esc")];
    expect(run(...left).state.comment?.open).toBe(false);
    expect(run(...left, ...keys("c")).state.comment?.field.text).toBe("use 84");
    expect(run(...left, ...keys("n", "c")).state.comment?.field.text).toBe("");
  });

  test("a comment that is there is changed; without words it is taken back", () => {
    const comments = [{ hunk: ids[0] ?? "", text: "use 8443", at: "2026-01-01T00:00:00.000Z" }];
    const opened: UiEvent = { type: "opened", ...sampleReview({ comments }) };
    const { state } = run(opened, ...keys("c"));
    expect(state.comment?.field.text).toBe("use 8443");
    expect(wanted([opened, ...keys("c", "ctrl-u", "enter")], "comment")).toEqual([
      { do: "comment", id: "p3", hunk: ids[0], text: "", revise: false },
    ]);
  });

  test("what is not understood is said, and nothing else changes", () => {
    const { state } = run({
      type: "unrevised",
      id: "p3",
      questions: [{ question: "I did not understand." }],
      notes: [],
    });
    expect(state.dialog).toBeNull();
    expect(state.toast?.text).toContain("I did not understand.");
    expect(state.chat.field.text).toBe("");
    expect(state.review?.proposal.id).toBe("p3");
  });

  test("what could mean several things is a choice, which becomes the comment", () => {
    const comments = [{ hunk: ids[1] ?? "", text: "use it", at: "2026-01-01T00:00:00.000Z" }];
    const opened: UiEvent = { type: "opened", ...sampleReview({ comments }) };
    const asked: UiEvent = {
      type: "unrevised",
      id: "p3",
      questions: [{ question: "Is one of these meant?", choices: ["use 443", "use 8443"] }],
      notes: [],
    };
    const { state } = run(opened, asked);
    expect(state.dialog?.choices.map(({ label }) => label)).toContain("use 8443");
    const chosen = run(opened, asked, ...keys("down", "enter")).state;
    expect(chosen.comment).toMatchObject({ hunk: ids[1], field: { text: "use 8443" }, open: true });
    const none = run(opened, asked, ...keys("down", "down", "enter")).state;
    expect(none.comment?.field.text).toBe("use it");
    const left = run(opened, asked, ...keys("esc")).state;
    expect(left.comment).toBeNull();
    expect(wanted([opened, asked, ...keys("down", "enter", "enter")], "comment")).toEqual([
      { do: "comment", id: "p3", hunk: ids[1], text: "use 8443", revise: true },
    ]);
  });

  test("the cursor stays on the screen while the field takes room", () => {
    const { state } = run(...keys("G", "c"));
    const { review } = state;
    expect(review).toBeTruthy();
    if (!review) return;
    expect(review.cursor).toBeGreaterThanOrEqual(review.top);
    expect(review.cursor).toBeLessThan(review.top + review.view.height);
    const closed = run(...keys("G", "c", "esc")).state.review;
    expect(closed?.view.height).toBe(review.view.height + 5);
  });
});
