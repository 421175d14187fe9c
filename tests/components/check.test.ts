import { describe, expect, test } from "vitest";
import type { Actions } from "../../components/actions.ts";
import { performer } from "../../components/perform.ts";
import { createStore } from "../../components/store.ts";
import { ok, problem, type Result } from "../../src/core/result.ts";
import { liveWords } from "../../src/core/review/live-words.ts";
import { initialState } from "../../src/core/ui/ui-state.ts";
import { sampleActions } from "../support/sample-actions.ts";
import { atReview, keys } from "../support/ui.ts";

/** Lets promises that are ready go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

type Check = NonNullable<Actions["check"]>;

/** The performer with a clock that stands still until `rest`, and evaluations that end when told to. */
function started() {
  const planned: (() => void)[] = [];
  const asked: { size: number; signal: AbortSignal; tell: Parameters<Check>[2] }[] = [];
  const ends: ((result: Result<void>) => void)[] = [];
  const check: Check = (_proposal, chosen, tell, signal) => {
    asked.push({ size: chosen.length, signal, tell });
    return new Promise((resolve) => ends.push(resolve));
  };
  const world = {
    now: () => 0,
    later: (callback: () => void) => void planned.push(callback),
    redraw: () => {},
    mouse: () => {},
    suspend: () => {},
    quit: () => {},
    away: <T>(_waiting: string, run: () => Promise<T>) => run(),
  };
  const perform = performer({ ...sampleActions(0), check }, world);
  const store = createStore(initialState({ columns: 120, rows: 40 }), perform);
  store.dispatch({ type: "connected", live: true });
  for (const event of atReview) store.dispatch(event);
  return {
    asked,
    ends,
    press: (...names: string[]) => {
      for (const event of keys(...names)) store.dispatch(event);
    },
    rest: async () => {
      for (const callback of planned.splice(0)) callback();
      await settled();
    },
    words: () => liveWords(store.getState().live)?.text,
  };
}

describe("evaluating as decisions are made", () => {
  test("only the last of a burst of decisions is evaluated, after it rests", async () => {
    const { asked, press, rest } = started();
    press("y", "y", "x", "u");
    await settled();
    expect(asked).toHaveLength(0);
    await rest();
    expect(asked.map(({ size }) => size)).toEqual([2]);
  });

  test("a new decision cancels what runs at once; the next begins only after it has ended", async () => {
    const { asked, ends, press, rest, words } = started();
    await rest();
    expect(asked[0]?.signal.aborted).toBe(false);
    press("y");
    expect(asked[0]?.signal.aborted).toBe(true);
    await rest();
    expect(asked).toHaveLength(1);
    ends[0]?.(problem("interrupted", "Interrupted."));
    await settled();
    expect(asked.map(({ size }) => size)).toEqual([4, 1]);
    // What the first one says late is not about this combination.
    asked[0]?.tell({ kind: "evaluating", target: "web9", depth: "cheap" });
    expect(words()).toBe("… 1 of 4 hunks");
    ends[1]?.(ok(undefined));
    await settled();
    expect(words()).toBe("✓ 1 of 4 evaluates");
  });

  test("of many that waited for the one that ends slowly only the newest runs", async () => {
    const { asked, ends, press, rest } = started();
    await rest();
    for (let round = 0; round < 5; round += 1) {
      press("y");
      await rest();
    }
    ends[0]?.(problem("interrupted", "Interrupted."));
    await settled();
    expect(asked).toHaveLength(2);
    expect(asked[1]?.signal.aborted).toBe(false);
  });

  test("work and leaving cancel it", async () => {
    for (const key of ["V", "q"]) {
      const { asked, press, rest } = started();
      await rest();
      press(key);
      await settled();
      expect(asked[0]?.signal.aborted, key).toBe(true);
    }
  });

  test("a bug in it is told as a problem, and decisions go on", async () => {
    const { asked, ends, press, rest, words } = started();
    await rest();
    ends[0]?.(Promise.reject(new Error("broken")) as never);
    await settled();
    expect(words()).toMatch(/not evaluated: broken/);
    press("y");
    await rest();
    expect(asked).toHaveLength(2);
  });
});
