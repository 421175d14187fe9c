import { type SafeText, safe } from "./text.ts";

/** Whether stack traces of bugs are wanted. */
export function isDebug(
  options: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return options.debug === true || !["", "0", undefined].includes(env.AGENTIX_DEBUG);
}

/** Where something was thrown, as far as it is known. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The first line of whatever was thrown, fit for a screen. */
export function bugLine(error: unknown): SafeText {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return safe(text.split("\n")[0] ?? "", { maxLength: 300 });
}
