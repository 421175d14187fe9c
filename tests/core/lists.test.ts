import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../src/core/audit.ts";
import { detailLines } from "../../src/core/panes/audit-lines.ts";
import { auditCursor, shownEntries } from "../../src/core/panes/audit-view.ts";
import { windowTop } from "../../src/core/panes/list-window.ts";
import { relationOf, shownProposals, titleOf } from "../../src/core/panes/proposal-list.ts";
import { counts } from "../../src/core/review/review-state.ts";
import { markedProposal } from "../../src/core/ui/ui-lists.ts";
import type { ProposalItem, UiEvent, UiState } from "../../src/core/ui/ui-state.ts";
import { auditEntries, snapshot } from "../support/sample-actions.ts";
import { sampleComparison } from "../support/sample-comparison.ts";
import { atReview, keys, play, typing } from "../support/ui.ts";

const items = Array.from({ length: 1000 }, (_, at): ProposalItem => {
  const id = `p${1000 - at}`;
  return {
    id,
    goal: at % 10 === 0 ? "enable tailscale" : "add btop",
    state: at % 2 === 0 ? "applied" : "proposed",
    tier: "low",
    ...(at === 3 ? { revises: "p990" } : {}),
  };
});
const list: UiEvent = { type: "snapshot", snapshot: { ...snapshot, proposals: items } };
const inList = (...events: readonly UiEvent[]) =>
  play(120, 40, [list, ...keys("esc", "1"), ...events]);
const marked = (state: UiState) => markedProposal(state)?.id;

describe("the list of proposals", () => {
  test("a proposal that takes another back is not said to twice", () => {
    const goal = "take back p2: enable\njellyfin";
    const item: ProposalItem = { id: "p6", goal, state: "proposed", tier: "low" };
    expect(titleOf({ ...item, undoes: "p2" })).toBe("enable jellyfin");
    expect(titleOf(item)).toBe("take back p2: enable jellyfin");
  });

  test("a refactor stands beside the proposal that it was made with", () => {
    const item: ProposalItem = { id: "p6", goal: "", state: "proposed", tier: "low" };
    expect(relationOf({ ...item, besides: "p5" })).toBe("beside p5");
    expect(relationOf(item)).toBe("");
  });

  test("filters by id, goal, state and relation, every word of the query", () => {
    expect(shownProposals(items, "tails")).toHaveLength(100);
    expect(shownProposals(items, "btop applied")).toHaveLength(400);
    expect(shownProposals(items, "revises p990")).toEqual([3]);
    expect(shownProposals(items, "p990")).toEqual([3, 10]);
    expect(shownProposals(items, "nothing such")).toEqual([]);
    expect(shownProposals(items, "tails")).toBe(shownProposals(items, "tails"));
  });

  test("moves among what the filter shows, opens that, and Esc in the field brings the mark back", () => {
    const typed = inList(...keys("j", "j", "/"), ...typing("tails"));
    expect(marked(typed.state)).toBe("p990");
    const moved = inList(...keys("/"), ...typing("tails"), ...keys("enter", "j", "j", "enter"));
    expect(moved.effects.at(-1)).toEqual({ do: "open", id: "p980" });
    const back = inList(...keys("j", "j", "/"), ...typing("tails"), ...keys("esc"));
    expect(marked(back.state)).toBe("p998");
    const cleared = inList(...keys("/"), ...typing("tails"), ...keys("enter", "j", "esc"));
    expect([marked(cleared.state), cleared.state.search.queries.status]).toEqual(["p990", ""]);
  });

  test("with nothing to show opens, compares and trails nothing", () => {
    const { effects, state } = inList(
      ...keys("/"),
      ...typing("zzz"),
      ...keys("enter", "j", "G", "enter", "=", "t"),
    );
    expect(effects.filter(({ do: what }) => what === "open" || what === "compare")).toEqual([]);
    expect([state.focus, state.compareWith]).toEqual(["status", null]);
  });

  test("a window always shows the cursor, with context, and stands still for a step inside it", () => {
    let changes = 0;
    for (let cursor = 0; cursor < 1000; cursor += 1) {
      const top = windowTop(cursor, 1000, 20);
      expect(cursor - top).toBeGreaterThanOrEqual(cursor === 0 ? 0 : 1);
      expect(cursor - top).toBeLessThan(cursor === 999 ? 20 : 19);
      if (cursor > 0 && top !== windowTop(cursor - 1, 1000, 20)) changes += 1;
    }
    expect(changes).toBeLessThan(60);
    for (const room of [0, 1, 2, 3]) expect(windowTop(5, 10, room)).toBeGreaterThanOrEqual(0);
  });
});

