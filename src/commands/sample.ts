import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ok, problem, type Result } from "../core/result.ts";
import type { Process } from "../ports/system.ts";

/** The sample flakes, by the style in which they are written. */
export type SampleName = "homelab" | "plain" | "dendritic" | "home";

/** What `materialise` needs to know. */
export interface SampleRequest {
  readonly flake: SampleName;
  /** The folder that holds `flakes/`, `nixpkgs/` and `home-manager/`. */
  readonly fixtures: string;
  /** Where the repository is made: a new or an empty folder. */
  readonly into: string;
  /**
   * Where the flake's inputs are kept as git repositories; those that are there already are used as they
   * are. They must outlive the flake: its lock names them. Default: inside the new repository's git
   * directory, so that one folder holds everything.
   */
  readonly inputs?: string;
  readonly process: Process;
  /** The nix program. */
  readonly nix: string;
  /** The environment of nix and git: PATH and HOME at least. User and system git configuration is not read. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A sample flake on disk. */
export interface Sample {
  readonly root: string;
  /** The only commit of `main`. */
  readonly commit: string;
}

/** Fixed, so that the same path gives the same commit ids. */
const signature = {
  name: "Agentix sample",
  email: "sample@agentix.invalid",
  date: "2025-11-23T12:00:00 +0000",
};

const inputNames: Readonly<Record<SampleName, readonly string[]>> = {
  homelab: ["nixpkgs"],
  plain: ["nixpkgs"],
  dendritic: ["nixpkgs"],
  home: ["nixpkgs", "home-manager"],
};

/**
 * Makes a sample flake a git repository with one commit on `main`, locked without a network.
 *
 * Its inputs become git repositories of their own, locked by revision and narHash: what the store
 * already holds is not read again, and what a garbage collection took away is fetched from the
 * repository beside it. The flake refers to them by absolute path, so moving them breaks its lock.
 * On failure nothing of a new folder is left behind.
 *
 * @returns the repository's root and commit; `not-empty`, `no-git`, `no-nix`, `git-failed`,
 *   `nix-failed`, `state-unwritable` or `interrupted` as a problem
 */
export async function materialise(request: SampleRequest): Promise<Result<Sample>> {
  const root = resolve(request.into);
  const present = await readdir(root).catch(() => null);
  if (present && present.length > 0) {
    return problem("not-empty", `${root} is not empty`, {
      hint: "Name a folder that does not exist yet.",
    });
  }
  const made = await build(request, root).catch((error: NodeJS.ErrnoException) => {
    // A folder that may not be written and a full disk are the person's to mend; the rest are bugs.
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"].includes(error.code ?? "")) throw error;
    return problem("state-unwritable", `The sample cannot be written: ${error.message}`);
  });
  if (!made.ok) {
    await rm(root, { recursive: true, force: true });
    if (present) await mkdir(root, { recursive: true });
  }
  return made;
}

async function build(request: SampleRequest, root: string): Promise<Result<Sample>> {
  await copyTree(join(request.fixtures, "flakes", request.flake), root);
  const begun = await git(request, root, "init", "--quiet", "--template=", "-b", "main");
  if (!begun.ok) return begun;

  const inputs = resolve(request.inputs ?? join(root, ".git", "agentix-sample"));
  const names = new Map<string, string>();
  for (const name of inputNames[request.flake]) {
    const kept = await keepInput(request, name, join(inputs, name));
    if (!kept.ok) return kept;
    names.set(`@${name}@`, `git+${pathToFileURL(join(inputs, name)).href}`);
  }
  await fillPlaceholders(root, names);

  for (const step of [
    () => git(request, root, "add", "--all"),
    () => lock(request, root),
    () => git(request, root, "add", "flake.lock"),
    () => git(request, root, "commit", "--quiet", "-m", "Initial configuration"),
    () => git(request, root, "config", "user.name", signature.name),
    () => git(request, root, "config", "user.email", signature.email),
  ]) {
    const done = await step();
    if (!done.ok) return done;
  }
  const head = await git(request, root, "rev-parse", "HEAD");
  return head.ok ? ok({ root, commit: head.value.trim() }) : head;
}

/** Makes an input a git repository at `place`, unless it is one already. */
async function keepInput(request: SampleRequest, name: string, place: string) {
  const there = await readFile(join(place, ".git", "HEAD")).catch(() => null);
  if (there) return ok("");
  // Complete or absent: another process may be making the same one.
  const draft = `${place}.${process.pid}`;
  await mkdir(dirname(place), { recursive: true });
  await copyTree(join(request.fixtures, name), draft);
  for (const args of [
    ["init", "--quiet", "--template=", "-b", "main"],
    ["add", "--all", "--force"],
    ["commit", "--quiet", "-m", `${name} for the samples`],
  ]) {
    const done = await git(request, draft, ...args);
    if (!done.ok) return done;
  }
  await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true }));
  return ok("");
}

/** Copies a folder with plain, writable modes: the original may lie in a read-only store. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) await cp(source, target, { verbatimSymlinks: true });
    else await writeFile(target, await readFile(source), { mode: 0o644 });
  }
}

/** Input URLs in flake.nix; and the machine's own platform, so that what evaluates can be built. */
async function fillPlaceholders(root: string, names: ReadonlyMap<string, string>): Promise<void> {
  const platform = process.arch === "arm64" ? "aarch64-linux" : "x86_64-linux";
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !path.endsWith(".nix") || path.startsWith(join(root, ".git/"))) continue;
    const before = await readFile(path, "utf8");
    let after = before.replaceAll("x86_64-linux", platform);
    if (entry.name === "flake.nix") {
      for (const [placeholder, url] of names) after = after.replaceAll(placeholder, url);
    }
    if (after !== before) await writeFile(path, after);
  }
}

async function lock(request: SampleRequest, root: string): Promise<Result<string>> {
  const { NIX_CONFIG: _, ...env } = request.env;
  const args = [
    "flake",
    "lock",
    "--extra-experimental-features",
    "nix-command flakes",
    "--option",
    "substituters",
    "",
    `git+${pathToFileURL(root).href}`,
  ];
  return run(request, request.nix, args, root, { ...env, ...isolated }, "nix");
}

/** Git reads no configuration but the repository's own: hooks, signing and templates stay out. */
const isolated = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

function git(request: SampleRequest, cwd: string, ...args: string[]): Promise<Result<string>> {
  const env = {
    ...Object.fromEntries(Object.entries(request.env).filter(([name]) => !name.startsWith("GIT_"))),
    ...isolated,
    GIT_AUTHOR_NAME: signature.name,
    GIT_AUTHOR_EMAIL: signature.email,
    GIT_AUTHOR_DATE: signature.date,
    GIT_COMMITTER_NAME: signature.name,
    GIT_COMMITTER_EMAIL: signature.email,
    GIT_COMMITTER_DATE: signature.date,
  };
  return run(request, "git", args, cwd, env, "git");
}

async function run(
  request: SampleRequest,
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  name: "git" | "nix",
): Promise<Result<string>> {
  const { process, signal } = request;
  const exit = await process.run({ file, args, cwd, env, ...(signal ? { signal } : {}) });
  if (exit.cancelled) return problem("interrupted", "Interrupted while the sample was made");
  if (exit.missing) {
    return problem(`no-${name}`, `${name} is not there, and the sample needs it`);
  }
  if (exit.code !== 0) {
    const text = new TextDecoder().decode(exit.stderr).trim();
    return problem(`${name}-failed`, `${name} could not make the sample: ${text}`, {
      details: { command: [file, ...args] },
    });
  }
  return ok(new TextDecoder().decode(exit.stdout));
}
