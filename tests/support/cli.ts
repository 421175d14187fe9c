import { execFile } from "node:child_process";
import { join } from "node:path";
import { nixProgram, projectRoot } from "./sample-flake.ts";

/** What one call of the built agentix gave. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON; throws when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read many shapes
  readonly json: any;
}

/** The built program; `npm test` builds it first. */
export const bundle = join(projectRoot, "dist", "agentix.mjs");

/** A home of its own for each test, so that nothing of the developer's is read or written. */
export function cliEnv(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "/usr/bin:/bin",
    HOME: home,
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_STATE_HOME: join(home, "state"),
    XDG_CACHE_HOME: join(home, "cache"),
    LANG: "C.UTF-8",
    TERM: "xterm-256color",
    AGENTIX_NIX: nixProgram(),
    // Nobody listens there: a developer's own Ollama is not asked.
    OLLAMA_HOST: "127.0.0.1:9",
  };
}

/** Runs the built agentix without a terminal. */
export function agentix(
  env: Record<string, string>,
  args: readonly string[],
  options: { cwd?: string; timeoutMs?: number } = {},
): Promise<CliResult> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [bundle, ...args],
      { env, cwd: options.cwd, maxBuffer: 1 << 28, timeout: options.timeoutMs ?? 0 },
      (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : error ? 1 : 0;
        resolve({
          code,
          stdout,
          stderr,
          get json() {
            return JSON.parse(stdout);
          },
        });
      },
    );
    child.stdin?.end();
  });
}