describe("comparing", () => {
  const compared: UiEvent = { type: "compared", ...sampleComparison("p2", "p3") };
  const comparing = (...names: string[]) =>
    play(120, 40, [...atReview, ...keys("J", "1"), compared, ...keys(...names)]);

  test("takes a mark and a second proposal; = on the marked one unmarks it", () => {
    expect(inList(...keys("=", "j", "=")).effects.at(-1)).toEqual({
      do: "compare",
      a: "p1000",
      b: "p999",
    });
    expect(inList(...keys("=", "=")).state.compareWith).toBeNull();
    expect(inList(...keys("=", "esc")).state.compareWith).toBeNull();
  });

  test("shows both, says that the bases differ, and reads like any diff", () => {
    const { state } = comparing();
    expect([state.focus, state.compare?.review.proposal.id]).toEqual(["diff", "p2 ↔ p3"]);
    expect(state.compare?.review.proposal.explanation.notes.join()).toMatch(/bases differ/);
    const moved = comparing("j", "j", "|").state.compare?.review;
    expect(moved?.cursor).not.toBe(state.compare?.review.cursor);
    expect(moved?.view.layout).not.toBe(state.compare?.review.view.layout);
    const found = comparing("/", ..."8443").state.compare?.review;
    expect(found?.matches.length).toBeGreaterThan(0);
  });

  test("decides nothing, whatever is pressed, and says why", () => {
    const before = comparing();
    for (const key of [
      "y",
      "space",
      "x",
      "r",
      "a",
      "A",
      "u",
      "U",
      "s",
      "v",
      "e",
      "c",
      "V",
      "P",
      "C",
      "X",
      "Z",
    ]) {
      const { state, effects } = comparing(key);
      expect(effects.length, key).toBe(before.effects.length);
      expect(state.dialog, key).toBeNull();
      expect(state.review?.cursor, key).toBe(before.state.review?.cursor);
      expect(state.review && counts(state.review).undecided, key).toBe(4);
      expect(state.toast?.text, key).toMatch(/read only/);
    }
    // Nor from the list beside it.
    const { effects } = comparing("1", "V", "X");
    expect(effects.map(({ do: what }) => what)).not.toContain("verify");
  });

  test("Esc goes back to the open proposal where it was", () => {
    const there = play(120, 40, [...atReview, ...keys("J")]).state.review;
    const { state } = comparing("j", "j", "esc");
    expect(state.compare).toBeNull();
    expect([state.review?.cursor, state.review?.top]).toEqual([there?.cursor, there?.top]);
  });

  test("the mouse scrolls what is compared, and leaves the open proposal alone", () => {
    const wheel: UiEvent = {
      type: "mouse",
      report: { kind: "wheel-down", column: 20, row: 5 },
      now: 0,
    };
    const small = play(70, 10, [...atReview, ...keys("1"), compared]);
    const { state } = play(70, 10, [...atReview, ...keys("1"), compared, wheel]);
    expect(state.review?.top).toBe(small.state.review?.top);
    expect(state.compare?.review.top).not.toBe(small.state.compare?.review.top);
  });

  test("asks for the texts of its files, and unfolds what is unchanged", () => {
    const { effects } = comparing();
    expect(effects.at(-1)).toMatchObject({
      do: "sources",
      request: { paths: ["modules/network.nix"] },
    });
  });

  test("ends when a proposal is opened, and follows the size meanwhile", () => {
    const opened = play(120, 40, [...atReview, ...keys("1"), compared, ...atReview]);
    expect(opened.state.compare).toBeNull();
    const resized = play(120, 40, [
      ...atReview,
      ...keys("1"),
      compared,
      { type: "resize", columns: 80, rows: 24 },
    ]);
    expect(resized.state.compare?.review.view.width).toBe(80);
  });
});

