import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { canonical } from "../core/canonical.ts";
import type { RepoState } from "../core/observation.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { openGit } from "../git/open.ts";
import type { Context, Progress } from "../loop/context.ts";
import { recover } from "../loop/recover.ts";
import { findNix } from "../nix/find.ts";
import { openNix } from "../nix/open.ts";
import { artifactRules } from "../policy/artifact.ts";
import { guardedTable } from "../policy/guarded.ts";
import { lockoutRules } from "../policy/lockout.ts";
import { policyOf } from "../policy/policy.ts";
import type { UserRule } from "../policy/rule.ts";
import type { Git } from "../ports/git.ts";
import type { Nix } from "../ports/nix.ts";
import type { Store } from "../ports/store.ts";
import type { Clock, Process } from "../ports/system.ts";
import { openModelsSeen } from "../store/models-seen.ts";
import { openStore } from "../store/open.ts";
import { openSessionFile, type SessionFile } from "../store/session-file.ts";
import { openClock } from "../system/clock.ts";
import { openFiles } from "../system/files.ts";
import { openProcess } from "../system/process.ts";
import { xdgFolder } from "./folders.ts";
import type { Invocation } from "./invocation.ts";
import { openPlanners, type Planners, wantedModel } from "./planners.ts";
import { loadSettings, repositoryFile, repositoryRules, type Settings } from "./settings.ts";

/** Real ports and settings for one invocation. */
export interface Wired {
  readonly context: Context;
  readonly settings: Settings;
  readonly process: Process;
  readonly git: Git;
  readonly store: Store;
  readonly session: SessionFile;
  /** The work tree. */
  readonly root: string;
  readonly planners: Planners;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Where agentix keeps what can be made again. */
export function cacheDir(env: Env): string {
  return join(xdgFolder(env, "XDG_CACHE_HOME", ".cache"), "agentix");
}

function userName(env: Env): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? "unknown";
  }
}

/** Finds Nix and opens the adapter; nothing is evaluated yet. */
export async function openRealNix(
  process: Process,
  clock: Clock,
  settings: Settings,
  env: Env,
): Promise<Result<Nix>> {
  const found = await findNix(env, process);
  if (!found.ok) return found;
  const nix = openNix({
    process,
    clock,
    nix: found.value.path,
    env,
    cacheDir: join(cacheDir(env), "nix"),
    allowIfd: settings.allowIfd,
    ...(settings.memoryMib === undefined ? {} : { memoryBytes: settings.memoryMib * 1024 * 1024 }),
  });
  // Finding it has asked for its version already.
  return ok({ ...nix, version: async () => found });
}

/** Nix writes nothing that could be half-written, so Ctrl-C ends whichever of its calls runs. */
function interruptible(process: Process, signal: AbortSignal): Process {
  return { run: (command) => process.run({ signal, ...command }) };
}

/** A Nix that is not there: every question gets the same answer. */
function absentNix(absence: Extract<Result<never>, { ok: false }>): Nix {
  const answer = async () => absence;
  return {
    version: answer,
    containment: async () => ({ network: "open", builds: false, memoryBytes: 0 }),
    targets: answer,
    formatter: async () => null,
    index: answer,
    states: answer,
    guarded: answer,
    lockoutFacts: answer,
    modules: answer,
    reads: answer,
    packages: answer,
    similarPackages: answer,
    packageIndex: answer,
    renewPackages: answer,
    parse: answer,
    evaluate: answer,
    build: answer,
    system: answer,
    artifactChange: answer,
    closureChange: answer,
  };
}

/** Prints progress to stderr, one line a step; build events go to `onBuild` when given. */
export type Reporter = (progress: Progress) => void;

/**
 * Opens repository, store and, when `needs.nix`, Nix for one command.
 * `needs.nix` false lets commands work on machines without Nix; `needs.mends` finishes what a killed apply
 * left before anything else is decided.
 */
export async function wire(
  invocation: Invocation,
  needs: { nix: boolean; mends?: boolean; report?: Reporter },
): Promise<Result<Wired>> {
  const { env, dir } = invocation;
  try {
    if (!statSync(dir).isDirectory()) throw new Error("not a folder");
  } catch {
    return problem("usage", `${dir} is not a folder that can be opened.`, { hint: "Check -C." });
  }
  const settings = await loadSettings(env, invocation.configFile);
  if (!settings.ok) return settings;
  const chosen = wantedModel(invocation, settings.value);
  if (!chosen.ok) return chosen;
  const process = openProcess();
  const clock = openClock();
  const files = openFiles();
  const git = openGit({
    process,
    files,
    clock,
    dir,
    env,
    allowFilters: settings.value.allowFilters,
  });
  const repo = await git.observe();
  if (!repo.ok) return repo;
  let nix: Nix;
  if (needs.nix) {
    const real = await openRealNix(
      interruptible(process, invocation.signal),
      clock,
      settings.value,
      env,
    );
    if (!real.ok) return real;
    nix = real.value;
  } else nix = absentNix(problem("no-nix", "This command does not evaluate."));
  const tightened = await rulesOfCommit(git, repo.value);
  if (!tightened.ok) return tightened;
  const rules = [...settings.value.rules, ...tightened.value];
  const user = userName(env);
  const stateHome = xdgFolder(env, "XDG_STATE_HOME", ".local/state");
  const { kind, wanted } = chosen.value;
  const planners = openPlanners(kind, wanted, openModelsSeen(files, stateHome));
  const store = openStore({
    gitDir: repo.value.gitDir,
    stateHome,
    files,
    clock,
    command: `agentix ${invocation.name}`,
  });
  const context: Context = {
    git,
    nix,
    store,
    clock,
    syntax: async () => (await import("../nix/syntax/syntax.ts")).loadSyntax(),
    planner: planners.planner,
    actor: { kind: atPerson(invocation) ? "human" : "cli", user },
    hosts: invocation.hosts,
    approvalMinutes: settings.value.approvalMinutes,
    policy: policyOf(rules),
    autonomy: settings.value.autonomy,
    host: async () => (await import("../host/host.ts")).readHost(process),
    policyDigest: createHash("sha256")
      .update(
        canonical([
          guardedTable,
          artifactRules.map(({ id, tier }) => [id, tier]),
          lockoutRules,
          rules,
          settings.value.autonomy,
        ]),
      )
      .digest("hex"),
    signal: invocation.signal,
    report: needs.report ?? (() => {}),
  };
  if (needs.mends) {
    const mended = await recover(context);
    // Another agentix may be in the middle of its apply: that is nothing to mend.
    if (!mended.ok && mended.problem.code !== "locked") return mended;
  }
  const session = openSessionFile(files, repo.value.gitDir);
  const { root } = repo.value;
  return ok({ context, settings: settings.value, process, git, store, session, root, planners });
}

/** The repository's own rules, as its branch has them: what lies in the work tree unsaid counts for nothing. */
async function rulesOfCommit(git: Git, { head }: RepoState): Promise<Result<UserRule[]>> {
  const bytes = await git.read(head, repositoryFile);
  if (!bytes.ok) return bytes;
  return repositoryRules(bytes.value === null ? null : new TextDecoder().decode(bytes.value));
}

function atPerson(invocation: Invocation): boolean {
  return invocation.io.input.isTTY === true;
}
