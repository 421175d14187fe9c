import { writeSync } from "node:fs";
import { frameUpdate } from "../../components/frame.ts";

/*
 * Frames out to a terminal that may be slower than they come: one write is on its way at a time, and while it
 * is, newer frames replace each other. What is drawn next is the difference to what the terminal was sent.
 */

/** A frame: its rows, and the columns they are for. */
export interface Frame {
  readonly rows: readonly string[];
  readonly columns: number;
}

export interface FrameWriter {
  /** Shows this frame as soon as the one before has gone. */
  draw(frame: Frame): void;
  /** What the terminal shows is unknown: the next frame is drawn whole. */
  forget(): void;
  /** Drops the frame that waits, and resolves when the last write has gone. */
  idle(): Promise<void>;
}

/** Writes frames to a stream. */
export function frameWriter(output: Pick<NodeJS.WriteStream, "write">): FrameWriter {
  let shown: Frame | null = null;
  let next: Frame | null = null;
  let going: Promise<void> | null = null;

  const pump = () => {
    if (going || next === null) return;
    const frame = next;
    next = null;
    const isSame = shown?.rows.length === frame.rows.length && shown.columns === frame.columns;
    const update = frameUpdate(isSame ? (shown?.rows ?? null) : null, frame.rows, frame.columns);
    shown = frame;
    if (update === "") return;
    going = new Promise((resolve) => {
      output.write(update, () => {
        going = null;
        resolve();
        pump();
      });
    });
  };

  return {
    draw: (frame) => {
      next = frame;
      pump();
    },
    forget: () => {
      shown = null;
    },
    idle: async () => {
      next = null;
      while (going) await going;
    },
  };
}

/** libuv's handle of a terminal; Node has no name for it. */
interface Handle {
  setBlocking?: (on: boolean) => unknown;
}

/**
 * Whether writes to a terminal wait in the kernel. Node's do, so that a stalled line would stop the keys and the
 * signals with them; the screen takes its writes back into the event loop and gives the terminal back as it was.
 */
export function setBlocking(output: NodeJS.WriteStream, on: boolean): void {
  (output as unknown as { _handle?: Handle })._handle?.setBlocking?.(on);
}

const tries = 20;
const tryMs = 10;

/** Writes past the event loop, for when it will not turn again; gives up on a terminal that takes nothing. */
export function writeNow(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  for (let left = tries; at < bytes.length && left > 0; left -= 1)
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, tryMs);
    }
}

/** The descriptor of a terminal's stream. */
export function fdOf(output: NodeJS.WriteStream): number {
  const { fd } = output as { fd?: number };
  return fd ?? 1;
}
