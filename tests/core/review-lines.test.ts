import { describe, expect, test } from "vitest";
import type { DiffLayout } from "../../src/core/review/diff-rows.ts";
import { openReview, type ReviewEvent, reviewStep } from "../../src/core/review/review.ts";
import { selectedCount, selectedRows } from "../../src/core/review/review-lines.ts";
import { counts, decisionOf, type Review } from "../../src/core/review/review-state.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { openedOf } from "../support/sample-review.ts";
import { atReview, keys, play } from "../support/ui.ts";

const id = (letter: string) => letter.repeat(40);
const head = `diff --git a/x.nix b/x.nix\nindex ${id("1")}..${id("2")} 100644\n--- a/x.nix\n+++ b/x.nix\n`;

function open(body: string, layout: DiffLayout): Review {
  const { proposal, patch } = openedOf(head + body);
  return openReview(proposal, patch, { layout, width: 100, height: 30 });
}

const block = "@@ -1,4 +1,4 @@\n {\n-  a = 1;\n-  b = 1;\n+  a = 2;\n+  b = 2;\n }\n";
const steps = (review: Review, events: readonly ReviewEvent[]) => events.reduce(reviewStep, review);
const move = (by: number): ReviewEvent => ({ type: "move", by });
const toLine = (review: Review, text: string): Review => {
  const row = review.rows.findIndex((one) => {
    const lines =
      one.kind === "line" ? [one.line] : one.kind === "pair" ? [one.left, one.right] : [];
    return lines.some((line) => line && new TextDecoder().decode(line.source.text) === text);
  });
  return steps(review, [move(row - review.cursor)]);
};
/** Each piece with its decision. */
const pieces = (review: Review) =>
  review.hunks.map(({ hunk, lines }) => [
    decisionOf(review, hunk.id),
    lines.map(({ source }) => source.sign + new TextDecoder().decode(source.text)).join("|"),
  ]);

describe("selecting lines", () => {
  test("side by side a row is both lines: what was there and what takes its place", () => {
    const review = toLine(open(block, "split"), "  b = 1;");
    const after = steps(review, [{ type: "lines" }, { type: "decide", decision: "accepted" }]);
    expect(pieces(after)).toEqual([
      ["undecided", " {|-  a = 1;|+  a = 2;"],
      ["accepted", "-  b = 1;|+  b = 2;| }"],
    ]);
  });

  test("unified a row is one line, and what is kept stays where it is read", () => {
    const review = toLine(open(block, "unified"), "  a = 2;");
    const after = steps(review, [
      { type: "lines" },
      move(1),
      { type: "decide", decision: "accepted" },
      { type: "decide", decision: "rejected" },
    ]);
    expect(pieces(after)).toEqual([
      ["rejected", " {|-  a = 1;|-  b = 1;"],
      ["accepted", "+  a = 2;|+  b = 2;| }"],
    ]);
  });

  test("a line in the middle leaves a piece above and one below", () => {
    const body = "@@ -1,2 +1,5 @@\n {\n+  a = 1;\n+  b = 1;\n+  c = 1;\n }\n";
    for (const layout of ["split", "unified"] as const) {
      const review = toLine(open(body, layout), "  b = 1;");
      const after = steps(review, [{ type: "lines" }, { type: "decide", decision: "rejected" }]);
      expect(pieces(after)).toEqual([
        ["undecided", " {|+  a = 1;"],
        ["rejected", "+  b = 1;"],
        ["undecided", "+  c = 1;| }"],
      ]);
      const back = steps(after, [{ type: "undo" }]);
      expect(pieces(back)).toEqual([["undecided", " {|+  a = 1;|+  b = 1;|+  c = 1;| }"]]);
      expect(pieces(steps(back, [{ type: "redo" }]))).toEqual(pieces(after));
    }
  });

  test("stays in its hunk, wherever it is moved", () => {
    const review = toLine(open(block, "unified"), "  b = 1;");
    const begun = steps(review, [{ type: "lines" }]);
    for (const event of [
      move(50),
      move(-50),
      { type: "page", by: 1 },
      { type: "jump", to: "first" },
      { type: "jump", to: "last" },
    ] as const) {
      const { from, to } = selectedRows(steps(begun, [event])) ?? { from: 0, to: 0 };
      const rows = review.rows.slice(from, to + 1);
      expect(rows.every((row) => row.kind === "line" && row.hunk === 0)).toBe(true);
    }
    expect(selectedCount(steps(begun, [move(50)]))).toBe(3);
  });

  test("lines of an open end go together", () => {
    const end = "\\ No newline at end of file\n";
    const body = `@@ -1,3 +1,4 @@\n {\n-  a\n-  b\n${end}+  c\n+  d\n+  e\n${end}`;
    const review = toLine(open(body, "unified"), "  e");
    const after = steps(review, [{ type: "lines" }, { type: "decide", decision: "rejected" }]);
    expect(pieces(after)).toEqual([["rejected", " {|-  a|-  b|+  c|+  d|+  e"]]);
  });

  test("changing the layout keeps the selected lines, a decision of the other hunks does not end it", () => {
    const review = steps(toLine(open(block, "unified"), "  a = 2;"), [{ type: "lines" }, move(1)]);
    const split = steps(review, [{ type: "view", view: { ...review.view, layout: "split" } }]);
    expect(selectedCount(split)).toBe(4);
    expect(split.selecting).not.toBeNull();
    const again = steps(split, [
      { type: "proposal", proposal: split.proposal, patch: openedOf(head + block).patch },
    ]);
    expect(selectedCount(again)).toBe(4);
  });
});

