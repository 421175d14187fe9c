import { decodeKeys, type Key } from "../core/keys/key-input.ts";
import { safe } from "../core/text.ts";
import { sizeOf } from "../core/ui/screen-layout.ts";
import { fdOf, frameWriter, setBlocking, writeNow } from "./tui-output.ts";

/*
 * The real terminal: raw mode, alternate screen, keys in, frames out, and all of it put back whatever happens.
 */

/** What a screen turns on when it takes the terminal, and off when it gives it back. */
export interface Modes {
  readonly enter: string;
  readonly leave: string;
}

/** Buttons and wheel, in reports that have no limit to their columns. */
const mouseOn = "\u001b[?1000h\u001b[?1006h";
const mouseOff = "\u001b[?1006l\u001b[?1000l";
/** Alternate screen, no cursor, bracketed paste, no wrapping at the edge. */
export const screenModes: Modes = {
  enter: "\u001b[?1049h\u001b[?25l\u001b[?2004h\u001b[?7l",
  leave: `\u001b[0m${mouseOff}\u001b[?7h\u001b[?2004l\u001b[?25h\u001b[?1049l`,
};
/** Only pastes are marked: text goes on where the shell left off. */
export const lineModes: Modes = { enter: "\u001b[?2004h", leave: "\u001b[?2004l\r\n" };
/** What a program that was killed on the terminal may have left on: application keys and the mouse. */
const leftOver = "\u001b[?1l\u001b>\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l";
/** How long a lone ESC may be the start of something longer. */
const escapeMs = 50;
/** The least time between two sizes that are drawn, while somebody drags the window. */
const resizeMs = 40;
/** How long a frame that is on its way is waited for before the terminal is given back. */
const lastFrameMs = 300;
/** After this a process that stopped itself still runs: there is no shell that could stop it. */
const stoppedMs = 200;

export interface TerminalHandlers {
  onKey(key: Key): void;
  /** What the terminal answers when it was asked something. */
  onReply(text: string): void;
  onResize(columns: number, rows: number): void;
  /** The terminal is gone, or somebody asked to stop: `signal` is what came. */
  onEnd(signal: NodeJS.Signals | "closed"): void;
}

export interface Terminal {
  /** Shows a frame: rows without line ends. Only what changed is written. */
  draw(frame: string): void;
  /** Draws everything again with the next frame, and the last one at once. */
  redraw(): void;
  /** Whether the terminal reports the mouse, from now on. */
  mouse(on: boolean): void;
  /** Puts the terminal back and stops the process until it is continued. */
  suspend(): void;
  /** Leaves the terminal to somebody else while `run` goes on: no key is read and nothing is drawn. */
  away<T>(waiting: string, run: () => Promise<T>): Promise<T>;
  /** Puts the terminal back, and resolves when it is. */
  close(): Promise<void>;
  /** Lets signals kill again; until then they cannot hurt what is being stored after the terminal is gone. */
  release(): void;
}

