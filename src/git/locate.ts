import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";
import type { Exit, Files, Process } from "../ports/system.ts";
import { type ConfigEntry, lastValue, parseConfig } from "./config.ts";
import { type Environment, type GitCall, runGit, runUserConfig } from "./invoke.ts";
import { complaint, gitProblem, records, text } from "./output.ts";
import { carriedValues, reviewConfig } from "./safety.ts";

/** What the git adapter works with. */
export interface GitDeps {
  readonly process: Process;
  readonly files: Files;
  /** Any folder of the repository. */
  readonly dir: string;
  readonly env: Environment;
  /** Filter drivers (git-crypt, lfs) that the user allows to run in this repository, by name. */
  readonly allowFilters?: readonly string[];
}

/** A repository that was found, checked and can be called. */
export interface Repo {
  readonly root: string;
  /** The git folder of this work tree; the same as `commonDir` in the main one. */
  readonly gitDir: string;
  readonly commonDir: string;
  readonly stateDir: string;
  /** The folder that was asked for, relative to root; "" at the root. */
  readonly within: string;
  readonly shallow: boolean;
  readonly sparse: boolean;
  readonly filters: readonly string[];
  /** Works on the object store only: no work tree, no attributes, no index but a private one. */
  objects(call: GitCall): Promise<Exit>;
  /** Works on the user's work tree and index. */
  tree(call: GitCall): Promise<Exit>;
}

const emptyTrees: Record<string, string> = {
  sha1: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  sha256: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
};

/** Finds the repository that holds `deps.dir` without trusting anything in it, and reviews its configuration. */
export async function locate(
  deps: GitDeps,
  options: { versionKnown?: boolean } = {},
): Promise<Result<Repo>> {
  const { process, env } = deps;
  let dir: string;
  try {
    dir = realpathSync(deps.dir);
  } catch {
    return problem("not-a-repository", `There is no folder ${deps.dir}.`);
  }
  const [version, listed] = await Promise.all([
    options.versionKnown ? undefined : runGit(process, env, { args: ["version"], cwd: dir }),
    runUserConfig(process, env, { cwd: dir }),
  ]);
  const old = version && checkVersion(version);
  if (old) return old;
  // A configuration of the user's that git cannot read is the user's to mend; trust nothing from it.
  const own = listed.code === 0 ? parseConfig(listed.stdout).filter(isUsers) : [];

  const found = await discover(deps, dir, own);
  if (!found.ok) return found;
  const { root, gitDir, commonDir, shallow } = found.value;
  if (!isWithin(dir, root))
    return problem(
      "unsafe-repository",
      `The repository's work tree (${root}) does not hold ${dir}.`,
      {
        hint: "core.worktree in the repository's configuration points elsewhere. Remove it, or go there.",
      },
    );

  const place = { GIT_DIR: gitDir, GIT_WORK_TREE: root };
  const config = await runGit(process, env, {
    args: ["config", "--list", "-z", "--show-scope"],
    cwd: root,
    env: place,
  });
  if (config.code !== 0) return gitProblem(config, "read the repository's configuration");
  const entries = parseConfig(config.stdout).filter((entry) => entry.scope !== "command");
  const review = reviewConfig(entries, deps.allowFilters ?? []);
  const extra = [...carriedValues(own, entries), ...review.overrides];
  const format = lastValue(entries, "extensions.objectformat") ?? "sha1";
  const bare = {
    GIT_DIR: commonDir,
    GIT_ATTR_SOURCE: emptyTrees[format] ?? "",
    GIT_INDEX_FILE: join(commonDir, "agentix", "no-index"),
  };

  return ok({
    root,
    gitDir,
    commonDir,
    stateDir: join(commonDir, "agentix"),
    within: relative(root, dir),
    shallow,
    sparse: /^(true|yes|on|1)$/i.test(lastValue(entries, "core.sparsecheckout") ?? ""),
    filters: review.filters,
    objects: (call) =>
      runGit(process, env, {
        ...call,
        cwd: commonDir,
        env: { ...bare, ...call.env },
        // As a bare repository git reads no .gitattributes: what is reviewed cannot be hidden by one.
        config: [
          ...extra,
          ["core.bare", "true"],
          ["core.attributesFile", "/dev/null"],
          ...(call.config ?? []),
        ],
      }),
    tree: (call) =>
      runGit(process, env, {
        ...call,
        cwd: root,
        env: { ...place, ...call.env },
        config: [...extra, ...(call.config ?? [])],
      }),
  });
}

