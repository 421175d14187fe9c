import { delimiter, isAbsolute } from "node:path";
import type { Exit, Process } from "../ports/system.ts";

/** The user's variables; read for identity, trusted folders and where `git` is, never handed on whole. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One call of git, before it is hardened. */
export interface GitCall {
  readonly args: readonly string[];
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  /** Variables on top of the hardened ones (GIT_DIR, GIT_INDEX_FILE, …). */
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration on top of the hardened one; names may hold any character. */
  readonly config?: readonly (readonly [key: string, value: string])[];
  readonly detached?: boolean;
  readonly maxBytes?: number;
}

/**
 * Configuration that outranks the repository's own (command scope), so that none of its programs runs:
 * hooks, file system monitor, signing, external diffs, credential helpers, editors, garbage collection.
 * Values that only decide how bytes are shown are pinned too, so that output does not vary by user.
 */
const hardened: readonly (readonly [string, string])[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
  ["core.sshCommand", "false"],
  ["core.gitProxy", "false"],
  ["core.askPass", "false"],
  ["core.editor", "false"],
  ["core.pager", "cat"],
  ["core.alternateRefsCommand", "false"],
  ["core.quotePath", "true"],
  ["core.fsync", "committed,reference,index"],
  ["credential.helper", ""],
  ["commit.gpgSign", "false"],
  ["tag.gpgSign", "false"],
  ["gpg.program", "false"],
  ["merge.verifySignatures", "false"],
  ["merge.autoStash", "false"],
  ["merge.renames", "true"],
  ["rerere.enabled", "false"],
  ["safe.bareRepository", "explicit"],
  ["submodule.recurse", "false"],
  ["diff.mnemonicPrefix", "false"],
  ["diff.noprefix", "false"],
  ["diff.suppressBlankEmpty", "false"],
  ["diff.ignoreSubmodules", "dirty"],
  ["status.submoduleSummary", "false"],
  ["i18n.commitEncoding", "UTF-8"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["protocol.allow", "never"],
];

/** Variables of the user that git gets; HOME only so that `~` in paths can be read. */
const passed = ["HOME", "XDG_CONFIG_HOME", "TMPDIR", "TZ", "SUDO_UID"];

/** The environment of every hardened call: nothing inherited beyond the list above. */
function hardenedEnv(user: Environment): Record<string, string> {
  const env: Record<string, string> = {
    LC_ALL: "C",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_ADVICE: "0",
    GIT_PAGER: "cat",
    GIT_EDITOR: "false",
    GIT_SEQUENCE_EDITOR: "false",
    GIT_ASKPASS: "false",
    SSH_ASKPASS: "false",
    GIT_SSH_COMMAND: "false",
  };
  for (const name of passed) {
    const value = user[name];
    if (value !== undefined) env[name] = value;
  }
  return { ...env, ...programPath(user) };
}

/** PATH without relative entries: they would find a `git` that lies in the repository. */
function programPath(user: Environment): Record<string, string> {
  const folders = (user.PATH ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return { PATH: folders.join(delimiter) };
}

/** Runs git hardened: see {@link hardened} and {@link hardenedEnv}. Never throws. */
export function runGit(process: Process, user: Environment, call: GitCall): Promise<Exit> {
  const env = { ...hardenedEnv(user), ...call.env };
  const config = [...hardened, ...(call.config ?? [])];
  // GIT_CONFIG_COUNT has the rank of `-c` and, unlike it, takes names that hold "=".
  env.GIT_CONFIG_COUNT = String(config.length);
  for (const [at, [key, value]] of config.entries()) {
    env[`GIT_CONFIG_KEY_${at}`] = key;
    env[`GIT_CONFIG_VALUE_${at}`] = value;
  }
  return process.run({
    file: "git",
    args: ["--no-pager", "--no-optional-locks", ...call.args],
    env,
    ...(call.cwd === undefined ? {} : { cwd: call.cwd }),
    ...(call.input === undefined ? {} : { input: call.input }),
    ...(call.detached === undefined ? {} : { detached: call.detached }),
    ...(call.maxBytes === undefined ? {} : { maxBytes: call.maxBytes }),
  });
}

const ownVariables =
  /^(HOME|XDG_CONFIG_HOME|USER|LOGNAME|EMAIL|SUDO_UID|GIT_CONFIG(_.*)?|GIT_(AUTHOR|COMMITTER)_(NAME|EMAIL))$/;

/**
 * Lists configuration as the user's own git sees it (`git config --list` runs no program).
 * `gitDir` makes the repository's own configuration and `includeIf` count.
 */
export function runUserConfig(
  process: Process,
  user: Environment,
  place: { cwd: string; gitDir?: string },
): Promise<Exit> {
  const env: Record<string, string> = { LC_ALL: "C", GIT_PAGER: "cat" };
  for (const [name, value] of Object.entries(user))
    if (value !== undefined && ownVariables.test(name)) env[name] = value;
  Object.assign(env, programPath(user));
  if (place.gitDir !== undefined) env.GIT_DIR = place.gitDir;
  return process.run({
    file: "git",
    args: ["--no-pager", "config", "--list", "-z", "--show-scope"],
    env,
    cwd: place.cwd,
  });
}
