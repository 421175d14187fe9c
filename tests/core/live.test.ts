import { describe, expect, test } from "vitest";
import { liveWords } from "../../src/core/review/live-words.ts";
import type { UiEffect, UiEvent, UiState } from "../../src/core/ui/ui-state.ts";
import { initialState } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { snapshot, verificationOf } from "../support/sample-actions.ts";
import { sampleReview } from "../support/sample-review.ts";
import { atReview, keys } from "../support/ui.ts";

/** A session in which hunks are evaluated as they are decided. */
function session() {
  const size = { columns: 120, rows: 40 };
  let state: UiState = update(initialState(size), { type: "connected", live: true }).state;
  return {
    get state() {
      return state;
    },
    get words() {
      return liveWords(state.live)?.text ?? null;
    },
    /** Feeds events; returns what of the effects is about live evaluation. */
    feed(...events: readonly UiEvent[]) {
      const effects: UiEffect[] = [];
      for (const event of events) {
        const step = update(state, event);
        state = step.state;
        effects.push(...step.effects);
      }
      return effects.filter(({ do: what }) => what === "check" || what === "cancel-check");
    },
    /** The end of the evaluation that runs. */
    end(): UiEvent {
      return { type: "checked", key: state.live.combination?.key ?? "", problem: null };
    },
    news(news: Extract<UiEvent, { type: "check" }>["news"]): UiEvent {
      return { type: "check", key: state.live.combination?.key ?? "", news };
    },
  };
}

const hunks = sampleReview().proposal.files.flatMap((file) => file.hunks.map(({ id }) => id));
const work: UiEvent = { type: "work", kind: "verify", label: "verifying p3", now: 0 };

