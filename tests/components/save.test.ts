import { describe, expect, test } from "vitest";
import type { Actions } from "../../components/actions.ts";
import { saver } from "../../components/save.ts";
import { createStore } from "../../components/store.ts";
import { problem } from "../../src/core/result.ts";
import { sampleActions } from "../support/sample-actions.ts";
import { sampleReview } from "../support/sample-review.ts";
import { atReview, keys, play } from "../support/ui.ts";

const [first = "", second = ""] = sampleReview().proposal.files.flatMap(({ hunks }) =>
  hunks.map(({ id }) => id),
);

/** A store at the sample's review whose decisions are stored by `decide`. */
function reviewing(decide: Actions["decide"]) {
  const saving = saver(
    (id, { decisions, cuts }) => decide(id, decisions, cuts),
    (callback) => void setTimeout(callback, 0),
    () => {},
  );
  const store = createStore(play(120, 40, atReview).state, (effect, own) => {
    if (effect.do === "decide") saving.save(own, effect.id, effect);
  });
  const press = (...names: string[]) => {
    for (const event of keys(...names)) store.dispatch(event);
  };
  return { store, saving, press };
}

describe("storing decisions", () => {
  test("another agentix at work is waited for, and nothing is said", async () => {
    const { decide } = sampleActions(0);
    let tries = 0;
    const { store, saving, press } = reviewing(async (...wanted) =>
      ++tries < 4 ? problem("locked", "Another agentix.") : decide(...wanted),
    );
    press("y");
    await saving.settled();
    expect(tries).toBe(4);
    expect(store.getState()).toMatchObject({ toast: null, saving: false });
  });

  test("what was decided before the reader went on to another proposal is stored too", async () => {
    const { decide } = sampleActions(0);
    const stored: [string, string[]][] = [];
    const { store, saving, press } = reviewing(async (id, decisions, cuts) => {
      stored.push([id, Object.keys(decisions)]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return decide(id, decisions, cuts);
    });
    press("y", "y");
    store.dispatch({ type: "opened", ...sampleReview({ id: "p2" }) });
    await saving.settled();
    expect(stored).toEqual([
      ["p3", [first]],
      ["p3", [second]],
    ]);
  });

  test("what could not be stored is said, and goes along with the next decision", async () => {
    const { decide } = sampleActions(0);
    const sent: string[][] = [];
    const { store, saving, press } = reviewing(async (id, decisions, cuts) => {
      sent.push(Object.keys(decisions));
      return sent.length === 1
        ? problem("state-unwritable", "The disk is full.")
        : decide(id, decisions, cuts);
    });
    press("y");
    await saving.settled();
    expect(store.getState().toast?.text).toContain("The disk is full.");
    press("y");
    await saving.settled();
    expect(sent).toEqual([[first], [first, second]]);
  });
});
