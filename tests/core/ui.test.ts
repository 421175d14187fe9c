import { describe, expect, test } from "vitest";
import { decodeKeys } from "../../src/core/keys/key-input.ts";
import { commandFor, defaultKeymap } from "../../src/core/keys/keymap.ts";
import { bindings, type Place } from "../../src/core/keys/keys.ts";
import { counts } from "../../src/core/review/review-state.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { snapshot, verificationOf } from "../support/sample-actions.ts";
import { sampleReview } from "../support/sample-review.ts";
import { atReview, keys, paste, play, typing } from "../support/ui.ts";

const run = (...events: UiEvent[]) => play(120, 40, [...atReview, ...events]);
const decided = (events: UiEvent[]) => {
  const { state } = run(...events);
  return state.review ? counts(state.review) : undefined;
};
/** All four hunks accepted, then verified. */
const allAccepted = keys("y", "y", "y", "y", "y", "enter");
const verified = (): UiEvent => {
  const opened = sampleReview();
  const proposal = { ...opened.proposal, state: "verified" as const };
  return {
    type: "verified",
    patch: opened.patch,
    proposal: { ...proposal, verification: verificationOf(proposal) },
  };
};
const effectsOf = (...events: UiEvent[]) => run(...events).effects.map((effect) => effect.do);

describe("deciding", () => {
  test("y, space, x and d decide one hunk each", () => {
    expect(decided(keys("y", "x", "space"))).toMatchObject({ accepted: 2, rejected: 1 });
    expect(decided(keys("d"))).toMatchObject({ rejected: 1 });
  });

  test("each decision is sent to be stored", () => {
    expect(effectsOf(...keys("y", "x")).filter((one) => one === "decide")).toHaveLength(2);
  });

  test("a hunk with hidden characters is asked about, and Enter alone says no", () => {
    const asked = run(...keys("A", "y", "y"));
    expect(asked.state.dialog?.kind).toBe("hidden-hunk");
    expect(decided(keys("A", "y", "y", "enter"))).toMatchObject({ accepted: 3, undecided: 1 });
    expect(decided(keys("A", "y", "y", "y", "enter"))).toMatchObject({ accepted: 4 });
  });

  test("a protected hunk cannot be accepted", () => {
    const opened = sampleReview();
    const files = opened.proposal.files.map((file) => ({
      ...file,
      hunks: file.hunks.map((hunk) => ({ ...hunk, tier: "protected" as const })),
    }));
    const events: UiEvent[] = [
      { type: "opened", ...opened, proposal: { ...opened.proposal, files } },
    ];
    const { state } = play(120, 40, [...events, ...keys("y", "A", "space")]);
    expect(state.review && counts(state.review).accepted).toBe(0);
    expect(state.toast?.text).toMatch(/protected/);
  });

  test("a paste decides nothing, chooses nothing, and types only into the goal", () => {
    expect(decided([paste("yyyy\r")])).toMatchObject({ undecided: 4 });
    const dialog = run(...keys("A", "y", "y"), paste("y\r"));
    expect(dialog.state.dialog?.marked).toBe(0);
    const chat = run(...keys("i"), paste("enable\r\nbtop"));
    expect(chat.state.chat.field.text).toBe("enable\nbtop");
    expect(chat.effects.map((one) => one.do)).not.toContain("propose");
  });

  test("nor does a burst of keys that no fingers make; in the goal it types and sends", () => {
    const burst = (text: string): UiEvent[] =>
      decodeKeys(text, true).keys.map((key) => ({ type: "key", key }));
    expect(decided(burst("yyyxxxyyVd"))).toMatchObject({ undecided: 4 });
    expect(run(...keys("i"), ...burst("add btop\r")).effects.at(-1)).toMatchObject({
      do: "propose",
      goal: "add btop",
    });
  });

  test("Alt and a letter decides nothing", () => {
    expect(decided(keys("alt-y", "alt-x"))).toMatchObject({ undecided: 4 });
  });

  test("an applied proposal cannot be decided any more", () => {
    const opened = sampleReview({ state: "applied" });
    const { state, effects } = play(120, 40, [{ type: "opened", ...opened }, ...keys("y")]);
    expect(state.review && counts(state.review).accepted).toBe(0);
    expect(effects.map((one) => one.do)).not.toContain("decide");
  });
});

