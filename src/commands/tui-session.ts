import type { Store } from "../../components/store.ts";
import { sessionOf } from "../core/ui/session.ts";
import type { SessionFile } from "../store/session-file.ts";

/** A pause after the last change before the place is written, and the longest wait without a pause. */
const pauseMs = 400;
const longestMs = 2000;

/** Writes the screen's place while the person works. */
export interface SessionKeeper {
  /** Writes what is not written yet, and no more after it. */
  close(): Promise<void>;
}

/** Keeps `file` up to date with the store: in pauses, so that no key waits for the disk. */
export function keepSession(store: Store, file: SessionFile, before: string): SessionKeeper {
  let written = before;
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const write = async (): Promise<void> => {
    timer = undefined;
    since = 0;
    const session = sessionOf(store.getState());
    const text = JSON.stringify(session);
    if (text === written) return;
    written = text;
    // A disk that is full or read-only says so where decisions are stored; the place alone is not worth a word.
    await file.write(session);
  };
  const plan = () => {
    const now = performance.now();
    since ||= now;
    clearTimeout(timer);
    timer = setTimeout(() => void write(), Math.max(0, Math.min(pauseMs, since + longestMs - now)));
  };
  const stop = store.subscribe(plan);
  return {
    close: async () => {
      stop();
      clearTimeout(timer);
      await write();
    },
  };
}
