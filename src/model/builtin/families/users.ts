import { splitItems } from "../clauses.ts";
import { type Reading, trimmed } from "../reading.ts";
import type { Request } from "../request.ts";
import type { Token } from "../tokens.ts";
import { readGroups } from "./groups.ts";
import { readNewUser } from "./people.ts";
import { readShell } from "./shell.ts";

const person = String.raw`(?:the |my |our |a |an |new )*(?:(?:user|users|account|login|person)\s+)?(?:named |called )?`;
const name = `"?([a-z_][a-z0-9_-]{0,31})"?`;
const notNames = new Set([
  "user",
  "account",
  "group",
  "groups",
  "the",
  "a",
  "an",
  "my",
  "me",
  "new",
  "key",
  "ssh",
  "service",
  "everyone",
  "all",
]);

/** Users, group memberships, ssh keys and login shells. */
export function readUsers(reading: Reading): Request | undefined {
  return (
    readKeys(reading) ??
    readGroups(reading) ??
    readShell(reading) ??
    readNewUser(reading) ??
    readRemove(reading)
  );
}

function readKeys(reading: Reading): Request | undefined {
  const keys = reading.tokens.filter((t) => t.kind === "key").map((t) => t.text);
  const words = reading.tokens.filter((t) => t.kind !== "key");
  const text = words.map((t) => t.low).join(" ");
  // A key in the words about a new user is that user's.
  if (
    /^(?:add|create|set ?up|make|new)(?: an?| the| new| another)* (?:user|account)\b(?! keys?\b)/.test(
      text,
    )
  )
    return undefined;
  if (keys.length === 0) {
    if (
      /^(?:add|remove|delete|install|authorize|set) (?:an? |the |my |this )*(?:public )?ssh(?: public)? keys?\b/.test(
        text,
      )
    )
      return {
        kind: "decline",
        question: `Which ssh key? Give the whole public key in the goal ("ssh-ed25519 AAAA… you@machine") and the user it is for.`,
      };
    return undefined;
  }
  const add =
    !["remove", "disable", "deny", "uninstall"].includes(reading.verb ?? "") && !reading.negated;
  const cleaned = text.replace(/[,:]/g, " ").replace(/\s+/g, " ").trim();
  const owner =
    new RegExp(String.raw`\b(?:for|to|from|of)\s+${person}${name}(?:'s)?\b`).exec(cleaned)?.[1] ??
    new RegExp(String.raw`\blet\s+${person}${name}\b`).exec(cleaned)?.[1] ??
    /\b([a-z_][a-z0-9_-]*)'s\b/.exec(cleaned)?.[1];
  if (!owner || notNames.has(owner))
    return { kind: "decline", question: "For which user is this ssh key?" };
  const rest = cleaned
    .replace(/'s\b/g, "")
    .split(" ")
    .filter(
      (w) =>
        w !== owner &&
        !/^(add|remove|delete|drop|install|authorize|authorise|set|put|allow|let|deny|use|an?|the|this|these|my|new|public|ssh|key|keys|authorized|authorised|authorizedkeys|for|to|from|of|user|users|account|login|in|with|log|please|and)$/.test(
          w,
        ),
    );
  if (rest.length > 0) return undefined;
  return { kind: "user", change: { kind: "keys", name: owner, keys, add } };
}

function readRemove(reading: Reading): Request | undefined {
  if (!["remove", "disable", "uninstall"].includes(reading.verb ?? "") || reading.negated)
    return undefined;
  const tokens: readonly Token[] = trimmed(reading.rest);
  if (!/^(user|account)$/.test(tokens[0]?.low ?? "")) return undefined;
  const items = splitItems(tokens.slice(1));
  const login = items[0]?.[0]?.text;
  if (items.length !== 1 || items[0]?.length !== 1 || !login) return undefined;
  return { kind: "user", change: { kind: "remove", name: login } };
}
