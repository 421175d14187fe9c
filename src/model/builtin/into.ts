import type { Token } from "./tokens.ts";

/** A request without the words that say into which file it goes. */
export interface Into {
  readonly tokens: readonly Token[];
  /** The file as it was written; empty for "in a new file". Absent where the words name none. */
  readonly into?: string;
}

const isFile = (token: Token | undefined) =>
  token !== undefined && token.kind !== "mark" && /^[\w./+-]+\.nix$/.test(token.text);

/** Takes "in modules/backup.nix", "into a new file", "in a new module backup.nix" off a request. */
export function readInto(tokens: readonly Token[]): Into {
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
    if (isFile(file))
      return {
        tokens: [...tokens.slice(0, at), ...tokens.slice(next + 1)],
        into: file?.text ?? "",
      };
    if (fresh) return { tokens: [...tokens.slice(0, at), ...tokens.slice(next)], into: "" };
  }
  return { tokens };
}
