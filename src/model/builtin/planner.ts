import { ok, type Result } from "../../core/result.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { OptionIndex } from "../../ports/indexes.ts";
import type { Plan, PlanContext, Planner } from "../../ports/planner.ts";
import { shareObjects, splitClauses } from "./clauses.ts";
import { ask, type Draft, note, settle } from "./draft.ts";
import { type Env, type Users, usersOf } from "./env.ts";
import { borrowedNote, readParts } from "./parts.ts";
import { read } from "./reading.ts";
import { joinRecipes, reads } from "./recipes/join.ts";
import { resolveReading } from "./resolve/reading.ts";
import { revise } from "./revise.ts";
import { type Switches, switches } from "./switches.ts";
import { normalise, spoken, type Token, textOf, tokenise } from "./tokens.ts";
import { readWhere, type Where } from "./where.ts";
import { showTargets, type World, world } from "./world.ts";

const maxGoal = 2000;
const maxClauses = 24;
const maxClauseTokens = 160;

/**
 * The planner that needs no model: reads goals by rules over the targets' own option indexes. What it
 * does not understand it asks about; it never guesses silently. Fails only where no index can be had.
 */
export function builtinPlanner(): Planner {
  return {
    kind: "builtin",
    plan: (context) => (context.revising ? revise(context, context.revising, plan) : plan(context)),
  };
}

async function plan(context: PlanContext): Promise<Result<Plan>> {
  const draft: Draft = { intents: [], questions: [], notes: [], answers: [] };
  const finish = (): Result<Plan> => ok(draft);
  const source = normalise(context.goal.slice(0, maxGoal * 4));
  if (source === "") {
    ask(
      draft,
      "What should be different? For example: enable tailscale and open the firewall port.",
    );
    return finish();
  }
  if (source.length > maxGoal) {
    ask(
      draft,
      `The goal is ${context.goal.length} characters long; this planner reads up to ${maxGoal}. Please say it in parts.`,
    );
    return finish();
  }
  const tokens = tokenise(source);
  const cut = splitClauses(tokens, maxClauses);
  const clauses = shareObjects(joinRecipes(cut, tokens, source, context.allTargets));
  if (clauses.length > maxClauses) {
    ask(draft, `The goal has more than ${maxClauses} parts. Please say it in smaller ones.`);
    return finish();
  }
  const indexes = new Map<string, OptionIndex>();
  const load = async (targets: readonly Target[]): Promise<Result<void>> => {
    for (const target of targets) {
      const id = targetId(target);
      if (indexes.has(id)) continue;
      const index = await context.index(target);
      if (!index.ok) return index;
      indexes.set(id, index.value);
    }
    return ok(undefined);
  };
  const worlds = new Map<string, { world: World; switches: Switches }>();
  const users = new Map<string, Promise<Users | undefined>>();
  let last: string | undefined;
  let person: string | undefined;
  let subjects: readonly (readonly string[])[] = [];
  let lost = false;
  const parts = readParts(clauses, context.allTargets, (part) =>
    reads(part, source, context.allTargets),
  );
  for (const part of parts) {
    if (context.signal?.aborted)
      return { ok: false, problem: { code: "interrupted", message: "Planning was cancelled." } };
    if (part.aside && lost) continue;
    if (part.tokens.length > maxClauseTokens) {
      ask(
        draft,
        `I did not understand: ${JSON.stringify(`${textOf(part.tokens, source).slice(0, 80)}…`)}. It is too long; please say it in smaller parts.`,
      );
      continue;
    }
    if (part.unknown) {
      ask(
        draft,
        `No host is called ${JSON.stringify(part.unknown)}. Which one is meant?`,
        context.allTargets.map((t) => `${spoken(part.tokens, source)} on ${targetId(t)}`),
      );
      continue;
    }
    const targets = choose(context, part.targets, draft, spoken(part.tokens, source));
    if (!targets) continue;
    const loaded = await load(targets);
    if (!loaded.ok) return loaded;
    const id = targets.map(targetId).join("\n");
    let known = worlds.get(id);
    if (!known) {
      const made = world(
        context,
        targets.map((target) => ({
          target,
          index: indexes.get(targetId(target)) as OptionIndex,
        })),
      );
      known = { world: made, switches: switches(made) };
      worlds.set(id, known);
    }
    const scene = known.world;
    const env: Env = {
      world: scene,
      switches: known.switches,
      source,
      all: context.allTargets,
      draft,
      subjects,
      about: (roots) => {
        subjects = roots;
      },
      named: (name) => {
        last = name;
      },
      person: (name) => {
        person = name;
      },
      users: (target) => {
        const name = targetId(target);
        const found = users.get(name) ?? usersOf(scene, target);
        users.set(name, found);
        return found;
      },
    };
    const { tokens: words, where } = readWhere(part.tokens);
    const tokens = standIn(words, last, person);
    const asked = draft.questions.length;
    const before = draft.intents.length;
    await resolveReading(env, read(tokens, source, part.question));
    lost = draft.intents.length === before && draft.questions.length > asked;
    const unnamed = !part.targets && !context.named;
    mark(draft, before, unnamed, where);
    if (part.targets && part.targets.length < context.allTargets.length)
      keepHosts(draft, asked, part.targets);
  }
  const borrowed = borrowedNote(parts);
  if (borrowed && draft.intents.length > 0 && context.allTargets.length > 1) note(draft, borrowed);
  settle(draft);
  const said = draft.intents.length + draft.questions.length + draft.notes.length;
  if (said + draft.answers.length === 0)
    ask(
      draft,
      `I did not understand: ${JSON.stringify(source.slice(0, 120))}. Say what should be on, off, installed, open or set.`,
    );
  return finish();
}

