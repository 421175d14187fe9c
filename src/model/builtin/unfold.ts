import type { Target } from "../../core/target.ts";
import { targetId } from "../../core/target.ts";
import { type Token, wordsLike } from "./tokens.ts";
import { lead } from "./verbs.ts";

const wall = /^(firewall|port|ports)$/;

/** Words for where others come from: "the LAN", "outside". */
export const origin =
  /^(lan|outside|internet|network|everywhere|anywhere|world|outer|other|local|home|machines|computers|devices|hosts|web|my|the|our|phone|wifi|wi-fi|public|subnet|house)$/;

const wallWords =
  /^(the|its|their|a|an|any|firewall|port|ports|open|opened|opening|for|it|them|in|to|through|and|access|allowed|hole|default|own)$/;
const reachable = /^(reachable|accessible|exposed|visible|available)$/;

/**
 * Takes asides out of a request as requests of their own: "nginx with the firewall open",
 * "X without opening the firewall", "X, reachable from the LAN", "X instead of Y".
 */
export function asides(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const reach = reached(tokens);
  if (reach) return reach;
  // "let others reach it"
  const words = tokens.map((t) => t.low).join(" ");
  if (
    /^(?:let|so that|and let) (?:others|everyone|everybody|people|the lan|my (?:devices|phone|family)|other (?:devices|machines|computers|people))(?: can)? (?:reach|access|use|connect to|see) (?:it|them)$/.test(
      words,
    )
  )
    return [wordsLike("open the firewall port", tokens[0] as Token)];
  const wallAt = tokens.findIndex((t) => wall.test(t.low));
  // "with its ports open to the LAN": from where is said on.
  const to = tokens.findLastIndex((t, i) => i > wallAt && /^(to|for|from)$/.test(t.low));
  const far = wallAt > 0 && to > wallAt ? tokens.slice(to) : [];
  if (
    far.length > 1 &&
    far.slice(1).every((t) => origin.test(t.low)) &&
    /^(open|opened)$/.test(tokens[to - 1]?.low ?? "")
  ) {
    const parts = asides(tokens.slice(0, to));
    const last = parts.at(-1);
    if (parts.length > 1 && last) return [...parts.slice(0, -1), [...last, ...far]];
  }
  if (wallAt >= 0 && lead(tokens).verb === undefined && !/^\d/.test(tokens.at(-1)?.text ?? "")) {
    // "enable jellyfin and its firewall port" was cut at "its".
    const its = /^(its|their|the)$/.test(tokens[0]?.low ?? "");
    if (its && tokens.length < 6 && tokens.every((t) => wallWords.test(t.low)))
      return [wordsLike("open the firewall port", tokens[0] as Token)];
  }
  // "keep the firewall closed"
  if (
    /^(keep|leave)$/.test(tokens[0]?.low ?? "") &&
    wallAt > 0 &&
    /^(closed|shut)$/.test(tokens.at(-1)?.low ?? "") &&
    tokens.slice(1, -1).every((t) => wallWords.test(t.low))
  )
    return [wordsLike("don't open the firewall port", tokens[0] as Token)];
  if (wallAt > 1) {
    const aside = tokens.findLastIndex(
      (t, i) => i < wallAt && i > 0 && /^(with|without|and|plus|,)$/.test(t.low),
    );
    const sign = tokens[aside];
    const inside = tokens.slice(aside + 1);
    // "ssh and the firewall" are two things: only "and" with a port is an aside.
    const clear =
      /^with/.test(sign?.low ?? "") || inside.some((t) => /^(ports?|open|hole)$/.test(t.low));
    const about = lead(tokens.slice(0, Math.max(aside, 0))).rest;
    const named = about.some((t) => !/^(the|its|their|a|an)$/.test(t.low));
    if (sign && aside > 1 && clear && named && inside.every((t) => wallWords.test(t.low))) {
      const closed = sign.low === "without";
      return [
        tokens.slice(0, tokens[aside - 1]?.text === "," ? aside - 1 : aside),
        wordsLike(closed ? "don't open the firewall port" : "open the firewall port", sign),
      ];
    }
  }
  const opened = /^(open|opened)$/.test(tokens.at(-1)?.low ?? "")
    ? tokens.findLastIndex((t) => t.low === "with")
    : -1;
  if (opened > 0 && tokens.slice(opened).some((t) => /^\d/.test(t.text)))
    return [
      tokens.slice(0, opened),
      [...wordsLike("open", tokens[opened] as Token), ...tokens.slice(opened + 1, -1)],
    ];
  const instead = tokens.findIndex(
    (t, i) => t.low === "instead" && tokens[i + 1]?.low === "of" && i > 0,
  );
  if (instead > 0 && tokens.length > instead + 2) {
    const head = tokens.slice(0, instead);
    // "port 2222 instead of 22": the old value, not a thing of its own.
    const old = tokens.slice(instead + 2);
    if (old.length === 1 && /^\d+$/.test(old[0]?.text ?? "") && /^\d/.test(head.at(-1)?.text ?? ""))
      return [head];
    const { verb } = lead(head);
    const gone = verb === "install" || verb === "add" ? "uninstall" : "disable";
    return [head, [...wordsLike(gone, tokens[instead] as Token), ...tokens.slice(instead + 2)]];
  }
  return [tokens];
}

/** "jellyfin should be reachable from the LAN", "grafana, accessible from outside". */
function reached(tokens: readonly Token[]): readonly (readonly Token[])[] | undefined {
  const at = tokens.findIndex((t) => reachable.test(t.low));
  const sign = tokens[at];
  const from = tokens[at + 1]?.low ?? "";
  const { verb, negated } = lead(tokens);
  if (!sign || at < 1 || negated || tokens.length - at > 7) return undefined;
  if (at < tokens.length - 1 && !/^(from|on|in|to|over|via)$/.test(from)) return undefined;
  let end = at;
  const links =
    /^(should|must|shall|needs?|to|be|is|it|that|which|and|,|also|make|made|can|,|has|have)$/;
  while (end > 0 && links.test(tokens[end - 1]?.low ?? "")) end -= 1;
  const between = tokens.slice(end, at).map((t) => t.low);
  const tail = tokens.slice(at + 1);
  if (end === 0)
    return verb === "make" || verb === undefined
      ? [[...wordsLike("open the firewall port", sign), ...tail]]
      : undefined;
  const head = tokens.slice(0, end);
  const { rest } = lead(head);
  // "make X reachable" and "X should be reachable" are about the firewall alone.
  if (
    verb === "make" ||
    verb === "keep" ||
    between.some((w) => /^(should|must|shall|be|needs?)$/.test(w))
  )
    return [[...wordsLike("open the firewall for", sign), ...rest, ...tail]];
  return [head, [...wordsLike("open the firewall port", sign), ...tail]];
}

/** "X on web1 and Y on nas1": requests of their own, for which the verb counts each time. */
export function splitHosts(
  tokens: readonly Token[],
  all: readonly Target[],
): readonly (readonly Token[])[] {
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
