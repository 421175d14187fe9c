import { splitItems } from "./clauses.ts";
import { type Token, wordsLike } from "./tokens.ts";
import { lead } from "./verbs.ts";

/** Nouns that say what kind of thing follows or precedes them, whatever it is called. */
const nouns =
  /^(user|users|account|accounts|group|groups|port|ports|hostname|host-name|timezone|tz|time-zone|locale|language|keyboard|keymap|layout|shell|firewall|dns|nameserver|nameservers|kernel|editor)$/;
const accounts = /^(user|users|account|accounts|group|groups)$/;
const articles = /^(a|an|the|my|our|new|another|some|udp|tcp)$/;

/** The noun that a phrase begins with; undefined for a name. */
export function headNoun(tokens: readonly Token[]): string | undefined {
  const from = tokens.findIndex((t) => !articles.test(t.low));
  const first = tokens[from];
  if (first?.low === "time" && tokens[from + 1]?.low === "zone") return "timezone";
  return first?.kind === "word" && nouns.test(first.low) ? first.low : undefined;
}

/** Is a user or group spoken of, so that no package of this name is meant? */
export function aboutAccounts(tokens: readonly Token[]): boolean {
  const head = headNoun(tokens);
  return head !== undefined && accounts.test(head);
}

/**
 * A list whose parts are of different kinds, each as a request with the verb of all: "use en_US
 * locale and German keyboard", "need wireguard, port 51820 udp open". Undefined for a list of one
 * kind, and where the tail belongs to the first ("user bob with sudo and docker").
 */
export function mixedList(tokens: readonly Token[]): Token[][] | undefined {
  const { rest } = lead(tokens);
  const items = splitItems(rest).filter((item) => item.length > 0);
  if (items.length < 2 || items.length > 12 || aboutAccounts(rest)) return undefined;
  const kinds = items.map((item) => {
    const last = item.at(-1);
    const head = headNoun(item) ?? (last?.kind === "word" && nouns.test(last.low) ? last.low : "");
    return accounts.test(head) ? "" : head;
  });
  // One kind of thing, or things of no kind: a plain list.
  if (kinds.every((kind) => kind === kinds[0])) return undefined;
  // "ports 80 and 443", "keyboard us and de": what follows a noun without one of its own is its.
  const groups: Token[][] = [];
  for (const [at, item] of items.entries()) {
    const before = groups.at(-1);
    const first = item[0];
    const follows = kinds[at] === "" && headNoun(before ?? []) !== undefined;
    // "us and german keyboard": the noun behind the last may be for all.
    const shares = kinds[at] !== "" && headNoun(item) === undefined && kinds[at - 1] === "";
    if (at > 0 && before && first && (follows || shares))
      before.push(...wordsLike("and", first), ...item);
    else groups.push([...item]);
  }
  if (groups.length < 2) return undefined;
  const verb = tokens.slice(0, tokens.length - rest.length);
  return groups.map((group) => [...verb, ...group]);
}

/**
 * "ssh: keys only", "firewall: allow 22 and 80": the word before the colon says where the rest
 * belongs; undefined without such a word.
 */
export function underHeading(tokens: readonly Token[]): Token[] | undefined {
  // "make the firewall allow 53/udp"
  if (/^(make|let|have|tell)$/.test(tokens[0]?.low ?? "")) {
    const at = tokens[1]?.low === "the" ? 2 : 1;
    const rest = tokens.slice(at + 1).filter((t, i) => i > 0 || t.low !== "to");
    if (tokens[at]?.low === "firewall" && lead(rest).verb !== undefined && rest.length > 1) {
      const first = rest[0] as Token;
      return [...rest, ...wordsLike("in the firewall", first)];
    }
  }
  const colon = tokens.findIndex((t) => t.kind === "mark" && t.text === ":");
  if (colon < 1 || colon > 2 || colon === tokens.length - 1) return undefined;
  const head = tokens.slice(0, colon);
  const rest = tokens.slice(colon + 1);
  if (lead(head).verb !== undefined || head.some((t) => t.kind !== "word")) return undefined;
  const first = rest[0] as Token;
  if (/^(packages|install|programs|apps)$/.test(head[0]?.low ?? ""))
    return [...wordsLike("install", first), ...rest];
  return lead(rest).verb === undefined
    ? [...head, ...rest]
    : [...rest, ...wordsLike("in", first), ...head];
}

/** "… in home manager", "via home-manager", "in alice's home": the words, without and with it. */
export function homeWords(
  tokens: readonly Token[],
): { readonly tokens: readonly Token[]; readonly user?: string } | undefined {
  const at = tokens.findIndex(
    (t, i) =>
      /^(home-manager|homemanager)$/.test(t.low) ||
      (t.low === "home" && tokens[i + 1]?.low === "manager"),
  );
  if (at < 1) return undefined;
  let end = tokens[at]?.low === "home" ? at + 2 : at + 1;
  if (/^(config|configuration|profile)$/.test(tokens[end]?.low ?? "")) end += 1;
  let from = at;
  const owner = /^(.+)'s$/.exec(tokens[at - 1]?.low ?? "")?.[1];
  if (owner || /^(my|the)$/.test(tokens[at - 1]?.low ?? "")) from -= 1;
  if (!/^(in|with|via|through|using|by|under|inside|to|from)$/.test(tokens[from - 1]?.low ?? ""))
    return undefined;
  from -= 1;
  return {
    tokens: [...tokens.slice(0, from), ...tokens.slice(end)],
    ...(owner ? { user: owner } : {}),
  };
}
