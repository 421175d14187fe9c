import type { Observation } from "../core/observation.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { Diagnostic, Step, Verification } from "../core/verification.ts";
import { judge } from "../policy/judge.ts";
import type * as Nix from "../ports/nix.ts";
import { type Artifacts, artifactRung } from "./artifact-rung.ts";
import { builtBases, closureBases, closureRung, noChange } from "./closure.ts";
import { type Context, refOf } from "./context.ts";
import { type Delta, deltaRung } from "./delta-rung.ts";
import { watched } from "./guarded-delta.ts";
import { asDiagnostic, asRefusal, evaluateRung, type Ladder, openLadder } from "./ladder.ts";
import { locate } from "./locate.ts";
import { reachOf } from "./reach.ts";
import { sourceFindings } from "./source-changes.ts";
import { unaskedFindings } from "./unasked.ts";

/** An evaluated system; `foreign` is its platform where nobody here builds for it. */
interface System {
  readonly target: Target;
  readonly drvPath: string;
  readonly foreign?: string;
}

type Refs = { base: ReturnType<typeof refOf>; candidate: ReturnType<typeof refOf> };

/**
 * The ladder, cheapest first, on exactly the proposal's candidate: syntax, policy, evaluation of
 * every target that the change reaches, option delta, build, closure, artifact. Stops at the first failure.
 */
export async function test(
  context: Context,
  observation: Observation,
  proposal: Proposal,
  until: "evaluate" | "build",
): Promise<Result<Verification>> {
  const refs: Refs = {
    base: refOf(observation.repo, proposal.base, proposal.flakeDir),
    candidate: refOf(observation.repo, proposal.candidate, proposal.flakeDir),
  };
  const ladder = openLadder(context);
  const files = proposal.files.map(({ path }) => path);
  const toplevels: Record<string, string> = {};
  let found: Delta = { effects: [], evaluated: [], findings: [] };
  let closure = noChange;
  let artifacts: Artifacts | undefined;

  const read = async (path: string) => {
    const bytes = await context.git.read(proposal.candidate, path);
    return bytes.ok && bytes.value ? new TextDecoder().decode(bytes.value) : undefined;
  };
  const passed = async () => {
    if ((await syntaxRung(context, ladder, files, read)).status === "failed") return false;
    if ((await policyRung(context, ladder, proposal)).status === "failed") return false;
    const targets = await reachOf(context, observation, proposal.candidate, files);
    const evaluating = await evaluateCheaply(context, ladder, refs, targets, proposal);
    if (!evaluating) return false;
    void beforehand(context, refs, evaluating);
    const systems = await evaluateSystems(context, ladder, refs, evaluating, proposal);
    if (!systems) return false;
    const sound = systems.map(({ target }) => target);
    const delta = deltaRung(context, ladder, refs, sound, proposal);
    if (until === "evaluate") {
      const { step, ...rest } = await delta;
      found = rest;
      return step.status !== "failed";
    }
    const compared = closureBases(context, refs.base, sound);
    const [judged, built] = await whileJudging(context, delta, (signal) =>
      buildAll({ ...context, signal }, ladder, observation, proposal, systems),
    );
    const { step, ...rest } = judged;
    found = rest;
    if (step.status === "failed" || built === undefined) return false;
    Object.assign(toplevels, built);
    const isSameLock = !files.some((path) => path.endsWith("flake.lock"));
    const { root } = observation.repo;
    const bases = await builtBases(context, root, await compared, toplevels, isSameLock);
    closure = await closureRung(context, ladder, toplevels, bases);
    artifacts = await artifactRung(context, ladder, bases, builtSystems(systems, toplevels));
    return artifacts.ok;
  };
  const success = await passed();
  const syntax = await context.syntax();
  const steps: Step[] = [];
  for (const step of ladder.steps)
    steps.push({ ...step, diagnostics: await locate(step.diagnostics, syntax, read) });
  return ok({
    proposal: proposal.id,
    candidate: proposal.candidate,
    base: proposal.base,
    ok: success,
    // Where nothing could be built, this is no more than an evaluation.
    until: success && Object.keys(toplevels).length === 0 ? "evaluate" : until,
    at: context.clock.now().toISOString(),
    nix: `${observation.nix.variant} ${observation.nix.version}`,
    steps,
    toplevels,
    closure,
    ...(artifacts ? { artifact: [...artifacts.changes] } : {}),
    effects: [...found.effects],
    evaluated: [...found.evaluated],
    findings: [
      ...judge(context.policy, { effects: found.effects, files: proposal.files }),
      ...found.findings,
      ...(artifacts?.findings ?? []),
      ...unaskedFindings(found.effects, proposal),
    ],
  });
}

function builtSystems(
  systems: readonly System[],
  toplevels: Readonly<Record<string, string>>,
): Record<string, Nix.System> {
  const built: Record<string, Nix.System> = {};
  for (const { target, drvPath } of systems) {
    const outPath = toplevels[targetId(target)];
    if (outPath !== undefined) built[targetId(target)] = { drvPath, outPath, isBuilt: true };
  }
  return built;
}

/** What policy watches, asked one by one beside the systems: what is there by then need not be waited for. */
async function beforehand(context: Context, refs: Refs, targets: readonly Target[]): Promise<void> {
  for (const target of targets)
    for (const ref of [refs.candidate, refs.base]) await watched(context, ref, target);
}

