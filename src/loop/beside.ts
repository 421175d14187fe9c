import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import { judgeOption } from "../policy/decide.ts";
import { builtinPolicy } from "../policy/policy.ts";
import type { Syntax } from "../ports/syntax.ts";
import { type Context, refOf } from "./context.ts";
import { closedWhy } from "./open-files.ts";
import type { Pile, Remedy } from "./pile.ts";
import type { Piles } from "./pile-survey.ts";
import { list } from "./pile-words.ts";
import { placeNew } from "./place-new.ts";
import type { Site } from "./sites.ts";
import { openSources, type Sources } from "./sources.ts";
import { storeProposal } from "./store-proposal.ts";
import { subjectOf } from "./subject.ts";

/** One pile taken down: the files as they are then, the commit that holds them, and what was done. */
interface Step {
  readonly texts: ReadonlyMap<string, string>;
  readonly commit: string;
}

/**
 * Stores a second proposal beside a first one: the refactor that takes down what has piled up, on the same base and
 * independent of the first. Only what evaluates to the very systems of the base is kept; undefined where nothing is.
 */
export async function proposeBeside(
  context: Context,
  observation: Observation,
  first: Proposal,
  { piles, sites }: Piles,
): Promise<Proposal | undefined> {
  const mendable = piles.filter(({ remedy, option }) => remedy && !isProtected(option));
  if (mendable.length === 0) return undefined;
  context.report({ kind: "step", text: `looking for a refactor beside ${first.id}` });
  const proof = proofOf(context, observation);
  const done: { pile: Pile; said: string }[] = [];
  let last: Step = { texts: new Map(), commit: observation.repo.head };
  for (const pile of mendable) {
    if (context.signal?.aborted) return undefined;
    const edited = await takenDown(context, observation, sites, pile, last.texts);
    if (!edited.ok) continue;
    const { said, ...step } = edited.value;
    if (!(await proof(step.commit, pile.option))) continue;
    done.push({ pile, said });
    last = step;
  }
  if (done.length === 0) return undefined;
  const options = done.map(({ pile }) => showPath(pile.option));
  const stored = await storeProposal(context, observation, {
    goal: `put ${list(options)} in one place`,
    planner: { kind: "builtin" },
    commit: last.commit,
    placed: [],
    targets: observation.targets.map(targetId),
    about: done.map(({ pile }) => pile.option),
    notes: [
      ...done.map(({ said }) => said),
      "Evaluates to the same systems as the base, derivation for derivation.",
      `It stands beside ${first.id}, not on top of it: it keeps what the base says, and can be applied without ${first.id}.`,
    ],
    questions: [],
    besides: first.id,
  });
  return stored.ok ? (stored.value.proposal ?? undefined) : undefined;
}

function isProtected(path: readonly string[]): boolean {
  return judgeOption(builtinPolicy(), { path, known: false }).tier === "protected";
}

/** Whether a commit leaves an option's values, and every system, what they are at the base. */
function proofOf(context: Context, { repo, targets }: Observation) {
  const base = refOf(repo, repo.head);
  const drvs = new Map<string, string | undefined>();
  const systemAt = async (commit: string, target: Target) => {
    const found = await context.nix.evaluate(refOf(repo, commit), target, "system", context.signal);
    return found.ok && found.value.ok ? found.value.drvPath : undefined;
  };
  return async (commit: string, option: readonly string[]): Promise<boolean> => {
    for (const target of targets) {
      const at = (ref: typeof base) => context.nix.states(ref, [target], [option], context.signal);
      const [was, is] = [await at(base), await at(refOf(repo, commit))];
      if (!was.ok || !is.ok) return false;
      const valueIn = (states: typeof was.value) => {
        const state = states[targetId(target)]?.[showPath(option)];
        return JSON.stringify([state?.value ?? null, state?.error ?? null]);
      };
      if (valueIn(was.value) !== valueIn(is.value)) return false;
    }
    for (const target of targets) {
      const id = targetId(target);
      if (!drvs.has(id)) drvs.set(id, await systemAt(repo.head, target));
      const before = drvs.get(id);
      if (before === undefined || before !== (await systemAt(commit, target))) return false;
    }
    return true;
  };
}

