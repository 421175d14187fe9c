import type { ErrorCode } from "./errors.ts";

/** An expected failure: what happened, what to do about it, and facts for programs. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The outcome of anything that may fail in a way a person can act on. Bugs throw instead. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** Wraps a value as a success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a problem as a failure. */
export function failed(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** Makes a failure from its parts; `code` decides the exit code (see errors.ts). */
export function problem(
  code: ErrorCode,
  message: string,
  extra: { hint?: string; details?: Readonly<Record<string, unknown>> } = {},
): { readonly ok: false; readonly problem: Problem } {
  return failed({ code, message, ...extra });
}
