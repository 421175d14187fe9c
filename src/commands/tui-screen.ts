import { EventEmitter } from "node:events";
import { render } from "ink";
import { createElement } from "react";
import { App } from "../../components/App.tsx";
import type { Actions } from "../../components/actions.ts";
import { performer } from "../../components/perform.ts";
import { createStore, type Schedule } from "../../components/store.ts";
import type { Theme } from "../../components/theme.ts";
import { sizeOf } from "../core/screen-layout.ts";
import { initialState, type UiOptions } from "../core/ui-state.ts";
import { openTerminal, type Terminal } from "./tui-terminal.ts";

export interface ScreenOptions {
  readonly actions: Actions;
  readonly theme: Theme;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** A proposal to open at once. */
  readonly proposal: string | undefined;
  readonly ui?: UiOptions;
}

const frameMs = 16;
const tickMs = 250;

/** At most one frame in {@link frameMs}; the first after a pause at once. */
function frames(): Schedule {
  let last = 0;
  return (flush) => {
    const wait = Math.max(0, last + frameMs - performance.now());
    const run = () => {
      last = performance.now();
      flush();
    };
    if (wait === 0) setImmediate(run);
    else setTimeout(run, wait);
  };
}

/** A stream that Ink may write to: every write is a whole frame. */
function frameStream(write: (frame: string) => void, size: { columns: number; rows: number }) {
  return Object.assign(new EventEmitter(), {
    ...size,
    isTTY: true,
    write: (frame: string) => {
      write(frame);
      return true;
    },
  });
}

/** Runs the UI until the person quits. Resolves with the signal that ended it, if one did. */
export async function runScreen(options: ScreenOptions): Promise<NodeJS.Signals | null> {
  const { input, output } = options;
  const ended = Promise.withResolvers<NodeJS.Signals | null>();
  const size = sizeOf(output.columns, output.rows);
  let terminal: Terminal | undefined;
  const perform = performer(options.actions, {
    now: () => performance.now(),
    later: (callback, ms) => void setTimeout(callback, ms),
    away: (waiting, run) => (terminal ? terminal.away(waiting, run) : run()),
    redraw: () => terminal?.redraw(),
    suspend: () => terminal?.suspend(),
    quit: () => ended.resolve(null),
  });
  const live = options.actions.check !== undefined;
  const store = createStore(initialState(size, { ...options.ui, live }), perform, frames());
  const stream = frameStream((frame) => terminal?.draw(frame), size);
  terminal = openTerminal(input, output, {
    onKey: (key) => store.dispatch({ type: "key", key }),
    onResize: (columns, rows) => {
      Object.assign(stream, { columns, rows });
      stream.emit("resize");
      store.dispatch({ type: "resize", columns, rows });
    },
    onEnd: (signal) => {
      perform({ do: "cancel" }, store);
      perform({ do: "cancel-check" }, store);
      ended.resolve(signal === "closed" ? "SIGHUP" : signal);
    },
  });
  const ticking = setInterval(() => {
    const { work, saving } = store.getState();
    if (work || saving) store.dispatch({ type: "tick", now: performance.now() });
  }, tickMs);
  // In debug mode Ink hands over each frame whole and touches neither cursor nor screen.
  const instance = render(createElement(App, { store, theme: options.theme }), {
    stdout: stream as unknown as NodeJS.WriteStream,
    stdin: new EventEmitter() as unknown as NodeJS.ReadStream,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  try {
    perform({ do: "refresh" }, store);
    perform({ do: "audit" }, store);
    if (options.proposal !== undefined) perform({ do: "open", id: options.proposal }, store);
    return await Promise.race([ended.promise, instance.waitUntilExit().then(() => ended.promise)]);
  } finally {
    clearInterval(ticking);
    terminal.close();
    instance.unmount();
  }
}
