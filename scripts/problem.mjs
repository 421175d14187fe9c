/** What set-up can fail at, and how it runs the programs it needs. */
import { spawnSync } from "node:child_process";
import * as path from "node:path";

/** A failure that the person at the terminal can act on; printed without a stack. */
export class SetupProblem extends Error {}

/** Where a person goes when set-up cannot obtain Nix by itself. */
export const OFFICIAL = "Install Nix 2.24 or newer the official way: https://nixos.org/download";

/** The environment for programs whose output is read: untranslated, and free of this process's Nix settings. */
export function plainEnv() {
  const { NIX_CONFIG: _, LD_LIBRARY_PATH: __, ...rest } = process.env;
  return { ...rest, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" };
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} [options]
 * @returns {string} what it printed
 * @throws {SetupProblem} with what it said when it failed
 */
export function must(program, args, options = {}) {
  const run = spawnSync(program, args, {
    encoding: "utf8",
    env: plainEnv(),
    maxBuffer: 1 << 26,
    ...options,
  });
  if (run.status === 0) return run.stdout;
  const said = (run.stderr || run.error?.message || "").trim();
  throw new SetupProblem(
    `${path.basename(program)} ${args.find((arg) => /^[a-z]/.test(arg)) ?? ""} failed:\n${said}\n${OFFICIAL}`,
  );
}
