import type { Result } from "../core/result.ts";

/** Time, passed in so that records can be reproduced. */
export interface Clock {
  now(): Date;
  /** Milliseconds from an arbitrary start, never going back. */
  elapsed(): number;
}

/** One child process. Never a shell: `file` is run with exactly `args`. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The complete environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to standard input, which is closed after it; closed at once when absent. */
  readonly input?: string | Uint8Array;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Bytes of each output stream that are kept; further ones are dropped and `truncated` is set. */
  readonly maxBytes?: number;
  /** Ends the child when a stream goes beyond `maxBytes`, instead of dropping what comes. */
  readonly stopsWhenFull?: boolean;
  /** Called for each complete line, without its newline, decoded as UTF-8, at most 64 KiB each. */
  readonly onStdoutLine?: (line: string) => void;
  readonly onStderrLine?: (line: string) => void;
  /** True for a child in its own session that must outlive a killed parent. */
  readonly detached?: boolean;
  /**
   * True for a program that a person uses: it has this process's terminal and streams, and gets the
   * terminal's signals with it. Its output is not kept.
   */
  readonly onTerminal?: boolean;
}

/** How a child ended. Running it never throws; a missing program is `missing`. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly missing: boolean;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly truncated: boolean;
}

export interface Process {
  run(command: Command): Promise<Exit>;
}

/** Agentix's own state on disk. A crash at any moment leaves the old content or the new one. */
export interface Files {
  /** null when there is no such file. */
  read(path: string): Promise<Result<Uint8Array | null>>;
  /** Replaces the whole file in one step, durably; folders are made; only the owner may read it. */
  replace(path: string, bytes: Uint8Array): Promise<Result<void>>;
  /** Adds to the end in one write, durably. */
  append(path: string, bytes: Uint8Array): Promise<Result<void>>;
  /** Fine when it is not there. */
  remove(path: string): Promise<Result<void>>;
}
