import type { Intent } from "../../core/intent.ts";
import type { Token } from "./tokens.ts";

/** Where the words of a request say that it goes: the file as it was written, empty for "in a new file"; the source. */
export type Where = Pick<Intent, "into" | "source">;

/** A request without the words that say where it goes. */
export interface Placed {
  readonly tokens: readonly Token[];
  /** Empty where the words say nothing of that. */
  readonly where: Where;
}

const isFile = (token: Token | undefined) =>
  token !== undefined && token.kind !== "mark" && /^[\w./+-]+\.nix$/.test(token.text);

/** Takes "in modules/backup.nix", "into a new file", "at its source", "with a value of its own" off a request. */
export function readWhere(tokens: readonly Token[]): Placed {
  const sourced = readSource(tokens);
  const filed = readFile(sourced.tokens);
  return { tokens: filed.tokens, where: { ...sourced.where, ...filed.where } };
}

/** How a value that comes from elsewhere is to be changed: there, or for this option alone. */
const phrases: readonly [RegExp, Where["source"]][] = [
  [/^(at (its|the) source|where it comes from)$/, "shared"],
  [/^with a value of its own$/, "own"],
];

function readSource(tokens: readonly Token[]): Placed {
  for (const length of [6, 4, 3])
    for (let at = 0; at + length <= tokens.length; at += 1) {
      const some = tokens.slice(at, at + length);
      if (some.some(({ kind }) => kind !== "word")) continue;
      const said = some.map(({ low }) => low).join(" ");
      const found = phrases.find(([phrase]) => phrase.test(said));
      if (!found?.[1]) continue;
      const rest = [...tokens.slice(0, at), ...tokens.slice(at + length)];
      return { tokens: rest, where: { source: found[1] } };
    }
  return { tokens, where: {} };
}

function readFile(tokens: readonly Token[]): Placed {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || !/^(in|into|inside)$/.test(token.low)) continue;
    let next = at + 1;
    while (/^(a|an|the|its|own|file|module)$/.test(tokens[next]?.low ?? "")) next += 1;
    const fresh = /^(new|separate)$/.test(tokens[next]?.low ?? "");
    if (fresh) {
      next += 1;
      const noun = /^(file|module)$/.test(tokens[next]?.low ?? "");
      if (!noun) continue;
      next += 1;
      while (/^(called|named)$/.test(tokens[next]?.low ?? "")) next += 1;
    }
    const file = tokens[next];
    if (isFile(file)) {
      const rest = [...tokens.slice(0, at), ...tokens.slice(next + 1)];
      return { tokens: rest, where: { into: file?.text ?? "" } };
    }
    if (fresh)
      return { tokens: [...tokens.slice(0, at), ...tokens.slice(next)], where: { into: "" } };
  }
  return { tokens, where: {} };
}
