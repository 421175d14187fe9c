import { frameUpdate } from "../../components/frame.ts";
import { decodeKeys, type Key } from "../core/key-input.ts";
import { sizeOf } from "../core/screen-layout.ts";
import { safe } from "../core/text.ts";

/*
 * The real terminal: raw mode, alternate screen, keys in, frames out, and all of it put back whatever happens.
 */

/** Alternate screen, no cursor, bracketed paste, no wrapping at the edge. */
const enterScreen = "\u001b[?1049h\u001b[?25l\u001b[?2004h\u001b[?7l";
const leaveScreen = "\u001b[0m\u001b[?7h\u001b[?2004l\u001b[?25h\u001b[?1049l";
/** What a program that was killed on the terminal may have left on: application keys and the mouse. */
const leftOver = "\u001b[?1l\u001b>\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l";
/** How long a lone ESC may be the start of something longer. */
const escapeMs = 50;

export interface TerminalHandlers {
  onKey(key: Key): void;
  onResize(columns: number, rows: number): void;
  /** The terminal is gone, or somebody asked to stop: `signal` is what came. */
  onEnd(signal: NodeJS.Signals | "closed"): void;
}

export interface Terminal {
  /** Shows a frame: rows without line ends. Only what changed is written. */
  draw(frame: string): void;
  /** Draws everything again with the next frame, and the last one at once. */
  redraw(): void;
  /** Puts the terminal back and stops the process until it is continued. */
  suspend(): void;
  /** Leaves the terminal to somebody else while `run` goes on: no key is read and nothing is drawn. */
  away<T>(waiting: string, run: () => Promise<T>): Promise<T>;
  /** Puts the terminal back. May be called twice. */
  close(): void;
}

/** Takes the terminal over. `handlers` are called one key at a time. */
export function openTerminal(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  handlers: TerminalHandlers,
): Terminal {
  let shown: string[] | null = null;
  let latest = "";
  let rest = "";
  let timer: NodeJS.Timeout | undefined;
  let open = false;
  let isAway = false;
  let closed = false;

  const paint = () => {
    if (!open || latest === "") return;
    // A frame of the size before a resize must not write below the last row.
    const size = sizeOf(output.columns, output.rows);
    const rows = latest.split("\n").slice(0, size.rows);
    const update = frameUpdate(shown?.length === rows.length ? shown : null, rows, size.columns);
    shown = rows;
    if (update !== "") output.write(update);
  };
  const feed = (text: string, final: boolean) => {
    const decoded = decodeKeys(rest + text, final);
    rest = decoded.rest;
    for (const key of decoded.keys) handlers.onKey(key);
    clearTimeout(timer);
    // A paste that does not end is not a lone ESC: only short rests are waited for.
    if (rest !== "" && rest.length < 16) timer = setTimeout(() => feed("", true), escapeMs);
  };
  const onData = (text: string) => feed(text, false);
  const onResize = () => {
    shown = null;
    const size = sizeOf(output.columns, output.rows);
    handlers.onResize(size.columns, size.rows);
  };
  const onGone = () => handlers.onEnd("closed");
  const onSignal = (signal: NodeJS.Signals) => handlers.onEnd(signal);
  const onExit = () => leave();

  const enter = () => {
    if (open || isAway || closed) return;
    open = true;
    shown = null;
    input.setRawMode(true);
    input.resume();
    output.write(enterScreen);
  };
  const leave = () => {
    if (!open) return;
    open = false;
    try {
      output.write(leaveScreen);
      input.setRawMode(false);
      input.pause();
    } catch {
      // The terminal is gone; there is nothing to put back.
    }
  };
  const onContinue = () => {
    enter();
    onResize();
    paint();
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
  enter();

  return {
    draw: (frame) => {
      latest = frame;
      paint();
    },
    redraw: () => {
      shown = null;
      paint();
    },
    suspend: () => {
      leave();
      process.kill(process.pid, "SIGTSTP");
    },
    away: async (waiting, run) => {
      leave();
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
    close: () => {
      closed = true;
      clearTimeout(timer);
      leave();
      input.off("data", onData);
      input.off("end", onGone);
      input.off("error", onGone);
      output.off("resize", onResize);
      process.off("exit", onExit);
      process.off("uncaughtExceptionMonitor", onExit);
      process.off("SIGCONT", onContinue);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
