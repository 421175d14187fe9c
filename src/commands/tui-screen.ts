import type { Actions } from "../../components/actions.ts";
import { latePerformer } from "../../components/late.ts";
import { performer } from "../../components/perform.ts";
import { createStore, type Schedule } from "../../components/store.ts";
import type { Theme } from "../../components/theme.ts";
import type { Problem, Result } from "../core/result.ts";
import { sizeOf } from "../core/ui/screen-layout.ts";
import { initialState, type UiOptions } from "../core/ui/ui-state.ts";
import type { SessionFile } from "../store/session-file.ts";
import { askGround, type GroundQuestion } from "./tui-ground.ts";
import { keepHeapSmall } from "./tui-memory.ts";
import { keepSession, type SessionKeeper } from "./tui-session.ts";
import { drawScreen, readAloud, type Surface } from "./tui-surface.ts";
import { lineModes, openTerminal, screenModes, type Terminal } from "./tui-terminal.ts";

/** What the screen works with, once it is found. */
export interface Connection {
  readonly actions: Actions;
  /** A proposal to open at once. */
  readonly proposal: string | undefined;
  /** Where the place of last time is, and where this one's is kept. */
  readonly session?: SessionFile | undefined;
  /** Calls back when somebody else changes the repository, until the returned function is called. */
  readonly watch?: (changed: () => void) => () => void;
}

export interface ScreenOptions {
  /** Finds repository and Nix, while the first frame is on the screen already. What it refuses ends the screen. */
  readonly connect: () => Promise<Result<Connection>>;
  readonly theme: Theme;
  /** Whether the terminal is asked what it has behind its text. */
  readonly askGround?: boolean;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly ui?: UiOptions;
  /** Says what is new as lines of text, for a screen reader, and draws nothing. */
  readonly screenReader?: boolean;
  /** Hears of every bug that the screen survives. */
  readonly onBug?: (error: unknown) => void;
}

const frameMs = 16;
const tickMs = 250;
/** How long a decision that is being stored is waited for at the end; an ssh session that is gone waits no longer. */
const lastSaveMs = 3000;

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

/** How the screen came to its end. */
export interface ScreenEnd {
  /** The signal that ended it; null when the person quit. */
  readonly signal: NodeJS.Signals | null;
  /** False when decisions were still on their way after {@link lastSaveMs}. */
  readonly isStored: boolean;
  /** Why there was nothing to show. */
  readonly problem: Problem | null;
}

/** Whether `work` ended within `ms`. */
async function within(work: Promise<void>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, ms, false);
  const done = await Promise.race([work.then(() => true), late.promise]);
  clearTimeout(timer);
  return done;
}

/** Runs the UI until the person quits, or until the terminal goes away. */
export async function runScreen(options: ScreenOptions): Promise<ScreenEnd> {
  const { input, output, onBug = () => {} } = options;
  const ended = Promise.withResolvers<NodeJS.Signals | null>();
  const size = sizeOf(output.columns, output.rows);
  let terminal: Terminal | undefined;
  let surface: Surface | undefined;
  let question: GroundQuestion | undefined;
  const world = {
    now: () => performance.now(),
    later: (callback: () => void, ms: number) => void setTimeout(callback, ms),
    away: <T>(waiting: string, run: () => Promise<T>) =>
      terminal ? terminal.away(waiting, run) : run(),
    redraw: () => terminal?.redraw(),
    // Lines that are read out have no places to point at.
    mouse: (on: boolean) => terminal?.mouse(on && !options.screenReader),
    suspend: () => terminal?.suspend(),
    quit: () => ended.resolve(null),
  };
  const perform = latePerformer(world);
  const store = createStore(initialState(size, options.ui), perform, frames(), onBug);
  terminal = openTerminal(
    input,
    output,
    {
      onKey: (key) =>
        store.dispatch(
          key.mouse
            ? { type: "mouse", report: key.mouse, now: performance.now() }
            : { type: "key", key },
        ),
      onReply: (text) => question?.reply(text),
      onResize: (columns, rows) => {
        surface?.resize(sizeOf(columns, rows));
        store.dispatch({ type: "resize", columns, rows });
      },
      onEnd: (signal) => {
        perform({ do: "cancel" }, store);
        perform({ do: "cancel-check" }, store);
        ended.resolve(signal === "closed" ? "SIGHUP" : signal);
      },
    },
    options.screenReader ? lineModes : screenModes,
  );
  world.mouse(store.getState().mouse);
  const ticking = setInterval(() => {
    const { work, saving } = store.getState();
    if (work || saving) store.dispatch({ type: "tick", now: performance.now() });
  }, tickMs);
  let signal: NodeJS.Signals | null = null;
  let problem: Problem | null = null;
  let keeper: SessionKeeper | undefined;
  let unwatch: (() => void) | undefined;
  const begin = async () => {
    const connected = await options.connect();
    if (!connected.ok) {
      problem = connected.problem;
      return ended.resolve(null);
    }
    const { actions, proposal, session, watch } = connected.value;
    const before = (await session?.read()) ?? null;
    store.dispatch({ type: "connected", live: actions.check !== undefined });
    if (before) store.dispatch({ type: "restore", session: before, wanted: proposal });
    keeper = session && keepSession(store, session, JSON.stringify(before));
    perform.begin(performer(actions, world), store);
    perform({ do: "refresh" }, store);
    perform({ do: "audit" }, store);
    unwatch = watch?.(() => perform({ do: "refresh" }, store));
    const { returning, work } = store.getState();
    if (proposal !== undefined && !returning && !work) perform({ do: "open", id: proposal }, store);
  };
  try {
    const { theme } = options;
    surface = options.screenReader
      ? readAloud(store, theme, (text) => output.write(text), onBug)
      : drawScreen(store, theme, (frame) => terminal?.draw(frame), onBug);
    if (options.askGround)
      question = askGround(
        (text) => output.write(text),
        (ground) => surface?.restyle({ ...theme, ground }),
      );
    // After the first frame, which neither a small heap nor the start of other programs may keep waiting.
    setImmediate(() => {
      keepHeapSmall();
      void begin().catch(ended.reject);
    });
    signal = await ended.promise;
    if (signal === null) await question?.settled();
  } finally {
    clearInterval(ticking);
    unwatch?.();
    await terminal.close();
  }
  const isStored = await within(perform.settled(), lastSaveMs);
  await keeper?.close();
  surface.close();
  terminal.release();
  return { signal, isStored, problem };
}
