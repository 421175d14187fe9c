import { execFileSync } from "node:child_process";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SampleName } from "../../src/commands/sample.ts";
import { agentix, type CliResult, cliEnv } from "./cli.ts";
import { type SampleFlake, sampleEnv, sampleFlake } from "./sample-flake.ts";

/** A person's machine for one test file: a home, a sample flake, and room for other repositories. */
export interface World {
  readonly home: string;
  readonly env: Record<string, string>;
  readonly flake: SampleFlake;
  /** Runs agentix with --json in the sample flake. */
  run(...args: string[]): Promise<CliResult>;
  /** The same in any folder. */
  runIn(dir: string, ...args: string[]): Promise<CliResult>;
  /** Runs git as the person would, anywhere; returns trimmed output. */
  git(dir: string, ...args: string[]): string;
  /** A copy of the sample flake as it is now, below the home. */
  copy(name: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens a world around a fresh copy of a sample flake; `name` is the folder's name. */
export async function openWorld(sample: SampleName = "homelab", name?: string): Promise<World> {
  const home = await realpath(await mkdtemp(join(tmpdir(), "agentix-home-")));
  const env = cliEnv(home);
  const flake = await sampleFlake(sample, name);
  await flake.git("config", "user.name", "Alice");
  await flake.git("config", "user.email", "alice@example.org");
  const runIn = (dir: string, ...args: string[]) =>
    agentix(env, ["-C", dir, "--json", ...args], { timeoutMs: 100_000 });
  const git = (dir: string, ...args: string[]) =>
    execFileSync("git", ["-c", "protocol.file.allow=always", ...args], {
      cwd: dir,
      env: { ...sampleEnv(), ...person },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  return {
    home,
    env,
    flake,
    runIn,
    run: (...args) => runIn(flake.root, ...args),
    git,
    async copy(folder) {
      const root = join(home, folder);
      await cp(flake.root, root, { recursive: true, verbatimSymlinks: true });
      git(root, "update-index", "-q", "--refresh");
      return root;
    },
    async close() {
      await flake.remove();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const person = {
  GIT_AUTHOR_NAME: "Alice",
  GIT_AUTHOR_EMAIL: "alice@example.org",
  GIT_COMMITTER_NAME: "Alice",
  GIT_COMMITTER_EMAIL: "alice@example.org",
};

/**
 * The error of a refused command, after checking what holds for every refusal: exactly one JSON object
 * on stdout, a hint or details, and a message of one line without anything that a terminal would obey.
 */
export function refusal({ code, stdout, stderr }: CliResult): {
  exit: number;
  code: string;
  message: string;
  hint?: string;
  details?: Record<string, unknown>;
} {
  const lines = stdout.split("\n");
  const parsed = JSON.parse(lines[0] ?? "");
  if (lines.length !== 2 || lines[1] !== "" || stderr !== "" || parsed.schema !== "agentix/1")
    throw new Error(`not one object alone: ${stdout}${stderr}`);
  if (!parsed.error) throw new Error(`no refusal: ${stdout.slice(0, 500)}`);
  return { exit: code, ...parsed.error };
}
