import { describe, expect, test } from "vitest";
import { nothingSent } from "../../src/core/patch/merge-decisions.ts";
import { openReview, type ReviewEvent, reviewStep } from "../../src/core/review/review.ts";
import { counts, type Review, unsaved } from "../../src/core/review/review-state.ts";
import { decided } from "../support/sample-actions.ts";
import { sampleReview } from "../support/sample-review.ts";

const opened = sampleReview();
const view = { layout: "unified", width: 100, height: 30 } as const;
const steps = (review: Review, ...events: ReviewEvent[]) => events.reduce(reviewStep, review);
const next: ReviewEvent = { type: "hunk", by: 1 };
const split: ReviewEvent = { type: "split" };
const undo: ReviewEvent = { type: "undo" };
const reject: ReviewEvent = { type: "decide", decision: "rejected" };
const open = () => openReview(opened.proposal, opened.patch, view);
/** A reader at the hunk of four lines that can be split. */
const atBig = () => steps(open(), next, next);

const send = (review: Review) =>
  reviewStep(review, {
    type: "sent",
    sent: { decisions: unsaved(review), cuts: review.cuts },
  });
/** What is stored after these choices arrived. */
const storedAs = (review: Review) => decided(opened, review.decisions, review.cuts);
const take = (review: Review, from: Review, saved = false) =>
  reviewStep(review, { type: "proposal", proposal: storedAs(from), patch: opened.patch, saved });

describe("two screens on one proposal that is cut", () => {
  test("cuts made in the other one are taken in, with what was decided there", () => {
    const there = steps(atBig(), split, reject);
    const here = take(atBig(), there);
    expect(here.cuts).toEqual(there.cuts);
    expect(counts(here)).toMatchObject({ total: 7, rejected: 1 });
    expect(unsaved(here)).toEqual({});
  });

  test("cuts made here and not stored yet stay", () => {
    const here = steps(atBig(), split);
    const after = take(here, steps(open(), reject));
    expect(after.cuts).toEqual(here.cuts);
    expect(counts(after)).toMatchObject({ total: 7, rejected: 1 });
  });

  test("putting together again while the cut is on its way is the last word", () => {
    const cut = steps(atBig(), split, reject);
    const undone = steps(send(cut), undo, undo);
    const after = take(undone, cut, true);
    expect(after.cuts).toEqual({});
    expect(counts(after)).toMatchObject({ total: 4, undecided: 4 });
    expect(Object.values(unsaved(after))).toEqual(["undecided"]);
    expect(after.sent).toEqual(nothingSent);
  });

  test("what arrives of a decision leaves the steps of undo as they were", () => {
    const first = send(steps(atBig(), reject));
    const later = steps(first, { type: "hunk", by: -1 }, split);
    const after = take(later, first, true);
    expect(counts(steps(after, undo))).toMatchObject({ total: 4, rejected: 1 });
    expect(counts(steps(after, undo, undo))).toMatchObject({ total: 4, rejected: 0 });
  });
});
