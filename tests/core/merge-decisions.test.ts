import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/core/hunk.ts";
import { nothingSent } from "../../src/core/patch/merge-decisions.ts";
import { openReview, reviewStep } from "../../src/core/review/review.ts";
import { decisionOf, type Review, unsaved } from "../../src/core/review/review-state.ts";
import { sampleReview } from "../support/sample-review.ts";

const { proposal, patch } = sampleReview();
const ids = proposal.files.flatMap(({ hunks }) => hunks.map(({ id }) => id));
const [first = "", second = "", third = ""] = ids;

/** The proposal with these decisions stored. */
function stored(decisions: Readonly<Record<string, Decision>>) {
  const files = proposal.files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({ ...hunk, decision: decisions[hunk.id] ?? hunk.decision })),
  }));
  return { ...proposal, files };
}

function opened(): Review {
  const view = { layout: "unified", width: 100, height: 30 } as const;
  return reviewStep(openReview(proposal, patch, view), { type: "jump", to: "undecided" });
}

function at(review: Review, id: string): Review {
  let next = reviewStep(review, { type: "jump", to: "first" });
  for (let hunk = ids.indexOf(id); hunk >= 0; hunk -= 1)
    next = reviewStep(next, { type: "hunk", by: 1 });
  return next;
}

const decide = (review: Review, id: string, decision: Decision) =>
  reviewStep(at(review, id), { type: "decide", decision });
const take = (review: Review, decisions: Readonly<Record<string, Decision>>, saved = false) =>
  reviewStep(review, { type: "proposal", proposal: stored(decisions), patch, saved });
const send = (review: Review) =>
  reviewStep(review, { type: "sent", sent: { decisions: unsaved(review), cuts: review.cuts } });

describe("two screens on one proposal", () => {
  test("a decision made in the other one is taken in and not sent back as undecided", () => {
    const mine = send(decide(opened(), second, "accepted"));
    const after = take(mine, { [first]: "rejected", [second]: "accepted" }, true);
    expect(decisionOf(after, first)).toBe("rejected");
    expect(unsaved(after)).toEqual({});
  });

  test("undo takes back what was decided here, never what was decided there", () => {
    const mine = send(decide(opened(), second, "accepted"));
    const after = take(mine, { [first]: "rejected", [second]: "accepted" }, true);
    const undone = reviewStep(after, { type: "undo" });
    expect(unsaved(undone)).toEqual({ [second]: "undecided" });
  });

  test("what was decided here and is not stored yet stays", () => {
    const after = take(decide(opened(), first, "accepted"), { [first]: "rejected" });
    expect(unsaved(after)).toEqual({ [first]: "accepted" });
  });

  test("a step back while the decision is on its way is the last word", () => {
    const sent = send(decide(opened(), first, "accepted"));
    const undone = reviewStep(sent, { type: "undo" });
    expect(unsaved(undone)).toEqual({ [first]: "undecided" });
    const after = take(undone, { [first]: "accepted" }, true);
    expect(unsaved(after)).toEqual({ [first]: "undecided" });
  });

  test("news that is older than what is on its way changes nothing here", () => {
    const sent = send(decide(opened(), first, "accepted"));
    const after = take(sent, { [third]: "accepted" });
    expect(decisionOf(after, first)).toBe("accepted");
    expect(decisionOf(after, third)).toBe("accepted");
  });

  test("decisions that did not arrive are unsaved again", () => {
    const sent = send(decide(opened(), first, "accepted"));
    expect(unsaved(sent)).toEqual({});
    expect(unsaved(reviewStep(sent, { type: "sent", sent: nothingSent }))).toEqual({
      [first]: "accepted",
    });
  });
});