const run = (...events: UiEvent[]) => play(120, 40, [...atReview, ...events]);
const decided = ({ state }: ReturnType<typeof run>) => state.review && counts(state.review);

describe("the keys", () => {
  test("s splits, u puts together, U splits again; a second s goes further", () => {
    expect(decided(run(...keys("n", "n", "s")))).toMatchObject({ total: 7 });
    expect(decided(run(...keys("n", "n", "s", "u")))).toMatchObject({ total: 4 });
    expect(decided(run(...keys("n", "n", "s", "u", "U")))).toMatchObject({ total: 7 });
    expect(run(...keys("s")).state.toast?.text).toMatch(/nothing to split/);
  });

  test("pieces keep what was decided about their lines; undo forgets both, step by step", () => {
    const accepted = run(...keys("n", "n", "y", "p", "s"));
    expect(decided(accepted)).toMatchObject({ total: 7, accepted: 4 });
    const rejected = keys("n", "n", "x", "p", "s");
    expect(decided(run(...rejected))).toMatchObject({ total: 7, rejected: 4 });
    expect(decided(run(...rejected, ...keys("u")))).toMatchObject({ total: 4, rejected: 1 });
    expect(decided(run(...rejected, ...keys("u", "u")))).toMatchObject({ total: 4, rejected: 0 });
  });

  test("each cut and each choice of lines is sent to be stored, with the decisions that are new", () => {
    const { effects, state } = run(...keys("n", "n", "v", "j", "x"));
    const sent = effects.filter((effect) => effect.do === "decide").at(-1);
    expect(sent?.cuts).toEqual(state.review?.cuts);
    expect(Object.values(sent?.decisions ?? {})).toContain("rejected");
  });

  test("only keys for lines count while lines are selected; v and Esc leave", () => {
    const { state } = run(...keys("n", "n", "v", "a", "A", "s", "u"));
    expect(state.review?.selecting).not.toBeNull();
    expect(state.review && counts(state.review)).toMatchObject({ total: 4, undecided: 4 });
    for (const key of ["v", "esc"])
      expect(run(...keys("n", "n", "v", key)).state.review?.selecting).toBeNull();
  });

  test("selected lines with characters that cannot be seen are asked about", () => {
    const at = keys("n", "n", "n", "v");
    expect(run(...at, ...keys("y")).state.dialog?.kind).toBe("hidden-hunk");
    expect(decided(run(...at, ...keys("y", "y", "enter")))).toMatchObject({ accepted: 1 });
    expect(decided(run(...at, ...keys("y", "enter")))).toMatchObject({ accepted: 0 });
  });

  test("A accepts pieces by their own lines", () => {
    const body = '@@ -1,2 +1,4 @@\n {\n+  a = 1;\n+  b = "\u202e";\n }\n';
    const opened = openedOf(head + body);
    const { state } = play(120, 40, [{ type: "opened", ...opened }, ...keys("s", "A")]);
    expect(state.review && counts(state.review)).toMatchObject({ accepted: 1, undecided: 1 });
  });
});

describe("lines that take several rows", () => {
  const long = "x".repeat(150);
  const body = `@@ -1,2 +1,4 @@\n {\n+  a = "${long}";\n+  b = 1;\n }\n`;

  test.each(["split", "unified"] as const)("%s: one row of them is all of it", (layout) => {
    const review = toLine(open(body, layout), `  a = "${long}";`);
    const below = steps(review, [move(1), { type: "lines" }]);
    const range = selectedRows(below);
    expect(range?.from).toBe(review.cursor);
    expect(range?.to).toBeGreaterThan(below.cursor - 1);
    expect(below.rows[(range?.to ?? 0) + 1]).toMatchObject({ part: 0 });
    expect(selectedCount(below)).toBe(1);
    expect(pieces(steps(below, [{ type: "decide", decision: "accepted" }]))[0]).toEqual([
      "accepted",
      ` {|+  a = "${long}";`,
    ]);
    const above = steps(review, [{ type: "lines" }]);
    expect(above.rows[(selectedRows(above)?.to ?? 0) + 1]).toMatchObject({ part: 0 });
  });

  test("an end without a newline is decided with what stands before it, and nothing above", () => {
    const none = "\\ No newline at end of file\n";
    const text = `@@ -1,3 +1,5 @@\n {\n+a\n x\n-b\n${none}+b\n+c\n${none}`;
    const review = toLine(open(text, "unified"), "c");
    const after = steps(review, [{ type: "lines" }, { type: "decide", decision: "accepted" }]);
    expect(pieces(after)).toEqual([
      ["undecided", " {|+a| x"],
      ["accepted", "-b|+b|+c"],
    ]);
  });
});