/** Takes the terminal over. `handlers` are called one key at a time. */
export function openTerminal(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  handlers: TerminalHandlers,
  modes: Modes = screenModes,
): Terminal {
  const writer = frameWriter(output);
  let latest = "";
  let mouse = false;
  let rest = "";
  let timer: NodeJS.Timeout | undefined;
  let resizing: NodeJS.Timeout | undefined;
  let isResizedAgain = false;
  let stopping: NodeJS.Timeout | undefined;
  let open = false;
  let leaving = false;
  let isAway = false;
  let closed = false;

  const paint = () => {
    if (!open || leaving || latest === "") return;
    // A frame of the size before a resize must not write below the last row.
    const size = sizeOf(output.columns, output.rows);
    writer.draw({ rows: latest.split("\n").slice(0, size.rows), columns: size.columns });
  };
  const feed = (text: string, final: boolean) => {
    const decoded = decodeKeys(rest + text, final);
    rest = decoded.rest;
    for (const key of decoded.keys)
      if (key.name === "reply") handlers.onReply(key.text ?? "");
      else handlers.onKey(key);
    clearTimeout(timer);
    // A paste that does not end is not a lone ESC: only short rests are waited for.
    // What waits even so is part of an answer or a report, which nothing hurries.
    if (!final && rest !== "" && rest.length < 16)
      timer = setTimeout(() => feed("", true), escapeMs);
  };
  const onData = (text: string) => feed(text, false);
  const sayResize = () => {
    const size = sizeOf(output.columns, output.rows);
    handlers.onResize(size.columns, size.rows);
  };
  const onResize = () => {
    writer.forget();
    isResizedAgain = resizing !== undefined;
    if (isResizedAgain) return;
    sayResize();
    const settle = () => {
      resizing = isResizedAgain ? setTimeout(settle, resizeMs) : undefined;
      if (isResizedAgain) sayResize();
      isResizedAgain = false;
    };
    resizing = setTimeout(settle, resizeMs);
  };
  const onGone = () => handlers.onEnd("closed");
  const onSignal = (signal: NodeJS.Signals) => handlers.onEnd(signal);
  const onExit = () => leave();

  const enter = () => {
    if (isAway || closed) return;
    open = true;
    leaving = false;
    writer.forget();
    // Off first: whoever had the terminal meanwhile may have changed it behind our back.
    input.setRawMode(false);
    input.setRawMode(true);
    input.resume();
    output.write(mouse ? modes.enter + mouseOn : modes.enter);
    setBlocking(output, false);
  };
  const leave = () => {
    if (!open) return;
    open = false;
    try {
      writeNow(fdOf(output), modes.leave);
      input.setRawMode(false);
      input.pause();
      setBlocking(output, true);
    } catch {
      // The terminal is gone; there is nothing to put back.
    }
  };
  const leaveInPeace = async () => {
    leaving = true;
    const late = Promise.withResolvers<void>();
    const limit = setTimeout(late.resolve, lastFrameMs);
    await Promise.race([writer.idle(), late.promise]);
    clearTimeout(limit);
    leave();
  };
  const onContinue = () => {
    clearTimeout(stopping);
    process.off("SIGTSTP", suspend);
    process.on("SIGTSTP", suspend);
    try {
      enter();
    } catch {
      return onGone();
    }
    // A size that changed while we were stopped has reached only those who ran.
    process.kill(process.pid, "SIGWINCH");
    onResize();
    paint();
  };
  const suspend = async () => {
    await leaveInPeace();
    process.off("SIGTSTP", suspend);
    // Where no shell controls jobs the kernel drops the signal, and nobody would ever continue us.
    stopping = setTimeout(onContinue, stoppedMs);
    // The whole job, as the terminal's own Ctrl-Z: a wrapper that waits for us has to stop as well.
    process.kill(isAway ? process.pid : 0, "SIGTSTP");
  };

  input.setEncoding("utf8");
  input.on("data", onData);
  input.on("end", onGone);
  input.on("error", onGone);
  output.on("error", onGone);
  output.on("resize", onResize);
  process.on("exit", onExit);
  // Before an uncaught error is printed, so that it can be read.
  process.on("uncaughtExceptionMonitor", onExit);
  const signals = ["SIGTERM", "SIGHUP", "SIGINT"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  process.on("SIGCONT", onContinue);
  process.on("SIGTSTP", suspend);
  enter();

  return {
    draw: (frame) => {
      latest = frame;
      paint();
    },
    redraw: () => {
      writer.forget();
      paint();
    },
    mouse: (on) => {
      if (open && on !== mouse) output.write(on ? mouseOn : mouseOff);
      mouse = on;
    },
    suspend: () => void suspend(),
    away: async (waiting, run) => {
      await leaveInPeace();
      isAway = true;
      output.write(safe(`agentix waits for ${waiting}`));
      try {
        return await run();
      } finally {
        isAway = false;
        output.write(`\u001b[?1049l\r\u001b[K${leftOver}`);
        onContinue();
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      clearTimeout(resizing);
      clearTimeout(stopping);
      input.off("data", onData);
      output.off("resize", onResize);
      process.off("SIGCONT", onContinue);
      process.off("SIGTSTP", suspend);
      await leaveInPeace();
      input.off("end", onGone);
      process.off("exit", onExit);
      process.off("uncaughtExceptionMonitor", onExit);
    },
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