describe("the loop", () => {
  test("a goal is asked for with Enter and kept in the history", () => {
    const { state, effects } = run(...keys("i"), ...typing("add btop"), ...keys("enter"));
    expect(effects.at(-1)).toEqual({ do: "propose", goal: "add btop" });
    expect(state.chat.field.text).toBe("");
    expect(
      run(...keys("i"), ...typing("add btop"), ...keys("enter", "up")).state.chat.field.text,
    ).toBe("add btop");
  });

  test("approval wants every hunk decided and a verification", () => {
    expect(run(...keys("P")).state.toast?.text).toMatch(/undecided/);
    expect(run(...allAccepted, ...keys("P")).state.toast?.text).toMatch(/Verify it first/);
  });

  test("the approval dialog says no by default, and y with Enter approves what was shown", () => {
    const ready = [...allAccepted, verified(), ...keys("P")];
    const { state } = run(...ready);
    expect(state.dialog?.lines.join("\n")).toMatch(/candidate {2}b{12}[\s\S]*allowedTCPPorts/);
    expect(effectsOf(...ready, ...keys("enter"))).not.toContain("approve");
    expect(effectsOf(...ready, ...keys("esc"))).not.toContain("approve");
    const { effects } = run(...ready, ...keys("y", "enter"));
    expect(effects.at(-1)).toMatchObject({
      do: "approve",
      proposal: { candidate: "b".repeat(40) },
    });
  });

  test("a verification asked for while decisions are saved starts when they are", () => {
    const opened = sampleReview();
    const asked = run(
      ...keys("y"),
      { type: "saving", id: "p3", decisions: {}, cuts: null },
      ...keys("V"),
    );
    expect(asked.effects.map((one) => one.do)).not.toContain("verify");
    const [first] = opened.proposal.files[0]?.hunks ?? [];
    const files = opened.proposal.files.map((file) => ({
      ...file,
      hunks: file.hunks.map((hunk) =>
        hunk.id === first?.id ? { ...hunk, decision: "accepted" as const } : hunk,
      ),
    }));
    const stored: UiEvent = { type: "saved", ...opened, proposal: { ...opened.proposal, files } };
    const { effects } = run(
      ...keys("y"),
      { type: "saving", id: "p3", decisions: {}, cuts: null },
      ...keys("V"),
      stored,
    );
    expect(effects.at(-1)).toEqual({ do: "verify", id: "p3" });
  });

  test("a failed verification is shown above the diff", () => {
    const { proposal, patch } = sampleReview();
    const verification = verificationOf(proposal, false);
    const failed: UiEvent = { type: "verified", patch, proposal: { ...proposal, verification } };
    const { state } = run(...keys("G"), failed);
    const first = state.review?.rows[state.review.cursor];
    expect(first).toMatchObject({ kind: "note", tone: "bad" });
    expect(state.toast?.text).toMatch(/does not exist/);
  });

  test("apply wants an approval", () => {
    expect(effectsOf(...keys("C"))).not.toContain("apply");
    const approved = sampleReview({ state: "approved" });
    const { effects } = play(120, 40, [{ type: "opened", ...approved }, ...keys("C")]);
    expect(effects.at(-1)).toEqual({ do: "apply", id: "p3" });
  });

  test("while work runs, nothing else starts, Esc cancels, and keys still move", () => {
    const busy: UiEvent = { type: "work", kind: "verify", label: "verifying p3", now: 0 };
    const { state, effects } = run(busy, ...keys("P", "V", "j", "esc"));
    expect(effects.map((one) => one.do)).toEqual(["refresh", "sources", "cancel"]);
    expect(state.review?.cursor).toBe((run().state.review?.cursor ?? 0) + 1);
    expect(state.work?.cancelling).toBe(true);
  });

  test("quitting while work runs asks first", () => {
    const busy: UiEvent = { type: "work", kind: "verify", label: "verifying p3", now: 0 };
    expect(run(busy, ...keys("q")).state.dialog?.kind).toBe("quit");
    expect(effectsOf(...keys("q"))).toContain("quit");
  });

  test("a failure is shown with its hint, stays in the transcript, and gives the goal back", () => {
    const { state } = run(
      ...keys("i"),
      ...typing("add btop"),
      ...keys("enter"),
      { type: "work", kind: "propose", label: "looking for a change", now: 0 },
      {
        type: "failed",
        what: "looking for a change",
        work: true,
        problem: { code: "no-nix", message: "There is no nix.", hint: "Install it." },
      },
    );
    expect(state.toast?.text).toMatch(/There is no nix.*Install it/);
    expect(state.chat.entries.at(-1)?.text).toMatch(/Install it/);
    expect(state.chat.field.text).toBe("add btop");
    expect(state.work).toBeNull();
  });

  test("the list marks the open proposal once it is in it, and stays where it was put", () => {
    const fresh = sampleReview({ id: "p4" });
    const item = { id: "p4", goal: "x", state: "proposed", tier: "low" } as const;
    const longer = { ...snapshot, proposals: [item, ...snapshot.proposals] };
    const news: UiEvent[] = [
      { type: "opened", ...fresh },
      { type: "snapshot", snapshot: longer },
    ];
    const { state } = run(...news);
    expect(state.snapshot?.proposals[state.marked]?.id).toBe("p4");
    const moved = run(...news, ...keys("1", "j"), { type: "snapshot", snapshot: longer }).state;
    expect(moved.snapshot?.proposals[moved.marked]?.id).toBe("p3");
  });

  test("a question with choices is a dialog; a choice that reads as a goal is asked", () => {
    const asked: UiEvent = {
      type: "answered",
      goal: "add a database",
      questions: [{ question: "Which?", choices: ["enable postgresql", "mysql", "a.b"] }],
      notes: [],
    };
    expect(run(asked, ...keys("enter")).effects.at(-1)).toEqual({
      do: "propose",
      goal: "enable postgresql",
    });
    expect(run(asked, ...keys("j", "enter")).state.chat.field.text).toBe("add a database mysql");
    expect(run(asked, ...keys("j", "j", "enter")).state.chat.field.text).toBe("a.b = ");
    expect(run(asked, ...keys("esc")).state.chat.field.text).toBe("add a database");
  });
});

describe("keys", () => {
  test("no key means two things in one place", () => {
    for (const place of new Set(bindings.map((binding) => binding.place))) {
      const names = bindings.filter((one) => one.place === place).flatMap(({ keys: list }) => list);
      expect(names, place).toEqual([...new Set(names)]);
    }
  });

  test("every binding gives its command where it counts", () => {
    for (const { place, keys: list } of bindings)
      for (const name of list)
        expect(
          commandFor(defaultKeymap, { name }, (place === "anywhere" ? "audit" : place) as Place),
        ).toBeDefined();
    expect(commandFor(defaultKeymap, { name: "V" }, "diff")).toBe("verify");
    expect(commandFor(defaultKeymap, { name: "V" }, "chat")).toBeUndefined();
    expect(commandFor(defaultKeymap, { name: "y" }, "chat")).toBeUndefined();
  });
});
