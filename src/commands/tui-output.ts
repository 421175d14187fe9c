import { frameUpdate } from "../../components/frame.ts";

/*
 * Frames out to a terminal that may be slower than they come: one write is on its way at a time, and while it
 * is, newer frames replace each other. What is drawn next is the difference to what the terminal was sent.
 */

/** Rows to the terminal. */
export interface FrameWriter {
  draw(rows: readonly string[]): void;
  /** What the terminal shows is unknown: the next frame is drawn whole. */
  forget(): void;
  /** Writes now, behind what is on its way; resolves when it has gone, or cannot go. */
  send(text: string): Promise<void>;
}

/** libuv's handle of a terminal. Node makes terminals block, so that a stalled line would stop the keys too. */
interface Handle {
  setBlocking?: (on: boolean) => unknown;
}

/** Lets a stream's writes wait in the kernel instead of stopping the process, or the other way round. */
export function setBlocking(output: NodeJS.WriteStream, on: boolean): void {
  (output as unknown as { _handle?: Handle })._handle?.setBlocking?.(on);
}

/** Writes frames to a stream. */
export function frameWriter(output: Pick<NodeJS.WriteStream, "write">): FrameWriter {
  let shown: readonly string[] | null = null;
  let next: readonly string[] | null = null;
  let busy = false;

  const pump = () => {
    if (busy || next === null) return;
    const rows = next;
    next = null;
    const update = frameUpdate(shown?.length === rows.length ? shown : null, rows);
    shown = rows;
    if (update === "") return;
    busy = true;
    output.write(update, () => {
      busy = false;
      pump();
    });
  };

  return {
    draw: (rows) => {
      next = rows;
      pump();
    },
    forget: () => {
      shown = null;
    },
    send: (text) => new Promise((resolve) => output.write(text, () => resolve())),
  };
}
