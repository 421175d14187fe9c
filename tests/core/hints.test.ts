import { describe, expect, test } from "vitest";
import { hints } from "../../src/core/ui/hints.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { snapshot } from "../support/sample-actions.ts";
import { atReview, keys, play } from "../support/ui.ts";

const texts = (...events: readonly UiEvent[]) =>
  hints(play(120, 40, events).state).map(({ text }) => text);

describe("the last line", () => {
  test("names undo once there is something to undo", () => {
    expect(texts(...atReview)).not.toContain("undo");
    expect(texts(...atReview, ...keys("x"))).toContain("undo");
  });

  test("offers what a list of so many proposals can do", () => {
    const listed = (count: number): UiEvent => ({
      type: "snapshot",
      snapshot: { ...snapshot, proposals: snapshot.proposals.slice(0, count) },
    });
    const own = ["open", "filter", "compare", "trail"];
    const offered = (count: number) =>
      texts(listed(count), ...keys("esc", "1")).filter((text) => own.includes(text));
    expect(offered(0)).toEqual([]);
    expect(offered(1)).toEqual(["open", "trail"]);
    expect(offered(3)).toEqual(["open", "filter", "compare", "trail"]);
  });

  test("says first to write a goal while nothing is open", () => {
    expect(texts({ type: "snapshot", snapshot }, ...keys("esc"))[0]).toBe("goal");
  });
});
