import { parsePath } from "../../../core/option.ts";
import { ask, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { readAssign } from "../families/assign.ts";
import { readConcepts } from "../families/concepts.ts";
import { readPackages } from "../families/packages.ts";
import { readPorts, readServicePorts } from "../families/ports.ts";
import { readQuestion } from "../families/question.ts";
import { readChatter, readException, readRefusal } from "../families/refuse.ts";
import { readSwitch } from "../families/switch.ts";
import { readSystem } from "../families/system.ts";
import { readUsers } from "../families/users.ts";
import { fits, typeAt } from "../fits.ts";
import { aboutAccounts, mixedList, underHeading } from "../heads.ts";
import { nameSwitch } from "../naming.ts";
import { type Reading, read, trimmed } from "../reading.ts";
import { readRecipe } from "../recipes/recipe.ts";
import type { Request } from "../request.ts";
import { spoken, type Token } from "../tokens.ts";
import { resolveAspects } from "./aspects.ts";
import { resolveAssign } from "./assign.ts";
import { withMore } from "./details.ts";
import { askNeeds, resolveConcept, resolveEdits } from "./edits.ts";
import { bareNames, barePath, barePhrase, forHome, mistypedVerb } from "./forms.ts";
import { resolvePackages } from "./packages.ts";
import { resolvePorts, resolveServicePorts } from "./ports.ts";
import { resolveQuestion } from "./question.ts";
import { resolveSwitch } from "./switch.ts";
import { unknown } from "./unknown.ts";
import { resolveUser } from "./users.ts";

/** Carries out one typed request; false when its names are not what the words seemed to say. */
async function resolve(env: Env, request: Request): Promise<boolean> {
  switch (request.kind) {
    case "chatter":
      return true;
    case "decline":
      ask(env.draft, request.question, request.choices);
      for (const text of request.notes ?? []) note(env.draft, text);
      return true;
    case "edits":
      resolveEdits(env, request.changes, request.optional, request.notes);
      for (const { question, choices } of request.questions ?? [])
        ask(env.draft, question, choices);
      await askNeeds(env, request.needs ?? []);
      return true;
    case "ports":
      return resolvePorts(env, request);
    case "service-ports":
      return resolveServicePorts(env, request);
    case "packages":
      return resolvePackages(env, request);
    case "assign":
      return resolveAssign(env, request);
    case "switch":
      return resolveSwitch(env, request);
    case "user":
      return resolveUser(env, request.change);
    case "ask":
      return resolveQuestion(env, request);
  }
}

type Edits = Extract<Request, { kind: "edits" }>;

/** A recipe, unless no target here has any of its options. */
function known(env: Env, edits: Edits | undefined): Edits | undefined {
  const changes = [...(edits?.changes ?? []), ...(edits?.optional ?? [])];
  return changes.length === 0 || changes.some(({ path }) => env.world.get(path))
    ? edits
    : undefined;
}

/**
 * Tries the families from the most to the least specific; the first whose names resolve wins. A
 * clause that none takes becomes a question with what comes closest.
 */
export async function resolveReading(env: Env, reading: Reading): Promise<void> {
  if (reading.tokens.length === 0 || barePath(env, reading)) return;
  const again = (tokens: readonly Token[]): Promise<void> =>
    resolveReading(env, read(tokens, reading.source, reading.question));
  const home = await forHome(env, reading);
  if (home !== undefined) return home ? resolveReading(env, home) : undefined;
  const whole = known(env, readRecipe(reading, true));
  if (whole && (await resolve(env, whole))) return;
  if (await resolveAspects(env, reading, true)) return;
  const headed = underHeading(reading.tokens);
  if (headed && !readSystem(reading)) return again(headed);
  const parts = mixedList(reading.tokens);
  if (parts) {
    for (const part of parts) await again(part);
    return;
  }
  const assign = readAssign(reading);
  const dotted =
    assign?.subject.length === 1 && assign.subject[0]?.kind === "dotted" ? assign : undefined;
  const attempts: (() => Request | undefined)[] = [
    () => readChatter(reading),
    () => (dotted && /stateversion/i.test(reading.low) ? readRefusal(reading) : undefined),
    () => dotted,
    () => readRefusal(reading),
    () => readQuestion(reading),
    () => readException(reading),
    () => readUsers(reading),
    () => readPorts(reading),
    () => readSystem(reading),
    () => known(env, readRecipe(reading, false)),
  ];
  for (const attempt of attempts) {
    const request = attempt();
    if (request && (await resolve(env, request))) return;
  }
  if (await resolveAspects(env, reading, false)) return;
  const meant = (thingWithDetails(env, reading) ? [] : readConcepts(reading)).map((c) =>
    resolveConcept(env, c.concept, c.slots, c.on),
  );
  if (meant.some((taken) => taken)) return;
  // A user or group that was not understood is no package or service of this name.
  const account = aboutAccounts(reading.rest) && !nameSwitch(env, trimmed(reading.rest));
  for (const request of [
    readServicePorts(reading),
    assign,
    ...(account ? [] : [readPackages(reading), readSwitch(reading)]),
  ])
    if (request && (await resolve(env, request))) return;
  const bare = bareNames(env, reading);
  if (bare) return resolveReading(env, bare);
  if (barePhrase(env, reading)) return;
  await notUnderstood(env, reading, assign?.subject ?? trimmed(reading.rest));
}

/** "enable openssh with password auth off": the thing comes first, so that it is not lost. */
function thingWithDetails(env: Env, reading: Reading): boolean {
  if (!/^(enable|setup|want|use|install)$/.test(reading.verb ?? "") || reading.negated)
    return false;
  const joint = withMore(trimmed(reading.rest));
  return joint?.link === "with" && nameSwitch(env, joint.name) !== undefined;
}

async function notUnderstood(env: Env, reading: Reading, about: readonly Token[]): Promise<void> {
  const verb = mistypedVerb(reading);
  if (verb) {
    ask(
      env.draft,
      `I do not know the word ${JSON.stringify(reading.tokens[0]?.text)}. Is this meant?`,
      [verb],
    );
    return;
  }
  if (reading.tokens[0]?.low === "only" && reading.tokens.length > 1) {
    ask(
      env.draft,
      `I did not understand ${JSON.stringify(reading.text.slice(0, 160))}: what should "only" leave out? This leaves the rest as it is:`,
      [spoken(reading.tokens.slice(1), reading.source)],
    );
    return;
  }
  const before = env.draft.questions.length;
  await unknown(env, about.slice(0, 8), undefined);
  const added = env.draft.questions.splice(before)[0];
  ask(
    env.draft,
    `I did not understand: ${JSON.stringify(reading.text.slice(0, 160))}.${added?.choices ? " Is one of these options meant?" : " Say what should be on, off, installed, open or set."}`,
    added?.choices && withValue(env, reading, added.choices),
  );
}

/** Choices as goals that set what was asked for, of the options that take it; as they are where none does. */
function withValue(env: Env, reading: Reading, choices: readonly string[]): readonly string[] {
  const text = / to (\S+)$/.exec(reading.text)?.[1] ?? "";
  const value = /^\d+$/.test(text) ? Number(text) : text;
  if (reading.verb !== "set" || value === "") return choices;
  const fitting = choices.filter((choice) => {
    const place = env.world.get(parsePath(choice) ?? []);
    return place && (fits(typeAt(place), value) || fits(typeAt(place), text));
  });
  return fitting.length > 0 ? fitting.map((choice) => `set ${choice} to ${text}`) : choices;
}
