import type { Result } from "../src/core/result.ts";

/** Runs an action; a bug in it becomes a problem. */
export async function guarded<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      problem: { code: "unexpected", message, hint: "This is a bug of agentix." },
    };
  }
}
