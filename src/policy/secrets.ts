import type { Finding } from "../core/finding.ts";
import { parsePath } from "../core/option.ts";
import { shapeSpans } from "../core/redact/shapes.ts";
import type { Effect } from "../core/verification.ts";

const reason = "would be readable by everybody in the Nix store";

/** Names under which a secret is expected, and not where one lies. */
const secretName = /pass(?:word|phrase)|secret|token|api[-_]?key|private[-_]?key/i;
const placeName =
  /(?:file|path|dir|directory|command|cmd|program|url|name|type|length|expir\w*|lifetime|ttl)s?$/i;

/** Options that are set to a secret itself, or to one that lies in the store. */
export function secretEffects(effects: readonly Effect[]): Finding[] {
  return effects.flatMap(({ option, after, target }) => {
    const name = parsePath(option)?.at(-1) ?? option;
    if (!secretName.test(name) || typeof after !== "string" || after === "") return [];
    const isStored = after.startsWith("/nix/store/");
    // A path elsewhere is where the secret lies at run time; a reference is filled in then.
    if (!isStored && (placeName.test(name) || /^[/$@%{]/.test(after))) return [];
    const message = `${option} is set to ${isStored ? "a file in the store" : "the secret itself"}: it ${reason}`;
    return [{ tier: "high", rule: "guard-130", message, option, target }];
  });
}

/** Lines of a changed file that hold a new token, private key or hash of a password, whatever they are called. */
export function secretLines(file: string, before: string, after: string): Finding[] {
  const lines = new Set<number>();
  for (const { start, end } of shapeSpans(after).sure)
    if (!before.includes(after.slice(start, end)))
      lines.add(after.slice(0, start).split("\n").length);
  return [...lines].map((line) => ({
    tier: "high",
    rule: "source-130",
    message: `${file}:${line} holds what looks like a secret: it ${reason}. Keep it with sops-nix or agenix and name its path`,
    file,
    line,
  }));
}
