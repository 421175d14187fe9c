import type { Observation } from "../core/observation.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { Diagnostic, Step, Verification } from "../core/verification.ts";
import { judge } from "../policy/judge.ts";
import { type Artifacts, artifactRung } from "./artifact-rung.ts";
import { buildBoth, builtSystems, type EvaluatedSystem } from "./build-rung.ts";
import { closureBases, closureRung, noChange } from "./closure.ts";
import { type Context, refOf } from "./context.ts";
import { type Delta, deltaRung } from "./delta-rung.ts";
import { watched } from "./guarded-delta.ts";
import { asDiagnostic, asRefusal, evaluateRung, type Ladder, openLadder } from "./ladder.ts";
import { locate } from "./locate.ts";
import { reachOf } from "./reach.ts";
import { sourceFindings } from "./source-changes.ts";
import { unaskedFindings } from "./unasked.ts";

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
    const { root } = observation.repo;
    const isSameLock = !files.some((path) => path.endsWith("flake.lock"));
    const compared = closureBases(context, refs.base, sound);
    const [judged, { built, bases }] = await whileJudging(context, delta, (signal) =>
      buildBoth({ ...context, signal }, ladder, root, proposal, systems, compared, isSameLock),
    );
    const { step, ...rest } = judged;
    found = rest;
    if (step.status === "failed" || built === undefined) return false;
    Object.assign(toplevels, built);
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
): Promise<EvaluatedSystem[] | undefined> {
  let good = true;
  const systems: EvaluatedSystem[] = [];
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
