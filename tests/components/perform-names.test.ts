import { describe, expect, test } from "vitest";
import type { Actions } from "../../components/actions.ts";
import { performer } from "../../components/perform.ts";
import { createStore } from "../../components/store.ts";
import { openList } from "../../src/core/panes/completion.ts";
import { initialState, type UiState } from "../../src/core/ui/ui-state.ts";
import { sampleActions } from "../support/sample-actions.ts";
import { sampleCompletions } from "../support/sample-names.ts";
import { keys, typing } from "../support/ui.ts";

function started(changes: Partial<Actions> = {}) {
  const actions = { ...sampleActions(0), ...changes };
  const later: (() => void)[] = [];
  const perform = performer(actions, {
    now: () => 0,
    later: (callback) => void later.push(callback),
    away: (_waiting, run) => run(),
    redraw: () => {},
    mouse: () => {},
    suspend: () => {},
    quit: () => {},
  });
  const store = createStore(initialState({ columns: 120, rows: 40 }), perform);
  const press = (...events: ReturnType<typeof keys>) => {
    for (const event of events) store.dispatch(event);
  };
  /** Lets time pass: what was put off runs. */
  const wait = () => {
    for (const callback of later.splice(0)) callback();
  };
  const until = (holds: (state: UiState) => boolean) =>
    new Promise<void>((resolve) => {
      if (holds(store.getState())) return resolve();
      const stop = store.subscribe(() => {
        if (!holds(store.getState())) return;
        stop();
        resolve();
      });
    });
  return { store, press, wait, until, perform };
}

const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

describe("completion", () => {
  test("asks once for many keys, one question at a time, and always for the newest word", async () => {
    const asked: string[] = [];
    let answer = () => {};
    const { press, wait, until, store } = started({
      complete: (word) => {
        asked.push(word.text);
        return new Promise((resolve) => {
          answer = () => resolve(sampleCompletions(word));
        });
      },
    });
    press(...typing("services.t"));
    expect(asked).toEqual([]);
    wait();
    expect(asked).toEqual(["services.t"]);
    press(...typing("a"));
    wait();
    press(...typing("ils"));
    wait();
    expect(asked).toEqual(["services.t"]);
    answer();
    await tick();
    expect(asked).toEqual(["services.t", "services.tails"]);
    expect(openList(store.getState().chat)).toBeNull();
    answer();
    await until(({ chat }) => openList(chat) !== null);
    expect(openList(store.getState().chat)?.candidates.map(({ label }) => label)).toEqual([
      "tailscale",
    ]);
  });

  test("goes on after an answer that failed", async () => {
    let calls = 0;
    const { press, wait, until, store } = started({
      complete: async (word) => {
        calls += 1;
        if (calls === 1) throw new Error("broken");
        return sampleCompletions(word);
      },
    });
    press(...typing("services.t"));
    wait();
    await tick();
    press(...typing("a"));
    wait();
    await until(({ chat }) => openList(chat) !== null);
    expect(store.getState().toast).toBeNull();
  });

  test("names are read after the first look at the repository; a proposal and quitting end that, work's end begins it again", async () => {
    const signals: AbortSignal[] = [];
    const { store, press, perform, until } = started({
      readNames: (_changed, signal) => {
        signals.push(signal);
        // What is told to end may take its time; nobody waits for it.
        return new Promise(() => {});
      },
    });
    expect(signals).toHaveLength(0);
    perform({ do: "refresh" }, store);
    await until(({ snapshot }) => snapshot !== null);
    await tick();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    press(...typing("enable x"), ...keys("enter"));
    expect(signals[0]?.aborted).toBe(true);
    await until(({ review, work }) => review !== null && work === null);
    await tick();
    expect(signals.at(-1)?.aborted).toBe(false);
    press(...keys("q"));
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });
});

describe("a model's words", () => {
  test("come in batches however many pieces there are, none is lost, and all of them before the answer", async () => {
    let frames = 0;
    const pieces = Array.from({ length: 3000 }, (_, at) => `${at} `);
    const { store, press, until } = started({
      propose: async (_goal, listener) => {
        for (const piece of pieces) listener.text(piece);
        return { ok: true, value: { opened: null, questions: [], notes: ["That is all."] } };
      },
    });
    press(...typing("enable x"));
    store.subscribe(() => {
      frames += 1;
    });
    press(...keys("enter"));
    await until(({ work, chat }) => work === null && chat.entries.length === 3);
    expect(store.getState().chat.entries.map(({ who }) => who)).toEqual([
      "person",
      "model",
      "agentix",
    ]);
    expect(store.getState().chat.entries[1]?.text.trim()).toBe(pieces.join("").trim());
    expect(frames).toBeLessThan(20);
  });
});
