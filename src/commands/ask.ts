import { createInterface } from "node:readline";
import type { Invocation } from "./invocation.ts";

/** Asks at the terminal, one line an answer. The end of input and Ctrl-C answer with nothing. */
export interface Asker {
  ask(question: string): Promise<string>;
  close(): void;
}

/** Opens the terminal for questions; answers that were typed ahead are kept. */
export function openAsker(invocation: Invocation): Asker {
  const { input, output } = invocation.io;
  const lines = createInterface({ input, output, terminal: false });
  const waiting: ((line: string) => void)[] = [];
  const ahead: string[] = [];
  let closed = false;
  lines.on("line", (line) => {
    const next = waiting.shift();
    if (next) next(line.trim());
    else ahead.push(line.trim());
  });
  const end = () => {
    closed = true;
    for (const next of waiting.splice(0)) next("");
  };
  lines.on("close", end);
  invocation.signal.addEventListener("abort", end, { once: true });
  return {
    ask(question) {
      output.write(question);
      const known = ahead.shift();
      if (known !== undefined) return Promise.resolve(known);
      if (closed) return Promise.resolve("");
      return new Promise((resolve) => waiting.push(resolve));
    },
    close: () => lines.close(),
  };
}
