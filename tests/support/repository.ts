import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { openGit } from "../../src/git/open.ts";
import type { Git } from "../../src/ports/git.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { openProcess } from "../../src/system/process.ts";

/** A user of their own: an empty HOME with just a name for commits. */
export function userEnv(home: string): Record<string, string> {
  return { PATH: process.env.PATH ?? "", HOME: home, XDG_CONFIG_HOME: join(home, ".config") };
}

/** A real repository in a temporary folder that goes with the test. */
export interface Sample {
  readonly root: string;
  readonly home: string;
  readonly env: Record<string, string>;
  readonly git: Git;
  /** Runs the user's own git, unhardened; returns trimmed output. */
  run(...args: string[]): string;
  write(path: string, content: string | Uint8Array, mode?: number): void;
  /** Adds and commits everything; returns the commit. */
  commitAll(message?: string): string;
  /** The adapter opened on another folder or with other settings. */
  open(dir?: string, extra?: { allowFilters?: string[]; env?: Record<string, string> }): Git;
}

/** A temporary folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "agentix-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a repository with these files committed on `main`; `name` is its folder's name. */
export function sampleRepository(
  files: Record<string, string> = { "flake.nix": "{ outputs = _: { }; }\n" },
  name = "flake",
): Sample {
  const folder = temporaryFolder();
  const root = join(folder, name);
  const home = join(folder, "home");
  mkdirSync(root, { recursive: true });
  mkdirSync(home);
  writeFileSync(
    join(home, ".gitconfig"),
    '[user]\n\tname = Ada\n\temail = ada@example.org\n[protocol "file"]\n\tallow = always\n',
  );
  const env = userEnv(home);
  const sample: Sample = {
    root,
    home,
    env,
    git: opened(root, env),
    run: (...args) =>
      execFileSync("git", args, {
        cwd: root,
        env,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      }).trim(),
    write(path, content, mode) {
      const full = join(root, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
      if (mode !== undefined) chmodSync(full, mode);
    },
    commitAll(message = "change") {
      sample.run("add", "-A");
      sample.run("commit", "-q", "--allow-empty", "-m", message);
      return sample.run("rev-parse", "HEAD");
    },
    open: (dir = root, extra = {}) => opened(dir, extra.env ?? env, extra.allowFilters),
  };
  sample.run("init", "-q", "-b", "main");
  for (const [path, content] of Object.entries(files)) sample.write(path, content);
  if (Object.keys(files).length > 0) sample.commitAll("first");
  return sample;
}

function opened(dir: string, env: Record<string, string>, allowFilters: string[] = []): Git {
  return openGit({
    process: openProcess(),
    files: openFiles(),
    clock: openClock(),
    dir,
    env,
    allowFilters,
  });
}

/** The code of a failure; a failed test otherwise. */
export function codeOf(
  result: { ok: true; value: unknown } | { ok: false; problem: { code: string } },
): string {
  if (result.ok) throw new Error(`unexpected success: ${JSON.stringify(result.value)}`);
  return result.problem.code;
}

/** Bytes of a text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
