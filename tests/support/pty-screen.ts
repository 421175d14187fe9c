import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

/** A program on a real terminal, with a model of what the terminal shows. */
export interface PtyScreen {
  /** The screen as text, line ends trimmed. */
  text(): string;
  /** Waits until the screen holds `wanted`; rejects with the screen after a minute. */
  until(wanted: string | RegExp): Promise<void>;
  type(data: string): void;
  resize(columns: number, rows: number): void;
  kill(signal: string): void;
  /** Nobody reads what the program writes, as on a line that has stalled, until `flow` is called. */
  stall(): void;
  flow(): void;
  /** The terminal goes away, as when ssh drops. */
  hangUp(): void;
  /** Everything that was written, as bytes came. */
  raw(): string;
  /** True while the program has the alternate screen. */
  alternate(): boolean;
  exited: Promise<{ exitCode: number; signal?: number | undefined }>;
  end(): void;
}

/** Starts Node, or another program, with `args` on a terminal of this size. */
export function openPty(
  args: readonly string[],
  size: { columns: number; rows: number },
  env: Readonly<Record<string, string>> = {},
  program = process.execPath,
): PtyScreen {
  const { columns: cols, rows } = size;
  const child = spawn(program, [...args], {
    cols,
    rows,
    name: "xterm-256color",
    env: { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", ...env },
  });
  const terminal = new xterm.Terminal({
    cols: cols || 80,
    rows: rows || 24,
    allowProposedApi: true,
  });
  let raw = "";
  const waiting = new Set<() => void>();
  child.onData((data) => {
    raw += data;
    terminal.write(data, () => {
      for (const check of waiting) check();
    });
  });
  const exited = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) =>
    // The last output may come after the news of the end.
    child.onExit((exit) => setTimeout(() => terminal.write("", () => resolve(exit)), 100)),
  );
  const text = () => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? "").trimEnd(),
    ).join("\n");
  };
  const holds = (wanted: string | RegExp) =>
    typeof wanted === "string" ? text().includes(wanted) : wanted.test(text());
  return {
    text,
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!holds(wanted)) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        };
        const timer = setTimeout(
          () => {
            waiting.delete(check);
            reject(new Error(`the screen never showed ${wanted}:\n${text()}`));
          },
          Number(process.env.PTY_WAIT ?? 60_000),
        );
        waiting.add(check);
        check();
      }),
    type: (data) => child.write(data),
    resize: (columns, height) => {
      terminal.resize(columns, height);
      child.resize(columns, height);
    },
    kill: (signal) => child.kill(signal),
    stall: () => child.pause(),
    flow: () => child.resume(),
    hangUp: () => (child as unknown as { destroy(): void }).destroy(),
    raw: () => raw,
    alternate: () => terminal.buffer.active.type === "alternate",
    exited,
    end: () => {
      child.kill("SIGKILL");
      terminal.dispose();
    },
  };
}