/** Marks the intents of a request that names no host, or a place: the core decides what that means. */
export function mark(draft: Draft, from: number, unnamed: boolean, where: Where): void {
  for (const [at, intent] of draft.intents.entries())
    if (at >= from)
      draft.intents[at] = {
        ...intent,
        ...(unnamed && intent.targets.length > 1 && { unnamed }),
        ...where,
      };
}

/** Choices of a request about some hosts are about these hosts, too. */
function keepHosts(draft: Draft, from: number, targets: readonly Target[]): void {
  const ids = targets.map(targetId);
  for (const [at, question] of draft.questions.entries()) {
    if (at < from || !question.choices) continue;
    const choices = question.choices.map((choice) =>
      / (?:on|for|from|of) \S+$/.test(choice) && ids.some((id) => choice.endsWith(` ${id}`))
        ? choice
        : `${choice} on ${ids.join(" and ")}`,
    );
    draft.questions[at] = { ...question, choices };
  }
}

/** The targets of a clause: those its words name, else all that the goal is about. */
function choose(
  context: PlanContext,
  words: readonly Target[] | undefined,
  draft: Draft,
  text: string,
): readonly Target[] | undefined {
  const on = (target: Target): string => `${text} on ${targetId(target)}`;
  if (words) {
    if (words.length === 0) {
      ask(
        draft,
        "The words leave no host to change. Which one is meant?",
        context.allTargets.map(on),
      );
      return undefined;
    }
    const allowed = context.named
      ? words.filter((w) => context.targets.some((t) => targetId(t) === targetId(w)))
      : words;
    if (allowed.length === 0) {
      ask(
        draft,
        `The goal names ${showTargets(words)}, but the chosen host is ${showTargets(context.targets)}. Which one is meant?`,
        context.targets.map(on),
      );
      return undefined;
    }
    return allowed;
  }
  if (context.named) return context.targets;
  // Machines first: a goal without a host is about systems, not about every standalone home.
  const systems = context.targets.filter((t) => t.kind !== "home");
  return systems.length > 0 ? systems : context.targets;
}

/** "make it the default editor", "… for him": pronouns become the names that they stand for. */
function standIn(
  tokens: readonly Token[],
  thing: string | undefined,
  person: string | undefined,
): readonly Token[] {
  const put = (at: number, name: string): readonly Token[] =>
    tokens.map((t, i) => (i === at ? { ...t, text: name, low: name.toLowerCase() } : t));
  const end = tokens.length - 1;
  if (
    person !== undefined &&
    /^(him|her|them)$/.test(tokens[end]?.low ?? "") &&
    /^(for|to|from)$/.test(tokens[end - 1]?.low ?? "")
  )
    return put(end, person);
  const at = tokens.findIndex((t) => t.low === "it");
  const verb = tokens[at - 1]?.low ?? "";
  // "create a group media and add alice to it"
  if (
    thing !== undefined &&
    at === end &&
    verb === "to" &&
    /^(add|put)$/.test(tokens[0]?.low ?? "")
  )
    return put(at, thing);
  return thing !== undefined && at > 0 && at < end && /^(make|use|set|want)$/.test(verb)
    ? put(at, thing)
    : tokens;
}
