import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Observation } from "../../src/core/observation.ts";
import type { Proposal } from "../../src/core/proposal.ts";
import { targetId } from "../../src/core/target.ts";
import { openGit } from "../../src/git/open.ts";
import type { Context } from "../../src/loop/context.ts";
import { reviewable } from "../../src/loop/hunks.ts";
import { observe } from "../../src/loop/observe.ts";
import { storeProposal } from "../../src/loop/store-proposal.ts";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import { openNix } from "../../src/nix/open.ts";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";
import { builtinPolicy } from "../../src/policy/policy.ts";
import type { Files, Process } from "../../src/ports/system.ts";
import { openStore } from "../../src/store/open.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { openProcess } from "../../src/system/process.ts";
import { nixProgram, sampleEnv } from "./sample-flake.ts";
import { sampleReview } from "./sample-review.ts";
import { value } from "./value.ts";

/** The loop on real ports, for tests that call its verbs; `close` removes its caches. */
export interface LoopWorld {
  readonly context: Context;
  close(): Promise<void>;
}

/** What the loop is opened with in place of the usual. */
export interface LoopParts {
  readonly process?: Process;
  readonly files?: Files;
  /** Where the pin is kept; a folder of the loop's own when absent. */
  readonly stateHome?: string;
}

/** Opens the loop on a repository. */
export async function openLoop(root: string, parts: LoopParts = {}): Promise<LoopWorld> {
  const home = await mkdtemp(join(await realpath(tmpdir()), "agentix-loop-"));
  const process = parts.process ?? openProcess();
  const clock = openClock();
  const files = parts.files ?? openFiles();
  const git = openGit({ process, files, clock, dir: root, env: sampleEnv(), allowFilters: [] });
  const nix = openNix({ process, clock, nix: nixProgram(), cacheDir: join(home, "nix") });
  const repo = value(await git.observe());
  const stateHome = parts.stateHome ?? join(home, "state");
  const store = openStore({ gitDir: repo.gitDir, stateHome, files, clock, command: "test" });
  const context: Context = {
    git,
    nix,
    store,
    clock,
    syntax: loadSyntax,
    planner: async () => builtinPlanner(),
    actor: { kind: "cli", user: "ada" },
    hosts: [],
    approvalMinutes: 60,
    policy: builtinPolicy(),
    autonomy: [],
    policyDigest: "test",
    host: async () => null,
    report: () => {},
  };
  return { context, close: () => rm(home, { recursive: true, force: true }) };
}

/** A proposal over exactly these files, as it would be stored, with its hunks undecided; nothing is stored. */
export async function candidateOf(
  context: Context,
  observation: Observation,
  texts: Readonly<Record<string, string>>,
): Promise<Proposal> {
  const { repo, targets } = observation;
  const encoder = new TextEncoder();
  const files = Object.entries(texts).map(([path, text]) => [path, encoder.encode(text)] as const);
  const commit = value(
    await context.git.commit({ parent: repo.head, files: new Map(files), message: "by hand\n" }),
  );
  const { files: changed } = value(await reviewable(context, repo.head, commit, { effects: null }));
  return {
    ...sampleReview().proposal,
    base: repo.head,
    branch: repo.branch ?? "",
    flakeDir: repo.flakeDir,
    original: commit,
    candidate: commit,
    intents: [],
    targets: targets.map(targetId),
    files: changed,
  };
}

/** A stored proposal that holds exactly these files, as a person may have written them. */
export async function propose(
  context: Context,
  texts: Readonly<Record<string, string | null>>,
  goal = "by hand",
): Promise<Proposal> {
  const observation = value(await observe(context));
  const encoder = new TextEncoder();
  const files = Object.entries(texts).map(
    ([path, text]) => [path, text === null ? null : encoder.encode(text)] as const,
  );
  const commit = value(
    await context.git.commit({
      parent: observation.repo.head,
      files: new Map(files),
      message: "by hand\n",
    }),
  );
  const { proposal } = value(
    await storeProposal(context, observation, {
      goal,
      planner: { kind: "person" },
      commit,
      placed: [],
      notes: [],
      questions: [],
    }),
  );
  if (!proposal) throw new Error("nothing was proposed");
  return proposal;
}
