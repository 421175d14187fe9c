import { parsePath, showPath } from "../../../core/option.ts";
import { targetId } from "../../../core/target.ts";
import { splitItems } from "../clauses.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { describeType, plainType } from "../fits.ts";
import { homeWords } from "../heads.ts";
import { nearest } from "../names.ts";
import { nameSwitch } from "../naming.ts";
import { type Reading, read, trimmed } from "../reading.ts";
import { spoken, type Token, wordsLike } from "../tokens.ts";
import { verbWords } from "../verbs.ts";
import { partsOf, stem } from "./aspect-names.ts";
import { forWhom, withMore } from "./details.ts";
import { homeTargets } from "./home.ts";
import { apart } from "./switch.ts";

/** "tailscale", "sway with waybar": names alone are taken as a wish to have them, which is said. */
export function bareNames(env: Env, reading: Reading): Reading | undefined {
  if (reading.verb !== undefined || reading.negated || reading.question) return undefined;
  const items = splitItems(trimmed(reading.tokens)).map(trimmed);
  const first = reading.tokens[0];
  const thing = (item: readonly Token[]): readonly Token[] =>
    withMore(item)?.name ?? forWhom(item)?.name ?? item;
  const named = (item: readonly Token[]): boolean =>
    item.every((t) => t.kind === "word") &&
    (nameSwitch(env, item) !== undefined || apart(env, item).length > 1);
  if (!first || items.length === 0 || !items.every((item) => named(thing(item)))) return undefined;
  note(
    env.draft,
    `No verb was given: took ${JSON.stringify(reading.text.slice(0, 80))} as "enable".`,
  );
  return read([...wordsLike("enable", first), ...reading.tokens], reading.source, false);
}

/**
 * "natural scrolling on the touchpad": words that say one switch and no other are taken as a wish to
 * have it, which is said. Returns whether they were.
 */
export function barePhrase(env: Env, reading: Reading): boolean {
  if (reading.negated || reading.question || !/^(enable|want|use)?$/.test(reading.verb ?? ""))
    return false;
  const words = reading.rest.filter((t) => !/^(the|a|an|my|on|of|for|in|with)$/.test(t.low));
  if (words.length < 2 || words.length > 5 || words.some((t) => t.kind !== "word")) return false;
  const said = words.map((t) => stem(t.low));
  const hits = env.world.search(words.map((t) => t.text).join(" "), 20).filter((option) => {
    const own = new Set(partsOf(option.path));
    const called = partsOf([option.path.findLast((part) => part !== "enable") ?? ""]);
    return (
      plainType(option.type).kind === "bool" &&
      said.every((word) => own.has(word)) &&
      called.every((word) => said.includes(word))
    );
  });
  const [only, ...more] = hits;
  if (!only || more.length > 0 || only.path.includes("<name>")) return false;
  emit(env.draft, env.world, { path: only.path, operation: "set", value: true });
  note(env.draft, `Took ${JSON.stringify(reading.text.slice(0, 80))} as ${showPath(only.path)}.`);
  return true;
}

/** An option's path alone: what it should be is asked, with its values. Returns whether it was one. */
export function barePath(env: Env, reading: Reading): boolean {
  const only = reading.tokens.length === 1 ? reading.tokens[0] : undefined;
  const typed = only?.kind === "dotted" ? parsePath(only.text) : undefined;
  if (!typed) return false;
  const path = [typed, [...typed, "enable"]].find((p) => env.world.get(p)?.free === false);
  const place = path && env.world.get(path);
  if (!path || !place) return false;
  const type = plainType(place.option.type);
  const values = type.kind === "bool" ? [true, false] : type.kind === "enum" ? type.values : [];
  const name = showPath(path);
  ask(
    env.draft,
    `${name} takes ${describeType(place.option.type, place.option.typeText)}. What should it be?`,
    values.slice(0, 8).map((v) => `${name} = ${JSON.stringify(v)}`),
  );
  return true;
}

/**
 * "… in home manager": the same for a user whose home it manages, as "… for alice". Undefined
 * without these words; `false` when it was asked for whom.
 */
export async function forHome(env: Env, reading: Reading): Promise<Reading | false | undefined> {
  const words = homeWords(reading.tokens);
  const first = reading.tokens[0];
  if (!words || !first) return undefined;
  const again = (tokens: readonly Token[]): Reading =>
    read(tokens, reading.source, reading.question);
  if (env.world.targets.every((t) => t.kind === "home")) return again(words.tokens);
  const owners: string[] = [];
  for (const target of env.world.targets)
    for (const name of (await env.users(target))?.normal ?? [])
      if (!owners.includes(name) && (await homeTargets(env, name)).length > 0) owners.push(name);
  const named = words.tokens.some(
    (t, i) => words.tokens[i - 1]?.low === "for" && owners.includes(t.text),
  );
  if (named) return again(words.tokens);
  const user = words.user ?? (owners.length === 1 ? owners[0] : undefined);
  if (user !== undefined) return again([...words.tokens, ...wordsLike(`for ${user}`, first)]);
  const goal = spoken(words.tokens, reading.source);
  ask(
    env.draft,
    owners.length > 0
      ? "For whose home is it meant?"
      : `No user of ${env.world.targets.map(targetId).join(", ")} has a home that Home Manager manages. Is the system meant?`,
    owners.length > 0 ? owners.map((name) => `${goal} for ${name}`) : [goal],
  );
  return false;
}

/** "intall htop" → "install htop", where exactly one verb is meant. */
export function mistypedVerb(reading: Reading): string | undefined {
  const [first, ...rest] = reading.tokens;
  if (reading.verb !== undefined || first?.kind !== "word" || rest.length === 0) return undefined;
  // "lock" is a word of its own, "opne" is none: short ones count only with letters swapped.
  const letters = (word: string): string => [...word].sort().join("");
  const close = nearest(first.low, verbWords.keys(), 4, true).filter(
    (verb) => first.low.length > 4 || letters(verb) === letters(first.low),
  );
  const meant = new Set(close.map((word) => verbWords.get(word)));
  return close[0] && meant.size === 1
    ? `${close[0]} ${spoken(rest, reading.source)}`.slice(0, 200)
    : undefined;
}
