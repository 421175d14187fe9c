import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Target } from "../../src/core/target.ts";
import { openNix } from "../../src/nix/open.ts";
import type { FlakeRef, Nix } from "../../src/ports/nix.ts";
import { openClock } from "../../src/system/clock.ts";
import { openProcess } from "../../src/system/process.ts";
import { nixProgram, type SampleFlake, sampleEnv, sampleFlake } from "./sample-flake.ts";

export const run = promisify(execFile);
/** The Nix port on real Nix, with a cache of the test file's own; see {@link usingNix}. */
export let nix: Nix;
export let cacheDir = "";
/** What is to be removed after the test that made it. */
export const made: (() => Promise<void>)[] = [];

/** Opens {@link nix} for the tests of a file and cleans up after each. */
export function usingNix(): void {
  beforeAll(async () => {
    cacheDir = await mkdtemp(join(await realpath(tmpdir()), "agentix-nix-"));
    nix = openNix({ process: openProcess(), clock: openClock(), nix: nixProgram(), cacheDir });
  });
  afterAll(() => rm(cacheDir, { recursive: true, force: true }));
  afterEach(async () => {
    for (const remove of made.splice(0)) await remove();
  });
}

/** The host of the plain sample. */
export const host: Target = { kind: "nixos", name: "nixos" };
/** A commit of a repository, as the port takes it. */
export const refTo = (root: string, commit: string, extra: Partial<FlakeRef> = {}): FlakeRef => ({
  root,
  commit,
  dir: "",
  shallow: false,
  submodules: false,
  ...extra,
});
/** A sample flake that goes away after the test. */
export async function sample(...args: Parameters<typeof sampleFlake>): Promise<SampleFlake> {
  const one = await sampleFlake(...args);
  made.push(() => one.remove());
  return one;
}

/** Commits these files on top of a sample and gives a reference to that commit. */
export async function changed(
  one: Pick<SampleFlake, "root" | "git">,
  files: Record<string, string>,
): Promise<FlakeRef> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(one.root, path)), { recursive: true });
    await writeFile(join(one.root, path), text);
  }
  await one.git("add", "-A");
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  await one.git(...who, "commit", "--quiet", "-m", "change");
  return refTo(one.root, await one.git("rev-parse", "HEAD"));
}

/** A repository with just these files. */
export async function repository(files: Record<string, string>, name = "repo"): Promise<FlakeRef> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "agentix-tiny-"));
  made.push(() => rm(folder, { recursive: true, force: true }));
  const root = join(folder, name);
  await mkdir(root);
  const git = async (...args: string[]) =>
    (await run("git", args, { cwd: root, env: sampleEnv() })).stdout.trim();
  await git("init", "--quiet", "-b", "main");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await git("add", "-A");
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  await git(...who, "commit", "--quiet", "--allow-empty", "-m", "first");
  return refTo(root, await git("rev-parse", "HEAD"));
}

/** A flake whose host is made by hand: enough for what needs no module system. */
export const handmade = (host: string) =>
  `{ outputs = { self }: { nixosConfigurations.nixos = ${host}; }; }`;