/** What policy says before anything is evaluated: the files, and the syntax of what is new in them. */
async function policyRung(context: Context, ladder: Ladder, proposal: Proposal): Promise<Step> {
  const { base, candidate, files } = proposal;
  return ladder.rung("policy", undefined, async () => {
    const refused = [
      ...judge(context.policy, { effects: [], files }),
      ...(await sourceFindings(context, base, candidate, files)),
    ].filter(({ tier }) => tier === "protected");
    return {
      status: refused.length > 0 ? "failed" : "passed",
      diagnostics: refused.map(asRefusal),
    };
  });
}

async function syntaxRung(
  context: Context,
  ladder: Ladder,
  files: readonly string[],
  read: (path: string) => Promise<string | undefined>,
): Promise<Step> {
  return ladder.rung("syntax", undefined, async () => {
    const diagnostics: Diagnostic[] = [];
    for (const file of files.filter((path) => path.endsWith(".nix"))) {
      const text = await read(file);
      if (text === undefined) continue;
      const parsed = await context.nix.parse(text, file);
      if (!parsed.ok) diagnostics.push(asDiagnostic(parsed.problem));
      else if (parsed.value) diagnostics.push(parsed.value);
    }
    return { status: diagnostics.length > 0 ? "failed" : "passed", diagnostics };
  });
}

const isAbout = (proposal: Proposal, target: Target) => proposal.targets.includes(targetId(target));

/** The cheap value of each target; those that evaluate, or undefined where the change breaks one. */
async function evaluateCheaply(
  context: Context,
  ladder: Ladder,
  refs: Refs,
  targets: readonly Target[],
  proposal: Proposal,
): Promise<Target[] | undefined> {
  const sound: Target[] = [];
  let good = true;
  for (const target of targets) {
    const step = await ladder.rung("evaluate", targetId(target), () =>
      evaluateRung(context, refs, target, "cheap", isAbout(proposal, target)),
    );
    if (step.status === "failed") good = false;
    if (step.status === "passed") sound.push(target);
  }
  return good ? sound : undefined;
}

/** Whole systems, one after another: a host may take 2 GB. */
async function evaluateSystems(
  context: Context,
  ladder: Ladder,
  refs: Refs,
  sound: readonly Target[],
  proposal: Proposal,
): Promise<System[] | undefined> {
  let good = true;
  const systems: System[] = [];
  for (const target of sound) {
    const step = await ladder.rung("system", targetId(target), async () => {
      const rung = await evaluateRung(context, refs, target, "system", isAbout(proposal, target));
      if (rung.evaluated?.ok) {
        const { drvPath, foreign } = rung.evaluated;
        systems.push({ target, drvPath, ...(foreign === undefined ? {} : { foreign }) });
      }
      return rung;
    });
    if (step.status === "failed") good = false;
  }
  return good ? systems : undefined;
}

/**
 * Builds while the option delta is evaluated: both need only the evaluated systems. A change that
 * policy refuses stops the build.
 */
async function whileJudging<Judged extends { step: Step }, Built>(
  context: Context,
  judging: Promise<Judged>,
  build: (signal: AbortSignal) => Promise<Built>,
): Promise<[Judged, Built]> {
  const stop = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, stop.signal]) : stop.signal;
  void judging.then(({ step }) => {
    if (step.status === "failed") stop.abort();
  });
  const building = build(signal);
  return [await judging, await building];
}

async function buildAll(
  context: Context,
  ladder: Ladder,
  observation: Observation,
  proposal: Proposal,
  systems: readonly System[],
): Promise<Record<string, string> | undefined> {
  const toplevels: Record<string, string> = {};
  for (const { target, drvPath, foreign } of systems) {
    if (foreign !== undefined) {
      await notBuilt(ladder, target, foreign);
      continue;
    }
    const built = await buildRung(context, ladder, observation, proposal, target, drvPath);
    if (built === undefined) return undefined;
    toplevels[targetId(target)] = built;
  }
  return toplevels;
}

/** Says that a system was evaluated only: nothing was found against it, and nothing was proved by a build. */
async function notBuilt(ladder: Ladder, target: Target, platform: string): Promise<void> {
  const message = `${targetId(target)} is for ${platform}, which nobody builds here: evaluated, not built.`;
  const hint = "Verify it on such a machine, or give Nix a remote builder for it.";
  await ladder.rung("build", targetId(target), async () => ({
    status: "skipped",
    diagnostics: [{ kind: "other", message, hint }],
  }));
}

async function buildRung(
  context: Context,
  ladder: Ladder,
  observation: Observation,
  proposal: Proposal,
  target: Target,
  drvPath: string,
): Promise<string | undefined> {
  const id = targetId(target);
  let outPath: string | undefined;
  await ladder.rung("build", id, async () => {
    context.report({ kind: "step", text: `building ${id}` });
    const name = `${proposal.id}-${id.replaceAll(/[^A-Za-z0-9._-]/g, "_")}`;
    const built = await context.nix.build({
      drvPath,
      gcRoot: context.store.rootPath(name),
      root: observation.repo.root,
      onEvent: (event) => context.report({ kind: "build", target: id, event }),
      ...(context.signal ? { signal: context.signal } : {}),
    });
    if (!built.ok) return { status: "failed", diagnostics: [asDiagnostic(built.problem)] };
    if (!built.value.ok) return { status: "failed", diagnostics: built.value.diagnostics };
    outPath = built.value.outPath;
    return { status: "passed", diagnostics: [] };
  });
  return outPath;
}
