import { type Target, targetId } from "../../core/target.ts";
import { type Token, wordsLike } from "./tokens.ts";

/** Which targets a clause is about, and the clause without the words that say so. */
export interface Scope {
  readonly tokens: readonly Token[];
  /** Targets that the words name; undefined when they name none. */
  readonly targets?: readonly Target[];
  /** A host-like word that is no target. */
  readonly unknown?: string;
}

const before = /^(on|for|at|in|to|from|only|just)$/;
const everywhere = /^(everywhere|anywhere)$/;
const hostNoun =
  /^(host|machine|server|box|system|computer|node|laptop|pc|home|config|configuration|profile)$/;

function named(token: Token | undefined, all: readonly Target[]): Target[] {
  if (!token || token.kind === "mark") return [];
  const word = token.low.replace(/'s$/, "");
  const exact = all.filter(
    (t) => targetId(t).toLowerCase() === word || t.name.toLowerCase() === word,
  );
  if (exact.length > 0) return exact;
  return all.filter(
    (t) =>
      t.kind !== "nixos" &&
      t.name.toLowerCase().split("@").includes(word) &&
      t.name.includes("@") &&
      t.name.toLowerCase().split("@")[1] === word,
  );
}

/**
 * Takes host words off a clause: "on web1", "for nas1 and web1", "on all hosts", "everywhere",
 * "except db1", "only on web1", "web1:". A name counts only where a preposition or a host noun
 * says that a host is meant.
 */
export function readScope(tokens: readonly Token[], all: readonly Target[]): Scope {
  let picked: Target[] | undefined;
  let without: Target[] = [];
  let unknown: string | undefined;
  const rest: Token[] = [];
  const add = (more: readonly Target[]): void => {
    picked = [...new Set([...(picked ?? []), ...more])];
  };
  let at = 0;
  if (tokens[1]?.text === ":" && named(tokens[0], all).length > 0) {
    add(named(tokens[0], all));
    at = 2;
  }
  // "nas1 needs grafana", "nas1 should run jellyfin"
  const wish = tokens[1]?.low ?? "";
  if (tokens.length > 2 && named(tokens[0], all).length > 0) {
    const should = /^(should|must|shall)$/.test(wish);
    const next = tokens[2]?.low ?? "";
    if (
      /^(needs?|gets?|wants?|runs|hosts)$/.test(wish) ||
      (should && /^(run|have|get|host|use)$/.test(next))
    ) {
      add(named(tokens[0], all));
      rest.push(...wordsLike("want", tokens[0] as Token));
      at = should ? 3 : 2;
    }
  }
  for (; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const low = token.low;
    if (token.kind === "string") {
      rest.push(token);
      continue;
    }
    if (everywhere.test(low)) {
      add(all);
      continue;
    }
    const except =
      /^(except|excluding|besides)$/.test(low) || (low === "but" && tokens[at + 1]?.low === "not");
    // "the host name of nas1": what is of a host.
    const owned = low === "of" && named(tokens[at + 1], all).length > 0;
    if (except || owned || before.test(low)) {
      let next = at + 1;
      while (
        /^(for|on|only|just|not|the|my|our|host|hosts|machine|machines|server|node|from)$/.test(
          tokens[next]?.low ?? "",
        ) &&
        named(tokens[next], all).length === 0
      )
        next += 1;
      const every = /^(all|both|every|each|any)$/.test(tokens[next]?.low ?? "");
      const everyEnd = every ? hostsAfter(tokens, next + 1) : 0;
      if (every && everyEnd > 0 && !except) {
        add(all);
        at = everyEnd - 1;
        continue;
      }
      if (
        /^(this|that)$/.test(tokens[next]?.low ?? "") &&
        hostNoun.test(tokens[next + 1]?.low ?? "") &&
        low !== "to" &&
        low !== "from"
      ) {
        at = next + 1;
        continue;
      }
      const list: Target[] = [];
      let end = next;
      for (;;) {
        const hit = named(tokens[end], all);
        if (hit.length === 0) break;
        list.push(...hit);
        end += 1;
        if (hostNoun.test(tokens[end]?.low ?? "")) end += 1;
        let join = end;
        while (
          /^(,|and|&|\+)$/.test(tokens[join]?.low ?? "") ||
          (join > end && /^(on|the|host|for)$/.test(tokens[join]?.low ?? ""))
        )
          join += 1;
        if (join === end || named(tokens[join], all).length === 0) break;
        end = join;
      }
      if (list.length > 0) {
        if (except) without.push(...list);
        else add(list);
        while (/^(only|too|alone)$/.test(tokens[end]?.low ?? "")) end += 1;
        at = end - 1;
        continue;
      }
      const noun = tokens
        .slice(at + 1, next)
        .some((t) => /^(host|hosts|machine|node)$/.test(t.low));
      if (
        (noun || (except && low !== "but")) &&
        tokens[next]?.kind === "word" &&
        low !== "to" &&
        !/^(to|from|that|which)$/.test(tokens[next]?.low ?? "")
      ) {
        unknown ??= tokens[next]?.text;
        at = next;
        continue;
      }
    }
    rest.push(token);
  }
  without = [...new Set(without)];
  const chosen =
    without.length > 0 ? (picked ?? [...all]).filter((t) => !without.includes(t)) : picked;
  return { tokens: rest, ...(chosen ? { targets: chosen } : {}), ...(unknown ? { unknown } : {}) };
}

function hostsAfter(tokens: readonly Token[], from: number): number {
  let at = from;
  while (/^(of|the|my|our|nixos|other|three|two|four)$/.test(tokens[at]?.low ?? "")) at += 1;
  return /^(host|hosts|machine|machines|server|servers|system|systems|node|nodes|box|boxes|computers|of them|them)$/.test(
    tokens[at]?.low ?? "",
  )
    ? at + 1
    : 0;
}
