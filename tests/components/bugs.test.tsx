import { EventEmitter } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { render, Text } from "ink";
import { createElement, type ReactElement } from "react";
import { describe, expect, test } from "vitest";
import { BugListener, Guard } from "../../components/Guard.tsx";
import { createStore } from "../../components/store.ts";
import {
  initialState,
  type UiEffect,
  type UiEvent,
  type UiState,
} from "../../src/core/ui/ui-state.ts";
import { atReview, keys, play } from "../support/ui.ts";

const theme = { color: false, ascii: false };
const place = { theme, width: 60, height: 6 };

/** A pane that cannot be drawn in some states. */
function Fragile({ state }: { state: UiState }): ReactElement {
  if (state.zoom) throw new Error("cannot\u001b[2J draw\nand more");
  return <Text>drawn</Text>;
}

function drawing() {
  const frames: string[] = [];
  const bugs: unknown[] = [];
  const stdout = Object.assign(new EventEmitter(), {
    columns: 60,
    rows: 6,
    isTTY: true,
    write: (text: string) => frames.push(text) > 0,
  });
  const element = (state: UiState) =>
    createElement(
      BugListener,
      { value: (error: unknown) => void bugs.push(error) },
      <Guard name="the diff pane" state={state} {...place}>
        <Fragile state={state} />
      </Guard>,
    );
  const instance = render(element(initialState({ columns: 60, rows: 6 })), {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: new EventEmitter() as unknown as NodeJS.ReadStream,
    debug: true,
    interactive: true,
    patchConsole: false,
  });
  const last = () => stripVTControlCharacters(frames.at(-1) ?? "");
  const show = (state: UiState) => instance.rerender(element(state));
  return { show, last, bugs, end: () => instance.unmount() };
}

describe("a bug while drawing", () => {
  test("is named in its pane, with what the keys still do, and is gone with the state that caused it", () => {
    const { show, last, bugs, end } = drawing();
    const state = initialState({ columns: 60, rows: 6 });
    expect(last()).toContain("drawn");
    show({ ...state, zoom: true });
    expect(last()).toContain("the diff pane cannot be drawn: cannot␛[2J draw");
    expect(last()).not.toContain("and more");
    expect(last().replaceAll(/\s+/g, " ")).toContain("^L tries again q quits");
    expect(bugs.length).toBeGreaterThan(0);
    show({ ...state, zoom: true });
    expect(last()).toContain("cannot be drawn");
    show(state);
    expect(last()).toContain("drawn");
    expect(last()).not.toContain("cannot");
    end();
  });

  test("^L gives a new state, so that it is tried again", () => {
    const { state } = play(120, 40, atReview);
    const after = play(120, 40, [...atReview, ...keys("ctrl-l")]);
    expect(after.effects.at(-1)).toEqual({ do: "redraw" });
    expect(after.state).toEqual(state);
  });
});

/** An event that the reducer cannot take: a bug in whatever sent it. */
const broken = { type: "opened", proposal: null, patch: [] } as unknown as UiEvent;

describe("a bug in the reducer or in an effect", () => {
  const started = (perform: (effect: UiEffect) => void = () => {}) => {
    const bugs: unknown[] = [];
    const store = createStore(
      play(120, 40, atReview).state,
      perform,
      (flush) => flush(),
      (error) => bugs.push(error),
    );
    return { store, bugs };
  };

  test("drops the event, says so once in the transcript, and leaves the rest as it was", () => {
    const { store, bugs } = started();
    const before = store.getState();
    store.dispatch(broken);
    store.dispatch(broken);
    const after = store.getState();
    expect(bugs).toHaveLength(2);
    expect(after.review).toBe(before.review);
    expect(after.focus).toBe(before.focus);
    expect(after.toast).toMatchObject({ tone: "bad" });
    expect(after.chat.entries.filter(({ text }) => text.includes("bug"))).toHaveLength(1);
  });

  test("ends the work that sent it: the next one can start", () => {
    const { store } = started();
    store.dispatch({ type: "work", kind: "open", label: "opening p3", now: 0 });
    store.dispatch(broken);
    expect(store.getState().work).toBeNull();
  });

  test("an effect that throws costs no key after it", () => {
    const { store, bugs } = started(() => {
      throw new Error("no way");
    });
    for (const event of keys("y")) store.dispatch(event);
    expect(bugs).toHaveLength(1);
    expect(store.getState().toast?.text).toContain("no way");
    const [decision] = Object.values(store.getState().review?.decisions ?? {});
    expect(decision).toBe("accepted");
  });
});