/** Takes one pile down on top of others, in a commit of its own. */
async function takenDown(
  context: Context,
  { repo }: Observation,
  sites: readonly Site[],
  pile: Pile,
  texts: ReadonlyMap<string, string>,
): Promise<Result<Step & { said: string }>> {
  const sources = openSources(context.git, repo.head);
  for (const [file, text] of texts) {
    await sources.read(file);
    sources.write(file, text);
  }
  const said = await edited(await context.syntax(), sources, sites, pile);
  if (!said.ok) return said;
  const files = sources.changed();
  const after = new Map<string, string>();
  for (const file of files.keys()) {
    const text = await sources.read(file);
    if (!text.ok) return text;
    const parsed = await context.nix.parse(text.value, file);
    if (!parsed.ok) return parsed;
    if (parsed.value) return problem("edit-broke-syntax", `${file}: ${parsed.value.message}`);
    after.set(file, text.value);
  }
  const message = `agentix: ${subjectOf(`put ${showPath(pile.option)} in one place`)}\n`;
  const commit = await context.git.commit({ parent: repo.head, files, message });
  return commit.ok ? ok({ texts: after, commit: commit.value, said: said.value }) : commit;
}

/** Carries a remedy out in memory; answers what it did, in a sentence. */
async function edited(
  syntax: Syntax,
  sources: Sources,
  sites: readonly Site[],
  { option, remedy }: Pile,
): Promise<Result<string>> {
  if (!remedy) return problem("nothing-to-do", "There is no remedy.");
  const change = async (file: string, edit: Parameters<Syntax["edit"]>[1]) => {
    const closed = sites.find((site) => site.file === file && site.excluded)?.excluded;
    const why = closedWhy(file) ?? closed;
    if (why) return problem("protected-path", `${file}: ${why}.`);
    const text = await sources.read(file);
    if (!text.ok) return text;
    const outcome = syntax.edit(text.value, edit);
    if (outcome.ok) sources.write(file, outcome.value.text);
    return outcome;
  };
  const { drop } = remedy;
  for (const spot of drop) {
    const { file, scope, own } = spot;
    const part = "element" in remedy && !("only" in spot && spot.only);
    const gone = await change(file, {
      path: own,
      scope,
      ...(part ? { operation: "remove", value: remedy.element } : { operation: "unset" }),
    });
    if (!gone.ok) return gone;
    if (!gone.value.changed) return problem("edit-not-possible", `${file} is so already.`);
  }
  const left = list([...new Set(drop.map(({ file }) => file))]);
  const home = keptIn(option, remedy, sites);
  if (!home) return problem("edit-not-possible", "No shared module takes it.");
  if ("share" in remedy) {
    const { file, scope } = home;
    const edit = { operation: "set", path: option, value: remedy.share } as const;
    const set = await change(file, { ...edit, ...(scope === undefined ? {} : { scope }) });
    if (!set.ok) return set;
  }
  const what = "element" in remedy ? `${remedy.element} of ${showPath(option)}` : showPath(option);
  return ok(`${what} is left to ${home.file}; it goes out of ${left}.`);
}

/** The module that says it afterwards. */
function keptIn(option: readonly string[], remedy: Remedy, sites: readonly Site[]) {
  if ("keep" in remedy) return remedy.keep;
  const targets = remedy.drop.flatMap((spot) => spot.targets);
  const shared = sites.filter(({ users }) => targets.every((target) => users.has(target)));
  const question = { path: option, operation: "set", targets, definers: {} } as const;
  const places = placeNew(
    { ...question, allowed: new Set(targets), sites: shared },
    targets,
    [],
    0,
  );
  return places.ok ? places.value[0]?.site : undefined;
}
