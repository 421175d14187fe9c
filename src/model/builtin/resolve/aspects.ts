import { showPath } from "../../../core/option.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { type Named, nameSwitch, wordsOf } from "../naming.ts";
import type { Reading } from "../reading.ts";
import type { Change } from "../request.ts";
import { type Token, textOf } from "../tokens.ts";
import { type Piece, readAspect } from "./aspect.ts";
import { setVersion } from "./details.ts";

const link =
  /^(with|using|including|at|as|on|under|that|which|in|for|by|via|running|listening|keeping|storing|without|where|from|its|whose|having|,|and|but|:|plus|-)$/;
const cut =
  /^(,|and|but|with|without|plus|:|that|which|whose|running|where|on|at|as|under|using|&|-)$/;

interface Thing {
  readonly named: Named;
  readonly name: readonly Token[];
  readonly changes: Change[];
}

/** The longest name of a switch that some words begin with, where a link or nothing follows. */
function head(env: Env, tokens: readonly Token[]): { named: Named; length: number } | undefined {
  for (let length = Math.min(4, tokens.length); length > 0; length -= 1) {
    const after = tokens[length];
    if (after && !link.test(after.low)) continue;
    const words = tokens.slice(0, length);
    if (words.some((t) => t.kind !== "word" || link.test(t.low))) continue;
    const named = nameSwitch(env, words);
    if (named) return { named, length };
  }
  return undefined;
}

/** Pieces of a phrase between its links; each keeps the word that it began with. */
function pieces(tokens: readonly Token[]): Piece[] {
  const found: { link: string; words: Token[] }[] = [];
  for (const token of tokens) {
    const last = found.at(-1);
    const begins = cut.test(token.low) || (found.length === 0 && link.test(token.low));
    if (token.kind !== "string" && begins) {
      if (last && last.words.length === 0 && !/^(without|with)$/.test(last.link))
        last.link = token.low;
      else if (!last || last.words.length > 0 || token.low === "without")
        found.push({ link: token.low, words: [] });
    } else if (last) last.words.push(token);
    else found.push({ link: "", words: [token] });
  }
  return found.filter((piece) => piece.words.length > 0);
}

/**
 * "gitea on port 3001 with domain git.home.arpa": a thing, and settings of its own. Taken only where
 * a piece is one of its options; pieces that are not are asked about, or with `whole`
 * make it none. Returns whether it was taken.
 */
export async function resolveAspects(env: Env, reading: Reading, whole: boolean): Promise<boolean> {
  if (reading.negated || reading.question) return false;
  if (!/^(enable|setup|want|use|install)?$/.test(reading.verb ?? "")) return false;
  let tokens = reading.rest;
  while (/^(a|an|the|my|our)$/.test(tokens[0]?.low ?? "")) tokens = tokens.slice(1);
  const first = head(env, tokens);
  // "ssh: keys only" is about ssh, and wants no more of it than that.
  if (!first || first.length === tokens.length || tokens[first.length]?.text === ":") return false;
  const things: Thing[] = [
    { named: first.named, name: tokens.slice(0, first.length), changes: [] },
  ];
  const said: string[] = [];
  const unread: Piece[] = [];
  for (const piece of pieces(tokens.slice(first.length))) {
    const thing = things.at(-1) as Thing;
    const changes = await readAspect(env, thing.named.choice.root, thing.name, piece);
    if (changes) {
      thing.changes.push(...changes);
      for (const { path } of changes)
        said.push(
          `Took ${JSON.stringify([piece.link === "," ? "" : piece.link, textOf(piece.words, env.source)].join(" ").trim())} for ${showPath(path)}.`,
        );
      continue;
    }
    const other = /^(|,|and|plus|&)$/.test(piece.link) ? head(env, piece.words) : undefined;
    if (!other) {
      unread.push(piece);
      continue;
    }
    const next: Thing = {
      named: other.named,
      name: piece.words.slice(0, other.length),
      changes: [],
    };
    things.push(next);
    if (other.length === piece.words.length) continue;
    const rest = await readAspect(env, next.named.choice.root, next.name, {
      link: piece.words[other.length]?.low ?? "",
      words: piece.words.slice(other.length),
    });
    if (rest) next.changes.push(...rest);
    else unread.push(piece);
  }
  if (whole && unread.length > 0) return false;
  const away = pieces(tokens.slice(first.length)).some((piece) => /^(for|in)$/.test(piece.link));
  const plain = !unread.some((piece) => head(env, piece.words));
  const asked = !whole && reading.verb === undefined && !away && plain && !first.named.shortened;
  // Names alone are a plain list, and "for alice" alone may mean her home.
  if (
    !(asked && unread.length > 0) &&
    things.every((thing) => thing.changes.every(({ path }) => path.at(-1) === "user"))
  )
    return false;
  if (reading.verb === undefined)
    note(
      env.draft,
      `No verb was given: took ${JSON.stringify(reading.text.slice(0, 80))} as "enable".`,
    );
  for (const { named, name, changes } of things) {
    const { choice } = named;
    emit(env.draft, env.world, { path: choice.path, operation: "set", value: true });
    const plain = wordsOf(name).join("").toLowerCase();
    if (!choice.path.join("").toLowerCase().includes(plain))
      note(
        env.draft,
        `Took ${JSON.stringify(wordsOf(name).join(" "))} as ${showPath(choice.path)}.`,
      );
    if (named.version) await setVersion(env, choice.root, named.version);
    for (const change of changes) emit(env.draft, env.world, change);
  }
  for (const piece of unread)
    ask(
      env.draft,
      `I did not understand ${JSON.stringify(`${piece.link} ${textOf(piece.words, env.source)}`.trim())}. Which setting of ${wordsOf(tokens.slice(0, first.length)).join(" ")} is it?`,
    );
  for (const text of said) note(env.draft, text);
  env.about(things.map((thing) => thing.named.choice.root));
  if (things.length === 1) env.named(first.named.choice.root.at(-1) ?? "");
  return true;
}
