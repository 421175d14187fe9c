import { totalmem } from "node:os";
import type { NixVersion } from "../core/observation.ts";
import { ok, type Result } from "../core/result.ts";
import type { Nix } from "../ports/nix.ts";
import type { Clock, Process } from "../ports/system.ts";
import { changeOfArtifact } from "./artifact/change.ts";
import { buildDrv } from "./build.ts";
import type { NixTools } from "./call.ts";
import { changeOfClosure } from "./closure.ts";
import { containmentOf } from "./contain.ts";
import { evaluateTarget, systemOf } from "./evaluate.ts";
import { nixFeatures } from "./features.ts";
import { nixVersion } from "./find.ts";
import { flakeFormatter } from "./formatter.ts";
import { guardedValues } from "./guarded.ts";
import { targetIndex } from "./index-build.ts";
import { lockoutFacts } from "./lockout.ts";
import { targetModules } from "./module-use.ts";
import { renewPackageIndex, targetPackageIndex } from "./package-build.ts";
import { packagesLike, targetPackages } from "./packages.ts";
import { parseText } from "./parse.ts";
import { filesRead } from "./reads.ts";
import { optionStates } from "./states.ts";
import { flakeTargets } from "./targets.ts";

/** Of the machine's memory, for one evaluation: what is left keeps the machine alive. */
const usualShare = 0.75;

/**
 * Real Nix behind the port. Nothing runs before the first question.
 * @param deps.nix path of the `nix` program (see findNix)
 * @param deps.cacheDir for the option index, and for Nix's own caches apart from the user's
 * @param deps.allowIfd lets evaluation build derivations, which runs what the flake says
 * @param deps.memoryBytes the most that one evaluation may take; three quarters of the machine's when absent
 * @param deps.env the environment that the allow-list is taken from; this process's when absent
 */
export function openNix(deps: {
  readonly process: Process;
  readonly clock: Clock;
  readonly nix: string;
  readonly cacheDir: string;
  readonly allowIfd?: boolean;
  readonly memoryBytes?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}): Nix {
  const env = deps.env ?? process.env;
  const tools: NixTools = {
    process: deps.process,
    nix: deps.nix,
    cacheDir: deps.cacheDir,
    allowIfd: deps.allowIfd ?? false,
    memoryBytes: deps.memoryBytes ?? Math.floor(totalmem() * usualShare),
    env,
  };
  return {
    version: () => versionWithFeatures(tools),
    containment: () => containmentOf(tools),
    targets: (ref) => flakeTargets(tools, ref),
    formatter: (ref) => flakeFormatter(tools, ref),
    index: (ref, target, options) => targetIndex(tools, ref, target, options),
    states: (ref, targets, paths, signal) => optionStates(tools, ref, targets, paths, signal),
    guarded: (ref, target, query, signal) => guardedValues(tools, ref, target, query, signal),
    lockoutFacts: (ref, target, signal) => lockoutFacts(tools, ref, target, signal),
    modules: (ref, target, signal) => targetModules(tools, ref, target, signal),
    reads: (ref, targets, signal) => filesRead(tools, ref, targets, signal),
    packages: (ref, target, names) => targetPackages(tools, ref, target, names),
    similarPackages: (ref, target, word, limit) => packagesLike(tools, ref, target, word, limit),
    packageIndex: (ref, target, options) => targetPackageIndex(tools, ref, target, options),
    renewPackages: (ref, target, options) => renewPackageIndex(tools, ref, target, options),
    parse: (text, file) => parseText(tools, text, file),
    evaluate: (ref, target, depth, signal) => evaluateTarget(tools, ref, target, depth, signal),
    build: (request) => buildDrv(tools, request),
    system: (ref, target, signal) => systemOf(tools, ref, target, signal),
    artifactChange: (before, after, signal) => changeOfArtifact(tools, before, after, signal),
    closureChange: (before, after) => changeOfClosure(tools, before, after),
  };
}

async function versionWithFeatures(tools: NixTools): Promise<Result<NixVersion>> {
  const version = await nixVersion(tools.nix, tools.env, tools.process);
  return version.ok ? ok({ ...version.value, features: (await nixFeatures(tools)).on }) : version;
}
