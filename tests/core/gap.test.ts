import { describe, expect, test } from "vitest";
import { viewFiles } from "../../src/core/review/diff-view.ts";
import { gapLines, gapsOf } from "../../src/core/review/gap.ts";
import { openReview, reviewStep } from "../../src/core/review/review.ts";
import { counts, currentHunk, type Review } from "../../src/core/review/review-state.ts";
import { linesOf } from "../../src/core/review/source.ts";
import { openedOf, sampleReview, sourceOf } from "../support/sample-review.ts";

const view = { layout: "split", width: 120, height: 20 } as const;
const read = (review: Review, patch = sampleReview().patch) =>
  reviewStep(review, {
    type: "sources",
    files: review.proposal.files.map(({ path }) => sourceOf(path, patch)),
  });
const opened = () => {
  const { proposal, patch } = sampleReview();
  return read(openReview(proposal, patch, view));
};
const texts = (review: Review) =>
  review.rows.flatMap((row) =>
    row.kind === "pair" && row.hunk === null
      ? [`${row.left?.old} ${row.right?.new} ${new TextDecoder().decode(row.left?.source.text)}`]
      : [],
  );

describe("unchanged regions", () => {
  test("lie above, between and below hunks, whatever their context", () => {
    const patch = [
      "diff --git a/a.nix b/a.nix",
      `index ${"1".repeat(40)}..${"2".repeat(40)} 100644`,
      "--- a/a.nix",
      "+++ b/a.nix",
      "@@ -3,0 +4 @@",
      "+added behind line 3",
      "@@ -6 +6,0 @@",
      "-removed line 6",
      "",
    ].join("\n");
    const { proposal, patch: files } = openedOf(patch);
    const [file] = viewFiles(proposal, files);
    const lines = (n: number) => Array.from({ length: n }, (_, at) => `line ${at + 1}\n`).join("");
    const bytes = linesOf(new TextEncoder().encode(lines(8)));
    const source = { path: "a.nix", before: { lines: bytes, spans: [] }, after: null };
    const gaps = file ? gapsOf("a.nix", file, source) : [];
    expect(gaps).toMatchObject([
      { oldStart: 1, newStart: 1, lines: 3 },
      { oldStart: 4, newStart: 5, lines: 2 },
      { oldStart: 7, newStart: 7, lines: 2 },
    ]);
    const between = gaps[1] ? gapLines(gaps[1], source) : [];
    expect(
      between.map(({ old, new: fresh, source: { text } }) => [old, fresh, `${Buffer.from(text)}`]),
    ).toEqual([
      [4, 5, "line 4"],
      [5, 6, "line 5"],
    ]);
  });

  test("unfold between hunks and fold again, and the reader stays", () => {
    const before = opened();
    const shown = reviewStep(before, { type: "fold", what: "region" });
    expect(texts(shown)).toHaveLength(23);
    expect(texts(shown)[0]).toBe("17 17   # line 17");
    expect(shown.rows[shown.cursor]).toBe(shown.rows.find((row) => row.kind === "hunk"));
    const hidden = reviewStep(shown, { type: "fold", what: "region" });
    expect(texts(hidden)).toEqual([]);
  });

  test("all regions of the file at once, with those above the first hunk and below the last", () => {
    const shown = reviewStep(opened(), { type: "fold", what: "file" });
    expect(texts(shown)).toHaveLength(9 + 23 + 10);
    expect(texts(reviewStep(shown, { type: "fold", what: "file" }))).toEqual([]);
  });

  test("a decision on an unchanged line is about the hunk above it, never about another file's", () => {
    let review = reviewStep(opened(), { type: "fold", what: "file" });
    const last = review.rows.findLastIndex((row) => row.kind === "pair" && row.hunk === null);
    review = reviewStep(review, { type: "move", by: last - review.cursor });
    expect(currentHunk(review)?.index).toBe(1);
    const decided = reviewStep(review, { type: "decide", decision: "rejected" });
    expect(counts(decided).rejected).toBe(1);
    expect(decided.decisions[review.hunks[1]?.hunk.id ?? ""]).toBe("rejected");
  });

  test("the reader stays on the same line when the layout changes", () => {
    let review = reviewStep(opened(), { type: "fold", what: "region" });
    review = reviewStep(review, { type: "move", by: 15 });
    const line = (row: Review["rows"][number] | undefined) =>
      row?.kind === "pair"
        ? row.left?.source.text
        : row?.kind === "line"
          ? row.line.source.text
          : 0;
    const there = line(review.rows[review.cursor]);
    const unified = reviewStep(review, { type: "view", view: { ...view, layout: "unified" } });
    expect(line(unified.rows[unified.cursor])).toBe(there);
    expect(unified.cursor - unified.top).toBe(review.cursor - review.top);
  });

  test("without the text there is nothing to unfold", () => {
    const { proposal, patch } = sampleReview();
    const review = openReview(proposal, patch, view);
    expect(texts(reviewStep(review, { type: "fold", what: "file" }))).toEqual([]);
  });
});
