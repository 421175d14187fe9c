import { describe, expect, test } from "vitest";
import type { Actions } from "../../components/actions.ts";
import { performer } from "../../components/perform.ts";
import { createStore } from "../../components/store.ts";
import type { Decision } from "../../src/core/hunk.ts";
import { problem } from "../../src/core/result.ts";
import { counts } from "../../src/core/review/review-state.ts";
import { initialState } from "../../src/core/ui/ui-state.ts";
import { sampleActions } from "../support/sample-actions.ts";
import { keys } from "../support/ui.ts";

function started(changes: Partial<Actions> = {}) {
  const actions = { ...sampleActions(0), ...changes };
  const world = {
    now: () => 0,
    later: (callback: () => void) => void setTimeout(callback, 0),
    away: <T>(_waiting: string, run: () => Promise<T>) => run(),
    redraw: () => {},
    mouse: () => {},
    suspend: () => {},
    quit: () => {},
  };
  const perform = performer(actions, world);
  const store = createStore(initialState({ columns: 120, rows: 40 }), perform);
  const press = (...names: string[]) => {
    for (const event of keys(...names)) store.dispatch(event);
  };
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      if (holds()) return resolve();
      const stop = store.subscribe(() => {
        if (!holds()) return;
        stop();
        resolve();
      });
    });
  const open = async () => {
    perform({ do: "open", id: "p3" }, store);
    await until(() => store.getState().review !== null);
  };
  return { actions, store, press, until, open };
}

describe("performing", () => {
  test("decisions that come while one is saved are saved together after it, the last word counts", async () => {
    const saved: Readonly<Record<string, Decision>>[] = [];
    const { actions, store, press, until, open } = started();
    const { decide } = actions;
    actions.decide = async (id, decisions, cuts) => {
      saved.push(decisions);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return decide(id, decisions, cuts);
    };
    await open();
    press("y", "x", "p", "p", "x");
    await until(() => !store.getState().saving && saved.length >= 2);
    expect(saved).toHaveLength(2);
    const { review } = store.getState();
    const stored = review?.proposal.files.flatMap(({ hunks }) => hunks) ?? [];
    for (const hunk of stored) expect(hunk.decision).toBe(review?.decisions[hunk.id]);
  });

  test("a bug in an action ends as a message, and the UI goes on", async () => {
    const { store, press, until, open } = started({
      verify: async () => {
        throw new Error("broken");
      },
    });
    await open();
    press("V");
    await until(() => store.getState().toast !== null);
    expect(store.getState().toast?.text).toMatch(/broken/);
    press("y");
    const { review } = store.getState();
    expect(review && counts(review).accepted).toBe(1);
  });

  test("a comment that was not kept revises nothing; one that was does", async () => {
    let isKept = false;
    let revised = 0;
    const { actions, store, press, until, open } = started();
    const { comment, revise } = actions;
    actions.comment = async (...all) =>
      isKept ? comment(...all) : problem("wrong-state", "Somebody else decided.");
    actions.revise = async (...all) => {
      revised += 1;
      return revise(...all);
    };
    await open();
    press("c", "8", "0", "enter");
    await until(() => store.getState().work === null && store.getState().toast !== null);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([revised, store.getState().comment?.field.text]).toEqual([0, "80"]);
    isKept = true;
    press("c", "enter");
    await until(() => store.getState().review?.proposal.id === "p4");
    expect(revised).toBe(1);
  });

  test("Esc cancels the work that runs", async () => {
    let signalled = false;
    const { store, press, until, open } = started({
      verify: (_id, _listener, signal) =>
        new Promise((resolve) =>
          signal.addEventListener("abort", () => {
            signalled = true;
            resolve({ ok: false, problem: { code: "interrupted", message: "Interrupted." } });
          }),
        ),
    });
    await open();
    press("V", "esc");
    await until(() => store.getState().work === null);
    expect(signalled).toBe(true);
    expect(store.getState().toast?.text).toMatch(/cancelled/);
  });
});