describe("live evaluation", () => {
  test("an opened proposal is evaluated whole; then the accepted hunks; then what is not rejected", () => {
    const ui = session();
    expect(ui.feed(...atReview)).toMatchObject([{ do: "check", chosen: hunks }]);
    expect(ui.words).toBe("… 4 of 4 hunks");
    expect(ui.feed(...keys("y"))).toMatchObject([{ do: "check", chosen: [hunks[0]] }]);
    expect(ui.feed(...keys("u"))).toMatchObject([{ do: "check", chosen: hunks }]);
    // The cursor went on to the second one.
    const left = hunks.filter((_, at) => at !== 1);
    expect(ui.feed(...keys("x"))).toMatchObject([{ do: "check", chosen: left }]);
  });

  test("keys that decide nothing ask for nothing", () => {
    const ui = session();
    ui.feed(...atReview);
    expect(ui.feed(...keys("j", "J", "K", "|", "?", "esc", "z", "1", "3"))).toEqual([]);
  });

  test("types first, then whole systems, each shown for this combination", () => {
    const ui = session();
    ui.feed(...atReview, ...keys("y"));
    ui.feed(ui.news({ kind: "evaluating", target: "web1", depth: "cheap" }));
    expect(ui.words).toBe("… 1 of 4 hunks: evaluating web1");
    ui.feed(ui.news({ kind: "types" }));
    expect(ui.words).toBe("✓ 1 of 4 evaluates (types)");
    ui.feed(ui.news({ kind: "evaluating", target: "web2", depth: "system" }));
    expect(ui.words).toBe("✓ 1 of 4 evaluates (types) … evaluating web2");
    ui.feed(ui.end());
    expect(ui.words).toBe("✓ 1 of 4 evaluates");
  });

  test("a result that is known is shown at once and not asked for again", () => {
    const ui = session();
    ui.feed(...atReview);
    ui.feed(ui.end());
    expect(ui.feed(...keys("y"))).toMatchObject([{ do: "check" }]);
    // The evaluation that runs is not wanted any more, and none in its place.
    expect(ui.feed(...keys("u"))).toEqual([{ do: "cancel-check" }]);
    expect(ui.words).toBe("✓ 4 of 4 evaluate");
  });

  test("news of a combination that is not the present one says nothing", () => {
    const ui = session();
    ui.feed(...atReview);
    const late = [
      ui.news({ kind: "failed", failure: { target: "web1", diagnostics: [] } }),
      ui.end(),
    ];
    ui.feed(...keys("y"), ...late);
    expect(ui.words).toBe("… 1 of 4 hunks");
    ui.feed(...keys("u"));
    expect(ui.words).toBe("… 4 of 4 hunks");
  });

  test("a failure names target and reason, and marks its hunk until the decision changes", () => {
    const ui = session();
    ui.feed(...atReview);
    ui.feed(
      ui.news({
        kind: "failed",
        failure: {
          target: "web1",
          diagnostics: [
            {
              kind: "wrong-type",
              message: "A port is no text.\nSecond line.",
              file: "modules/network.nix",
              line: 13,
              hint: "Write a number.",
            },
          ],
        },
      }),
    );
    expect(ui.words).toBe("✗ 4 of 4: web1: A port is no text.");
    const marks = () =>
      ui.state.review?.rows.flatMap((row) =>
        row.kind === "mark" ? [`${row.hunk} ${row.text}`] : [],
      );
    expect(marks()).toEqual([
      "0 ✗ web1: A port is no text. (modules/network.nix:13)",
      "0   Second line.",
      "0   Write a number.",
    ]);
    const before = ui.state.review;
    const shown = before?.rows[before.cursor];
    ui.feed(...keys("J", "x"));
    expect(marks()).toEqual([]);
    ui.feed(...keys("u"));
    expect(ui.words).toBe("… 4 of 4 hunks");
    expect(shown?.kind).toBe("hunk");
  });

  test("marks above the cursor leave what is read where it is on the screen", () => {
    const ui = session();
    ui.feed(...atReview, ...keys("G"));
    const place = () => {
      const review = ui.state.review;
      return review && [review.rows[review.cursor], review.cursor - review.top];
    };
    const before = place();
    const diagnostics = [
      { kind: "other", message: "No.", file: "modules/network.nix", line: 13 } as const,
      { kind: "other", message: "Nowhere." } as const,
    ];
    ui.feed(ui.news({ kind: "failed", failure: { target: "web1", diagnostics } }));
    expect(ui.state.review?.rows[0]).toMatchObject({
      kind: "whole-mark",
      text: "✗ web1: Nowhere.",
    });
    expect(place()).toEqual(before);
  });

  test("other work silences it, and it goes on after", () => {
    const ui = session();
    ui.feed(...atReview);
    expect(ui.feed(work)).toEqual([{ do: "cancel-check" }]);
    expect(ui.words).toBeNull();
    expect(ui.feed(...keys("y"))).toEqual([]);
    const problem = { code: "interrupted", message: "Interrupted." } as const;
    const ended: UiEvent = { type: "failed", what: "verifying p3", problem, work: true };
    expect(ui.feed(ended)).toMatchObject([{ do: "check", chosen: [hunks[0]] }]);
  });

  test("a verification of exactly this combination answers for it", () => {
    const ui = session();
    const { proposal, patch } = sampleReview();
    ui.feed(...atReview, work);
    const verification = verificationOf(proposal, true);
    const verified = { ...proposal, state: "verified" as const, verification };
    expect(ui.feed({ type: "verified", proposal: verified, patch })).toEqual([]);
    expect(ui.words).toBe("✓ 4 of 4 evaluate");
    // It says nothing of a part of it.
    expect(ui.feed(...keys("y"))).toMatchObject([{ do: "check" }]);
  });

  test("a part of a hunk is a combination of its own, before the store knows of it", () => {
    const ui = session();
    const { proposal, patch } = sampleReview();
    const verification = verificationOf(proposal, true);
    ui.feed(
      { type: "snapshot", snapshot },
      { type: "opened", proposal: { ...proposal, verification }, patch },
    );
    expect(ui.words).toBe("✓ 4 of 4 evaluate");
    // One of the lines that the third hunk adds is rejected.
    ui.feed(...keys("J", "J", "j", "j", "j", "j", "j", "v"));
    const [effect] = ui.feed(...keys("x"));
    const cut = ui.state.review?.hunks.map(({ hunk }) => hunk.id) ?? [];
    expect(cut.length).toBeGreaterThan(4);
    expect(effect).toMatchObject({ do: "check", proposal: { cuts: ui.state.review?.cuts } });
    expect(effect?.do === "check" && effect.chosen.every((id) => cut.includes(id))).toBe(true);
    expect(ui.words).toBe(`… ${cut.length - 1} of ${cut.length} hunks`);
  });

  test("with every hunk rejected there is nothing to evaluate, and it says so", () => {
    const ui = session();
    ui.feed(...atReview);
    const effects = ui.feed(...keys("x", "x", "x", "x"));
    expect(effects.at(-1)).toEqual({ do: "cancel-check" });
    expect(ui.words).toBe("every hunk is rejected");
  });

  test("a fault of the surroundings is said once, and tried again with the next decision", () => {
    const ui = session();
    ui.feed(...atReview);
    const broken = (): UiEvent => ({
      type: "checked",
      key: ui.state.live.combination?.key ?? "",
      problem: { code: "nix-failed", message: "Nix cannot use its store: no room." },
    });
    ui.feed(broken());
    expect(ui.state.toast).toMatchObject({ tone: "info" });
    expect(ui.words).toMatch(/^· 4 of 4 not evaluated: Nix cannot use its store/);
    expect(ui.feed(...keys("y"))).toMatchObject([{ do: "check" }]);
    ui.feed(broken());
    expect(ui.state.toast).toBeNull();
  });

  test("results are bounded", () => {
    const ui = session();
    ui.feed(...atReview);
    for (let round = 0; round < 90; round += 1) {
      ui.feed({
        type: "opened",
        ...sampleReview({ original: String(round).padStart(40, "0") }),
      });
      ui.feed(ui.end());
    }
    expect(ui.state.live.known.size).toBeLessThanOrEqual(64);
  });

  test("where it is off nothing is ever asked", () => {
    let state = initialState({ columns: 120, rows: 40 });
    for (const event of [...atReview, ...keys("y", "x", "u")]) {
      const step = update(state, event);
      state = step.state;
      expect(step.effects.map((effect) => effect.do)).not.toContain("check");
    }
    expect(liveWords(state.live)).toBeNull();
  });
});
