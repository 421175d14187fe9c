import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openReview, type ReviewEvent, reviewStep } from "../../src/core/review/review.ts";
import { counts, currentHunk, decisionOf, unsaved } from "../../src/core/review/review-state.ts";
import { showChange } from "../../src/core/review/show-value.ts";
import { bigPatch, openedOf, sampleReview } from "../support/sample-review.ts";

const view = { layout: "split", width: 120, height: 20 } as const;
const open = (changes = {}) => {
  const { proposal, patch } = sampleReview(changes);
  return openReview(proposal, patch, view);
};
const steps = (events: readonly ReviewEvent[]) => events.reduce(reviewStep, open());

describe("review", () => {
  test("begins at the first hunk, nothing decided", () => {
    const review = open();
    expect(currentHunk(review)?.index).toBe(0);
    expect(counts(review)).toEqual({ accepted: 0, rejected: 0, undecided: 4, total: 4 });
  });

  test("a decision goes on to the next undecided hunk, around the end", () => {
    const review = steps([
      { type: "hunk", by: 1 },
      { type: "decide", decision: "accepted" },
      { type: "decide", decision: "rejected" },
      { type: "decide", decision: "accepted" },
    ]);
    expect(currentHunk(review)?.index).toBe(0);
    expect(review.hunks.map(({ hunk }) => decisionOf(review, hunk.id))).toEqual([
      "undecided",
      "accepted",
      "rejected",
      "accepted",
    ]);
  });

  test("T18: accepting all leaves tier high and hidden characters alone", () => {
    const review = steps([{ type: "accept", what: "all" }]);
    expect(counts(review)).toMatchObject({ accepted: 2, undecided: 2 });
    expect(currentHunk(review)?.hunk.tier).toBe("high");
  });

  test("accepting a file leaves the others alone", () => {
    const review = steps([
      { type: "file", by: 1 },
      { type: "file", by: -1 },
      { type: "accept", what: "file" },
    ]);
    expect(counts(review)).toMatchObject({ accepted: 2, undecided: 2 });
  });

  test("names what a hunk does", () => {
    expect(open().hunks.map(({ effects }) => effects.map(({ option }) => option))).toEqual([
      ["networking.firewall.allowedTCPPorts", "networking.firewall.allowedTCPPorts"],
      [],
      ["services.tailscale.enable", "services.tailscale.openFirewall"],
      [],
    ]);
  });

  test("shows of long lists only what comes and goes", () => {
    const long = Array.from({ length: 20 }, (_, at) => `package-${at}`);
    expect(showChange(long, [...long.slice(1), "btop"])).toBe(
      "20 → 20 items:  + btop  - package-0",
    );
    expect(showChange([22, 80], [22])).toBe("22 80 → 22");
    expect(showChange(null, true)).toBe("unset → true");
    const why = { _err: "`rigrep` is not defined here.\nmore" };
    expect(showChange(long, why)).toBe(
      "cannot be evaluated any more: `rigrep` is not defined here.",
    );
    expect(showChange(null, why)).toBe("cannot be evaluated: `rigrep` is not defined here.");
    expect(showChange(why, why)).toBe("cannot be evaluated → cannot be evaluated");
  });

  test("changing the layout stays on the hunk", () => {
    const before = steps([
      { type: "hunk", by: 1 },
      { type: "hunk", by: 1 },
      { type: "move", by: 4 },
    ]);
    const review = reviewStep(before, { type: "view", view: { ...view, layout: "unified" } });
    expect(currentHunk(review)?.index).toBe(2);
  });

  test("keeps local decisions when the stored proposal comes back, and knows what is not stored", () => {
    const review = steps([{ type: "decide", decision: "accepted" }]);
    const stored = reviewStep(review, { type: "proposal", ...sampleReview() });
    expect(counts(stored).accepted).toBe(1);
    expect(Object.values(unsaved(stored))).toEqual(["accepted"]);
  });

  const events: fc.Arbitrary<ReviewEvent> = fc.oneof(
    fc.record({ type: fc.constant("move" as const), by: fc.integer({ min: -40, max: 40 }) }),
    fc.record({ type: fc.constant("page" as const), by: fc.integer({ min: -2, max: 2 }) }),
    fc.record({ type: fc.constant("hunk" as const), by: fc.constantFrom(1 as const, -1 as const) }),
    fc.record({ type: fc.constant("file" as const), by: fc.constantFrom(1 as const, -1 as const) }),
    fc.record({
      type: fc.constant("decide" as const),
      decision: fc.constantFrom("accepted" as const, "rejected" as const, "undecided" as const),
    }),
    fc.record({
      type: fc.constant("accept" as const),
      what: fc.constantFrom("file" as const, "all" as const),
    }),
    fc.record({ type: fc.constantFrom("undo" as const, "redo" as const) }),
    fc.record({
      type: fc.constant("view" as const),
      view: fc.record({
        layout: fc.constantFrom("split" as const, "unified" as const),
        width: fc.integer({ min: 1, max: 200 }),
        height: fc.integer({ min: 1, max: 60 }),
      }),
    }),
  );

  test("the cursor is always on the screen, and the counts always add up", () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (list) => {
        const review = steps(list);
        expect(review.cursor).toBeGreaterThanOrEqual(review.top);
        expect(review.cursor).toBeLessThan(review.top + review.view.height);
        expect(review.rows[review.cursor]).toBeDefined();
        const { accepted, rejected, undecided, total } = counts(review);
        expect(accepted + rejected + undecided).toBe(total);
      }),
    );
  });

  test("undoing everything gives the first decisions back, redoing the last", () => {
    const decisions = events.filter(({ type }) => !["undo", "redo"].includes(type));
    fc.assert(
      fc.property(fc.array(decisions, { maxLength: 20 }), (list) => {
        const end = steps(list);
        let back = end;
        while (back.past.length > 0) back = reviewStep(back, { type: "undo" });
        expect(back.decisions).toEqual(open().decisions);
        while (back.future.length > 0) back = reviewStep(back, { type: "redo" });
        expect(back.decisions).toEqual(end.decisions);
      }),
    );
  });

  test("long lines are broken, and nothing of them is lost", () => {
    const { proposal, patch } = openedOf(bigPatch(1, 3).replace("value0_1 = 1;", "x".repeat(500)));
    const review = openReview(proposal, patch, { ...view, layout: "unified", width: 60 });
    const parts = review.rows.filter((row) => row.kind === "line" && row.part > 0);
    expect(parts.length).toBeGreaterThan(8);
  });

  test("a saved decision lays nothing out again, news of the proposal do", () => {
    const review = steps([{ type: "decide", decision: "accepted" }]);
    const { proposal, patch } = review;
    const stored = {
      ...proposal,
      candidate: "c".repeat(40),
      files: proposal.files.map((file) => ({
        ...file,
        hunks: file.hunks.map((hunk) => ({ ...hunk, decision: decisionOf(review, hunk.id) })),
      })),
    };
    const saved = reviewStep(review, { type: "proposal", proposal: stored, patch, saved: true });
    expect(saved.rows).toBe(review.rows);
    expect(saved.proposal.candidate).toBe(stored.candidate);
    expect(counts(saved)).toEqual(counts(review));
    const noted = { ...stored, explanation: { ...stored.explanation, notes: ["news"] } };
    const told = reviewStep(saved, { type: "proposal", proposal: noted, patch });
    expect(told.rows.some((row) => row.kind === "note" && row.text.includes("news"))).toBe(true);
  });

  test("once a hunk is rejected and saved, nothing is said of what it does not change", () => {
    const base = sampleReview().proposal;
    const files = base.files.map((file) => ({
      ...file,
      hunks: file.hunks.map((hunk) => ({ ...hunk, options: ["services.none"] })),
    }));
    const explanation = { ...base.explanation, effects: [], evaluated: ["services.none"] };
    const review = open({ files, explanation });
    const idle = ({ rows }: ReturnType<typeof open>) =>
      rows.filter((row) => row.kind === "effect" && row.text.startsWith("changes no evaluated"));
    expect(idle(review).length).toBe(review.hunks.length);
    const rejected = reviewStep(review, { type: "decide", decision: "rejected" });
    const id = review.hunks[0]?.hunk.id;
    const stored = {
      ...review.proposal,
      files: files.map((file) => ({
        ...file,
        hunks: file.hunks.map((hunk) => ({
          ...hunk,
          decision: hunk.id === id ? ("rejected" as const) : hunk.decision,
        })),
      })),
    };
    const { patch } = rejected;
    const saved = reviewStep(rejected, { type: "proposal", proposal: stored, patch, saved: true });
    expect(idle(saved).length).toBe(review.hunks.length - 1);
  });
});
