import { showPath } from "../../../core/option.ts";
import { emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { findConcept } from "../families/concepts.ts";
import { plainType } from "../fits.ts";
import { fold } from "../names.ts";
import { below, nameSwitch, optionsByPhrase, wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";
import { parseValue } from "../values.ts";
import { readAspect } from "./aspect.ts";
import { setDetail, withMore } from "./details.ts";
import { resolveConcept } from "./edits.ts";

/** Boolean options that a phrase names. */
export function switchesByPhrase(env: Env, item: readonly Token[]): string[][] {
  return optionsByPhrase(env, item).filter((path) => {
    const place = env.world.get(path);
    return place && plainType(place.option.type).kind === "bool";
  });
}

/**
 * What stands behind "with", "as", "behind" of a thing that is switched: one of its settings, a
 * curated meaning, another thing, else a question that quotes it. `one` switches another thing.
 */
export async function tail(
  env: Env,
  root: readonly string[],
  joint: { name: readonly Token[]; more: readonly Token[]; link: string },
  on: boolean,
  one: (more: readonly Token[]) => Promise<unknown>,
): Promise<void> {
  const { name, more, link } = joint;
  if (readDetail(env, root, name, more, on, link)) return;
  const away = link === "behind" || link === "under";
  const other = nameSwitch(env, more);
  // A way into the machine is not opened by the way: "tailscale with ssh" has an ssh of its own.
  const wayIn = other?.choice.path.join(".") === "services.openssh.enable";
  if (!away && !wayIn && (other || withMore(more))) {
    await one(more);
    if (other)
      note(
        env.draft,
        `Took ${JSON.stringify(`${link} ${wordsOf(more).join(" ")}`)} as ${showPath(other.choice.path)}.`,
      );
  } else setDetail(env, root, wordsOf(name).join(" "), joint);
}

/** A detail of a thing, where the words surely are one: returns whether it was taken. */
export function readDetail(
  env: Env,
  root: readonly string[],
  name: readonly Token[],
  words: readonly Token[],
  on: boolean,
  link = "with",
): boolean {
  const { draft, world } = env;
  const taken = (path: readonly string[]): true => {
    note(
      draft,
      `Took ${JSON.stringify(`${link} ${wordsOf(words).join(" ")}`)} for ${showPath(path)}.`,
    );
    return true;
  };
  const last = words.at(-1)?.low ?? "";
  const off = /^(off|disabled)$/.test(last);
  const plain = off || /^(on|enabled)$/.test(last) ? words.slice(0, -1) : words;
  const [own, ...more] = switchesByPhrase(env, [...name, ...plain]);
  if (own && more.length === 0 && root.every((part, i) => own[i] === part)) {
    emit(draft, world, { path: own, operation: "set", value: on !== off });
    return taken(own);
  }
  const concept =
    (plain.length > 1 ? findConcept(plain) : undefined) ?? findConcept([...plain, ...name]);
  if (concept && on && resolveConcept(env, concept.concept, concept.slots, !off)) {
    // "sddm on wayland" is about sddm, too.
    const [thing] = plain;
    const other = thing && plain.length > 1 ? nameSwitch(env, [thing])?.choice : undefined;
    if (other && showPath(other.root) !== showPath(root))
      emit(draft, world, { path: other.path, operation: "set", value: true });
    return true;
  }
  if (!on || plain.length < 2) return false;
  // "user alice", "the btrfs storage driver"
  const options = below(world, root, 2, 400);
  const bare = plain.filter((t) => !/^(the|a|an|to|as|set|=|:)$/.test(t.low));
  for (const [head, value] of [
    [bare.slice(0, -1), bare.slice(-1)],
    [bare.slice(1), bare.slice(0, 1)],
  ] as const) {
    const key = fold(wordsOf(head).join(""));
    const hits = options.filter(
      (path) => fold(path.slice(root.length).join("")) === key && path.at(-1) !== "enable",
    );
    const [path] = hits;
    const place = path && world.get(path);
    if (!path || !place || key === "" || hits.length > 1) continue;
    const parsed = parseValue(value, place.option.type, place.option.typeText, env.source);
    if (!parsed.ok) continue;
    emit(draft, world, { path, operation: "set", value: parsed.value });
    return taken(path);
  }
  return false;
}

/** "run a minecraft server, accept the eula": a setting of the one thing that was spoken of before. */
export async function ofSubject(env: Env, item: readonly Token[], on: boolean): Promise<boolean> {
  const [root, ...more] = env.subjects;
  if (!root || more.length > 0) return false;
  const changes = await readAspect(env, root, [], { link: on ? "with" : "without", words: item });
  for (const change of changes ?? []) {
    emit(env.draft, env.world, change);
    note(
      env.draft,
      `Took ${JSON.stringify(wordsOf(item).join(" "))} for ${showPath(change.path)}.`,
    );
  }
  return changes !== undefined;
}