function isUsers(entry: ConfigEntry): boolean {
  return entry.scope === "global" || entry.scope === "system" || entry.scope === "command";
}

function isWithin(dir: string, root: string): boolean {
  return dir === root || dir.startsWith(root.endsWith(sep) ? root : root + sep);
}

function checkVersion(exit: Exit): Result<never> | undefined {
  if (exit.code !== 0) return gitProblem(exit, "say its version");
  const found = /(\d+)\.(\d+)/.exec(text(exit.stdout));
  const [major, minor] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
  if (major > 2 || (major === 2 && minor >= 38)) return undefined;
  return problem("no-git", `git ${found?.[0] ?? "of unknown version"} is too old.`, {
    hint: "Agentix needs git 2.38 or newer, which refuses embedded bare repositories and merges without a work tree.",
  });
}

interface Found {
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly shallow: boolean;
}

async function discover(
  deps: GitDeps,
  dir: string,
  own: readonly ConfigEntry[],
): Promise<Result<Found>> {
  // Folders that the user trusts although another user owns them.
  const trusted = own
    .filter((entry) => entry.key === "safe.directory")
    .map((entry) => ["safe.directory", expandHome(entry.value ?? "", deps.env)] as const);
  const exit = await runGit(deps.process, deps.env, {
    args: [
      "rev-parse",
      "--path-format=absolute",
      "--is-inside-git-dir",
      "--is-bare-repository",
      "--is-shallow-repository",
      "--absolute-git-dir",
      "--git-common-dir",
      "--show-toplevel",
    ],
    cwd: dir,
    config: trusted,
  });
  const lines = text(exit.stdout).split("\n");
  if (exit.code !== 0) return discoveryProblem(exit, dir, lines);
  if (lines.length !== 7)
    return problem("unsafe-repository", "The path of the repository holds a line break.");
  const [, , shallow, gitDir, commonDir, root] = lines as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  try {
    return ok({
      root: realpathSync(root),
      gitDir: realpathSync(gitDir),
      commonDir: realpathSync(commonDir),
      shallow: shallow === "true",
    });
  } catch (error) {
    return problem(
      "not-a-repository",
      `The repository cannot be read: ${(error as Error).message}`,
    );
  }
}

function discoveryProblem(exit: Exit, dir: string, lines: readonly string[]): Result<never> {
  if (exit.missing) return gitProblem(exit, "run");
  const why = complaint(exit);
  if (/dubious ownership|unsafe repository/.test(why))
    return problem("unsafe-repository", `${dir} lies in a repository that another user owns.`, {
      hint: "If you trust it, run `git config --global --add safe.directory <folder>` as git asks for.",
      details: { reason: "owner" },
    });
  if (/cannot use bare repository/.test(why) || lines[1] === "true" || lines[0] === "true") {
    const inside = dir.split(sep).includes(".git");
    return problem(
      inside ? "not-a-repository" : "bare-repository",
      inside
        ? `${dir} is inside the repository's .git folder.`
        : `${dir} is a bare repository: there is no work tree to change.`,
      {
        hint: inside
          ? "Go to the work tree."
          : "Clone it, or add a work tree with `git worktree add`.",
      },
    );
  }
  if (/not a git repository/.test(why))
    return problem("not-a-repository", `${dir} is not in a git repository.`, {
      hint: "Agentix works on flakes kept in git: run `git init`, `git add -A` and `git commit` there.",
    });
  return gitProblem(exit, `open the repository at ${dir}`);
}

function expandHome(value: string, env: Environment): string {
  if (!value.startsWith("~/") || env.HOME === undefined) return value;
  return join(env.HOME, value.slice(2));
}

/** Tracked files that a filter program of the repository's configuration applies to. */
export async function filteredFiles(
  repo: Repo,
): Promise<Result<{ path: string; filter: string }[]>> {
  if (repo.filters.length === 0) return ok([]);
  const listed = await repo.tree({ args: ["ls-files", "-z"] });
  if (listed.code !== 0) return gitProblem(listed, "list tracked files");
  const checked = await repo.tree({
    args: ["check-attr", "-z", "--stdin", "filter"],
    input: listed.stdout,
  });
  if (checked.code !== 0) return gitProblem(checked, "read attributes");
  const parts = records(checked.stdout).map(text);
  const found: { path: string; filter: string }[] = [];
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const filter = parts[at + 2] as string;
    if (repo.filters.includes(filter)) found.push({ path: parts[at] as string, filter });
  }
  return ok(found);
}
