import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { materialise, type SampleName } from "../../src/commands/sample.ts";
import { openProcess } from "../../src/system/process.ts";

/** The folder of the project. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A sample flake of one test: its own repository, to be changed at will. */
export interface SampleFlake {
  readonly root: string;
  /** The commit of `main`. */
  readonly commit: string;
  /** Runs git in the repository and gives its standard output, trimmed. */
  git(...args: string[]): Promise<string>;
  /** Runs nix on the repository's behalf and gives its standard output, trimmed; throws with its errors. */
  nix(...args: string[]): Promise<string>;
  /** `git+file:` reference to a commit of it, HEAD by default. */
  ref(commit?: string): string;
  remove(): Promise<void>;
}

/** The nix program of the tests: AGENTIX_NIX, the project's own, or the one on PATH. */
export function nixProgram(): string {
  const own = join(projectRoot, ".cache", "nix", "bin", "nix");
  return process.env.AGENTIX_NIX ?? (existsSync(own) ? own : "nix");
}

/** The environment of git and Nix in tests: nothing of the user's configuration. */
export function sampleEnv(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? ["/usr/bin", "/bin"].join(delimiter),
    HOME: process.env.HOME ?? tmpdir(),
    LANG: "C.UTF-8",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
  };
}

/** What every call of nix in a test begins with: new commands, and no cache that cannot be reached. */
export const nixOptions = [
  "--extra-experimental-features",
  "nix-command flakes",
  "--option",
  "substituters",
  "",
];

const run = promisify(execFile);

/**
 * A fresh copy of a sample flake in a temporary folder (`name` of it may be chosen, for paths with
 * spaces and the like). Copying costs some tens of milliseconds: the sample itself is made once and kept in the
 * project's cache for as long as the fixtures stay as they are.
 */
export async function sampleFlake(flake: SampleName, name: string = flake): Promise<SampleFlake> {
  const template = await (templates.get(flake) ?? remember(flake));
  const temporary = await mkdtemp(join(await realpath(tmpdir()), "agentix-sample-"));
  const root = join(temporary, name);
  await cp(template, root, { recursive: true, verbatimSymlinks: true });
  const git = async (...args: string[]) =>
    (await run("git", args, { cwd: root, env: sampleEnv(), maxBuffer: 1 << 28 })).stdout.trim();
  // The copies have new inodes: without this, git's plumbing takes every file for changed.
  await git("update-index", "-q", "--refresh");
  const commit = await git("rev-parse", "HEAD");
  return {
    root,
    commit,
    git,
    ref: (rev = commit) => `git+file://${encodeURI(root)}?rev=${rev}`,
    async nix(...args) {
      const options = { cwd: root, env: sampleEnv(), maxBuffer: 1 << 28 };
      return (await run(nixProgram(), [...args, ...nixOptions], options)).stdout.trim();
    },
    remove: () => rm(temporary, { recursive: true, force: true }),
  };
}

const templates = new Map<SampleName, Promise<string>>();

function remember(flake: SampleName): Promise<string> {
  const template = templateOf(flake);
  templates.set(flake, template);
  return template;
}

/** The sample that others are copied from; several processes may ask for it at once. */
async function templateOf(flake: SampleName): Promise<string> {
  const fixtures = join(projectRoot, "fixtures");
  const cache = join(await realpath(await ensured(join(projectRoot, ".cache"))), "samples");
  const digest = digestOf([fixtures, join(projectRoot, "src/commands/sample.ts")]);
  const home = join(cache, digest);
  const template = join(home, flake);
  if (existsSync(template)) return template;

  await dropOldOnes(cache, digest);
  await mkdir(home, { recursive: true });
  const draft = await mkdtemp(join(home, "draft-"));
  const made = await materialise({
    flake,
    fixtures,
    into: draft,
    inputs: join(home, "inputs"),
    process: openProcess(),
    nix: nixProgram(),
    env: sampleEnv(),
  });
  if (!made.ok) throw new Error(`${made.problem.code}: ${made.problem.message}`);
  // One pack instead of a file per object: there is less to copy.
  await run("git", ["gc", "--quiet"], { cwd: draft, env: sampleEnv() });
  // Whoever comes second throws its own away: both are the same to the byte.
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
  return template;
}

async function ensured(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Templates of fixtures that changed since, unless a run of today may still use them. */
async function dropOldOnes(cache: string, keep: string): Promise<void> {
  const day = 24 * 60 * 60 * 1000;
  for (const name of await readdir(cache).catch(() => [])) {
    if (name === keep) continue;
    const folder = join(cache, name);
    const changed = await stat(folder).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > day) await rm(folder, { recursive: true, force: true });
  }
}

function digestOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (path: string) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else {
      const bytes = readFileSync(path);
      hash.update(`${path.slice(projectRoot.length)}\0${bytes.length}\0`).update(bytes);
    }
  };
  for (const path of paths) add(path);
  return hash.digest("hex").slice(0, 16);
}
