import { existsSync } from "node:fs";
import type { Readable } from "node:stream";
import type { Command, Exit, Process } from "../ports/system.ts";
import { splitLines } from "./lines.ts";

const defaultMaxBytes = 64 * 1024 * 1024;
/** How long a child may take to end by itself after SIGTERM, in milliseconds. */
const grace = 3000;
/** How long its helpers may keep the pipes open after it ended, in milliseconds. */
const drain = 2000;

/** Process groups that end with this process. */
const groups = new Set<number>();
let watching = false;

/**
 * Runs child processes, always as leaders of their own process group and session: no terminal to ask
 * on, and whatever they start ends with them. Groups that still run when this process exits are killed.
 * Only `detached` children live on; their output is not read. Children `onTerminal` share group and session.
 */
export function openProcess(): Process {
  return {
    async run(command) {
      if (command.signal?.aborted) return { ...never, cancelled: true };
      if (command.onTerminal) return (await import("./terminal.ts")).runOnTerminal(command);
      return command.detached ? runDetached(command) : runAttached(command);
    },
  };
}

function guard(group: number): void {
  groups.add(group);
  if (watching) return;
  watching = true;
  process.on("exit", () => {
    for (const each of groups) signalGroup(each, "SIGKILL");
  });
}

export const never: Exit = {
  code: null,
  signal: null,
  stdout: new Uint8Array(),
  stderr: new Uint8Array(),
  missing: false,
  timedOut: false,
  cancelled: false,
  truncated: false,
};

async function runAttached(command: Command): Promise<Exit> {
  const { execa } = await import("execa");
  const child = execa(command.file, command.args, {
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    ...(command.input === undefined ? { stdin: "ignore" as const } : { input: command.input }),
    env: command.env,
    extendEnv: false,
    reject: false,
    buffer: false,
    detached: true,
    cleanup: false,
  });
  const pid = child.pid;
  if (pid !== undefined) guard(pid);
  const limit = command.maxBytes ?? defaultMaxBytes;
  const full = () => {
    if (command.stopsWhenFull) stop();
  };
  const out = collect(child.stdout, limit, full, command.onStdoutLine);
  const err = collect(child.stderr, limit, full, command.onStderrLine);

  let ended = false;
  let timedOut = false;
  let cancelled = false;
  const timers: NodeJS.Timeout[] = [];
  const close = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const stop = () => {
    if (pid === undefined || ended) return;
    signalGroup(pid, "SIGTERM");
    timers.push(
      setTimeout(() => {
        signalGroup(pid, "SIGKILL");
        timers.push(setTimeout(close, 200));
      }, grace),
    );
  };
  const onAbort = () => {
    cancelled = true;
    stop();
  };
  command.signal?.addEventListener("abort", onAbort, { once: true });
  if (command.timeoutMs !== undefined)
    timers.push(
      setTimeout(() => {
        timedOut = true;
        stop();
      }, command.timeoutMs),
    );
  child.nodeChildProcess.once("exit", () => {
    ended = true;
    // A helper left behind may hold the pipes open for ever; what the child wrote is read by then.
    timers.push(setTimeout(close, drain));
  });

  const result = await child;
  for (const timer of timers) clearTimeout(timer);
  command.signal?.removeEventListener("abort", onAbort);
  if (pid !== undefined) {
    if (cancelled || timedOut) signalGroup(pid, "SIGKILL");
    groups.delete(pid);
  }
  const stdout = out.end();
  const stderr = err.end();
  const failure = pid === undefined ? spawnFailure(command, result) : {};
  return {
    ...never,
    code: result.exitCode ?? null,
    signal: result.signal ?? null,
    stdout,
    stderr,
    timedOut,
    cancelled,
    truncated: out.truncated() || err.truncated(),
    ...failure,
  };
}

/** No pipes, no kill: only its end is waited for. When this process is killed, the child goes on. */
async function runDetached(command: Command): Promise<Exit> {
  const { execa } = await import("execa");
  const child = execa(command.file, command.args, {
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    ...(command.input === undefined ? { stdin: "ignore" as const } : { input: command.input }),
    stdout: "ignore",
    stderr: "ignore",
    env: command.env,
    extendEnv: false,
    reject: false,
    detached: true,
    cleanup: false,
  });
  const result = await child;
  const failure = child.pid === undefined ? spawnFailure(command, result) : {};
  return { ...never, code: result.exitCode ?? null, signal: result.signal ?? null, ...failure };
}

/** What kept the child from starting, told apart: no such program, or anything else as its stderr. */
export function spawnFailure(
  command: Command,
  result: { code?: string | undefined; shortMessage?: string | undefined },
): Partial<Exit> {
  const noFolder = command.cwd !== undefined && !existsSync(command.cwd);
  if (result.code === "ENOENT" && !noFolder) return { missing: true };
  const why = noFolder ? `no such folder: ${command.cwd}` : result.shortMessage;
  return { code: 126, stderr: Buffer.from(`${why ?? "could not start"}\n`) };
}

function collect(
  stream: Readable | null,
  limit: number,
  onFull: () => void,
  onLine?: (line: string) => void,
) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let dropped = false;
  const lines = onLine ? splitLines(onLine) : undefined;
  stream?.on("data", (chunk: Buffer) => {
    lines?.push(chunk);
    const room = limit - size;
    if (chunk.length > room && !dropped) {
      dropped = true;
      onFull();
    }
    if (room <= 0) return;
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    size += Math.min(room, chunk.length);
  });
  // A destroyed or broken pipe ends the output; the exit code tells the rest.
  stream?.on("error", () => {});
  return {
    end() {
      lines?.end();
      return new Uint8Array(Buffer.concat(chunks));
    },
    truncated: () => dropped,
  };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}
