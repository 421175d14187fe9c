import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { bundle } from "./cli.ts";

/** A running agentix in a process group of its own, as a shell starts it. */
export interface Started {
  /** Sends a signal to the whole group, as Ctrl-C does. */
  signal(signal: NodeJS.Signals): void;
  /** Its end: 130 stands for a death by SIGINT too, as a shell reports it. */
  readonly ended: Promise<{ code: number; stdout: string; stderr: string }>;
}

/** Starts the built agentix without a terminal. */
export function start(env: Record<string, string>, args: readonly string[]): Started {
  const child: ChildProcess = spawn(process.execPath, [bundle, ...args], {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  return {
    signal(signal) {
      try {
        process.kill(-(child.pid ?? 0), signal);
      } catch {
        // It has ended already.
      }
    },
    ended: once(child, "close").then(([code, signal]) => ({
      code: signal === "SIGINT" ? 130 : (code ?? 1),
      stdout,
      stderr,
    })),
  };
}

/** Waits until something holds, looking every few milliseconds; gives up after `seconds`. */
export async function until(holds: () => boolean, seconds = 30): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${seconds} seconds: ${holds}`);
    await sleep(20);
  }
}

/** Command lines of living processes that hold a text in their environment or arguments. */
export function processesWith(text: string): string[] {
  const found: string[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (pid === String(process.pid)) continue;
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "latin1");
      const environment = readFileSync(`/proc/${pid}/environ`, "latin1");
      if (command.includes(text) || environment.includes(text))
        found.push(`${pid} ${command.replaceAll("\0", " ")}`);
    } catch {
      // Ended meanwhile.
    }
  }
  return found;
}
