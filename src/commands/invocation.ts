import type { Result } from "../core/result.ts";

/** Where a command reads and writes. `out` is for the answer, `note` for progress. */
export interface Io {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly error: NodeJS.WriteStream;
}

/** One call of agentix, as the command line gave it. */
export interface Invocation {
  /** The command's name. */
  readonly name: string;
  readonly dir: string;
  readonly hosts: readonly string[];
  readonly json: boolean;
  readonly color: boolean;
  readonly configFile: string | undefined;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** What a command answers: one JSON object for programs, text for people, an exit code. */
export interface Reply {
  readonly json: Readonly<Record<string, unknown>>;
  /** Safe for a terminal; printed with a newline unless empty. */
  readonly text: string;
  readonly exit?: number;
  /** Exact bytes for stdout instead of `text` (a patch). */
  readonly bytes?: Uint8Array;
}

export type Command = (invocation: Invocation) => Promise<Result<Reply>>;

/** True when a person sits at this terminal and can answer. */
export function atTerminal(invocation: Invocation): boolean {
  return invocation.io.input.isTTY === true && invocation.io.output.isTTY === true;
}

/** An option that was given as text; undefined otherwise. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === "string" ? value : undefined;
}
