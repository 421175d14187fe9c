import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { median } from "./figure.ts";

/** What one key press cost: bytes on the wire, and milliseconds until the last of them. */
export interface Cost {
  readonly bytes: number;
  readonly ms: number;
}

/** A program on a real terminal, measured. */
export interface MeasuredPty {
  readonly pid: number;
  /** Milliseconds from the start to the first output that holds one of these. */
  firstWith(wanted: string): Promise<number>;
  /** Waits until the screen shows this; rejects after `seconds`. */
  until(wanted: string | RegExp, seconds?: number): Promise<void>;
  /** Waits until it does nothing more: no output, no program of its own. */
  settled(): Promise<void>;
  /** Presses a key, and waits until nothing has come for a while. */
  press(key: string): Promise<Cost>;
  /** Presses a key while output keeps coming: milliseconds until `mark` is written again. */
  pressUntil(key: string, mark: string): Promise<number>;
  /** Bytes that come in so many seconds without a key. */
  idle(seconds: number): Promise<number>;
  type(text: string): void;
  text(): string;
  end(): void;
}

const quietMs = 120;

/** Starts a program at 120×40, where the figures are meant. */
export function measuredPty(
  file: string,
  args: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>> },
): MeasuredPty {
  const size = { cols: 120, rows: 40 };
  const started = performance.now();
  const child = spawn(file, [...args], { ...size, name: "xterm-256color", ...options });
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true, scrollback: 0 });
  let bytes = 0;
  let last = 0;
  let raw = "";
  const hearing = new Set<(data: string, at: number) => void>();
  child.onData((data) => {
    last = performance.now();
    bytes += Buffer.byteLength(data);
    // Only what may hold a mark that a chunk cut in two.
    raw = (raw + data).slice(-4096);
    for (const hear of hearing) hear(data, last);
    terminal.write(data);
  });
  const text = () => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? "").trimEnd(),
    ).join("\n");
  };
  const heard = (mark: string) =>
    new Promise<number>((resolve) => {
      let seen = "";
      const hear = (data: string, at: number) => {
        seen = (seen + data).slice(-65536);
        if (!seen.includes(mark)) return;
        hearing.delete(hear);
        resolve(at);
      };
      hearing.add(hear);
    });
  const quiet = async () => {
    while (performance.now() - last < quietMs) await sleep(quietMs / 4);
  };
  return {
    pid: child.pid,
    firstWith: async (wanted) => (await heard(wanted)) - started,
    until: async (wanted, seconds = 60) => {
      const holds = () =>
        typeof wanted === "string" ? text().includes(wanted) : wanted.test(text());
      const end = performance.now() + seconds * 1000;
      while (!holds()) {
        if (performance.now() > end) throw new Error(`never showed ${wanted}:\n${text()}`);
        await sleep(10);
      }
    },
    settled: async () => {
      for (let calm = 0; calm < 10; calm += 1) {
        await sleep(quietMs);
        const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
        if (children.trim() !== "" || performance.now() - last < quietMs) calm = 0;
      }
    },
    press: async (key) => {
      await quiet();
      const before = bytes;
      const from = performance.now();
      last = from;
      child.write(key);
      await quiet();
      return { bytes: bytes - before, ms: last - from };
    },
    pressUntil: async (key, mark) => {
      const from = performance.now();
      const at = heard(mark);
      child.write(key);
      return (await at) - from;
    },
    idle: async (seconds) => {
      const before = bytes;
      await sleep(seconds * 1000);
      return bytes - before;
    },
    type: (keys) => child.write(keys),
    text,
    end: () => {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended by itself.
      }
    },
  };
}

/** The median cost of pressing keys one after another. */
export async function pressAll(pty: MeasuredPty, keys: readonly string[]): Promise<Cost> {
  const costs: Cost[] = [];
  for (const key of keys) costs.push(await pty.press(key));
  return {
    bytes: Math.max(...costs.map((cost) => cost.bytes)),
    ms: median(costs.map((cost) => cost.ms)),
  };
}