const report = { entries: 100_000, ok: true, head: null, pinned: null, problems: [] };
const [one] = auditEntries as [AuditEntry];
const many = Array.from(
  { length: 100_000 },
  (_, at): AuditEntry => ({
    ...one,
    seq: at + 1,
    action: at % 3 === 0 ? "verify" : "propose",
    proposal: `p${at % 50}`,
  }),
);
const inAudit = (...events: readonly UiEvent[]) =>
  play(120, 40, [
    ...atReview,
    { type: "audit", entries: many, report, only: null },
    ...keys("5"),
    ...events,
  ]);
const at = ({ audit, search }: UiState) => {
  const shown = shownEntries(audit.entries, search.queries.audit ?? "");
  return shown[auditCursor(audit, shown)]?.seq;
};

describe("the audit pane", () => {
  test("starts at the newest, follows it, and stays on an entry that is not", () => {
    expect(at(inAudit().state)).toBe(100_000);
    expect(at(inAudit(...keys("k", "k")).state)).toBe(99_998);
    expect(at(inAudit(...keys("g")).state)).toBe(1);
    const more = [...many, { ...one, seq: 100_001 }];
    const news: UiEvent = { type: "audit", entries: more, report, only: null };
    expect(at(inAudit(news).state)).toBe(100_001);
    expect(at(inAudit(...keys("k"), news).state)).toBe(99_999);
  });

  test("filters by action, actor, proposal and result", () => {
    const { state } = inAudit(...keys("/"), ...typing("verify p9"), ...keys("enter", "k"));
    const shown = shownEntries(state.audit.entries, "verify p9");
    expect(shown.every(({ action, proposal }) => action === "verify" && proposal === "p9")).toBe(
      true,
    );
    expect(at(state)).toBe(shown.at(-2)?.seq);
    expect(
      at(inAudit(...keys("/"), ...typing("nothing"), ...keys("enter", "j", "enter")).state),
    ).toBeUndefined();
  });

  test("Enter shows an entry in full, keys scroll it, Esc closes it before anything else", () => {
    const open = inAudit(...keys("k", "enter", "j", "j")).state;
    expect(open.audit.detail).toBe(2);
    expect(inAudit(...keys("enter", "G")).state.audit.detail).toBe(detailLines(one, 95).length - 1);
    const closed = inAudit(...keys("k", "enter", "j", "esc")).state;
    expect([closed.audit.detail, at(closed), closed.focus]).toEqual([null, 99_999, "audit"]);
  });

  test("an entry in full leaves nothing out", () => {
    const details = { a: { b: [1, { c: null }], d: [] }, e: "x\ny", long: "z".repeat(500), f: {} };
    const text = detailLines({ ...one, details }, 60)
      .map(({ label, text }) => `${label} ${text}`)
      .join("\n");
    for (const part of [
      "b:",
      "- 1",
      "- c: null",
      "d: []",
      "x",
      "y",
      "f {}",
      one.prev.slice(0, 40),
      "ada (human)",
    ])
      expect(text).toContain(part);
    expect(text.match(/z/g)).toHaveLength(500);
  });

  test("t shows the trail of one proposal, from the list and from the diff; Esc shows all again", () => {
    const fromDiff = play(120, 40, [...atReview, ...keys("t")]);
    expect([fromDiff.state.focus, fromDiff.state.audit.only]).toEqual(["audit", "p3"]);
    expect(fromDiff.effects.at(-1)).toEqual({ do: "audit" });
    const trail: UiEvent = { type: "audit", entries: auditEntries, report, only: "p3" };
    const late: UiEvent = { type: "audit", entries: many, report, only: null };
    const read = play(120, 40, [...atReview, ...keys("t"), trail, late]).state;
    expect(read.audit.entries).toBe(auditEntries);
    const all = play(120, 40, [...atReview, ...keys("t"), trail, ...keys("esc")]);
    expect([all.state.audit.only, all.effects.at(-1)]).toEqual([null, { do: "audit" }]);
    expect(inList(...keys("j", "t")).state.audit.only).toBe("p999");
  });
});
