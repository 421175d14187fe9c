import type { Target } from "../../core/target.ts";
import { targetId } from "../../core/target.ts";
import type { Token } from "./tokens.ts";
import { lead } from "./verbs.ts";

const wall = /^(firewall|port|ports)$/;

/** Words of a template, at the place of another token, so that texts still point into the goal. */
function make(words: string, like: Token): Token[] {
  return words.split(" ").map((text) => ({
    kind: "word" as const,
    text,
    low: text,
    start: like.start,
    end: like.start,
  }));
}

/**
 * Takes asides out of a request as requests of their own: "nginx with the firewall open",
 * "X without opening the firewall", "X on web1 and Y on nas1" (the verb counts for both).
 */
export function unfold(
  tokens: readonly Token[],
  all: readonly Target[],
): readonly (readonly Token[])[] {
  const firewall = tokens.findIndex((t) => wall.test(t.low));
  if (firewall > 1) {
    const aside = tokens.findLastIndex(
      (t, i) => i < firewall && i > 0 && /^(with|without)$/.test(t.low),
    );
    const inside = tokens.slice(aside + 1);
    if (
      aside > 0 &&
      tokens.length - aside <= 8 &&
      inside.every((t) =>
        /^(the|its|their|a|an|any|firewall|port|ports|open|opened|opening|open|for|it|in|to|through|and|access|allowed)$/.test(
          t.low,
        ),
      )
    ) {
      const head = tokens.slice(0, aside);
      const sign = tokens[aside] as Token;
      const closed = sign.low === "without";
      return [head, make(closed ? "don't open the firewall port" : "open the firewall port", sign)];
    }
  }
  const opened = /^(open|opened)$/.test(tokens.at(-1)?.low ?? "")
    ? tokens.findLastIndex((t) => t.low === "with")
    : -1;
  if (opened > 0 && tokens.slice(opened).some((t) => /^\d/.test(t.text)))
    return [
      tokens.slice(0, opened),
      [...make("open", tokens[opened] as Token), ...tokens.slice(opened + 1, -1)],
    ];
  const instead = tokens.findIndex(
    (t, i) => t.low === "instead" && tokens[i + 1]?.low === "of" && i > 0,
  );
  if (instead > 0 && tokens.length > instead + 2) {
    const head = tokens.slice(0, instead);
    const { verb } = lead(head);
    const gone = verb === "install" || verb === "add" ? "uninstall" : "disable";
    return [head, [...make(gone, tokens[instead] as Token), ...tokens.slice(instead + 2)]];
  }
  const names = new Set(all.flatMap((t) => [t.name.toLowerCase(), targetId(t).toLowerCase()]));
  const cuts: number[] = [];
  for (let at = 2; at < tokens.length - 3; at += 1) {
    if (!/^(on|for)$/.test(tokens[at - 1]?.low ?? "") || !names.has(tokens[at]?.low ?? ""))
      continue;
    if (!/^(and|,|&)$/.test(tokens[at + 1]?.low ?? "")) continue;
    const next = tokens[at + 2]?.low ?? "";
    if (names.has(next) || /^(on|for)$/.test(next)) continue;
    if (
      tokens
        .slice(at + 2)
        .some((t, i, rest) => /^(on|for)$/.test(t.low) && names.has(rest[i + 1]?.low ?? ""))
    )
      cuts.push(at + 1);
  }
  if (cuts.length === 0) return [tokens];
  const { rest } = lead(tokens);
  const verb = tokens.slice(0, tokens.length - rest.length);
  const parts: Token[][] = [];
  let from = 0;
  for (const cut of [...cuts, tokens.length]) {
    const part = tokens.slice(from, cut);
    parts.push(from === 0 ? part : [...verb, ...part]);
    from = cut + 1;
  }
  return parts;
}
