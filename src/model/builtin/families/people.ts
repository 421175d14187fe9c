import { type Reading, trimmed } from "../reading.ts";
import type { Request } from "../request.ts";
import { spoken, type Token } from "../tokens.ts";
import { asGroup, isGroupWord, loginName } from "./groups.ts";
import { knownShells } from "./shell.ts";

const account = /^(user|users|account|accounts|login|person|user-account)$/;
const adjective =
  /^(a|an|the|another|new|my|our|second|local|normal|regular|system|admin|administrator|extra|additional|:)$/;
const called = /^(named|called|for|:|as|with|name|username|login)$/;
const link =
  /^(with|who|who's|that|which|whose|is|has|have|having|in|of|to|be|can|could|may|should|must|shall|able|allowed|also|use|uses|using|run|runs|execute|manage|access|rights|right|privileges|permissions|powers|part|member|a|an|the|his|her|their|its|as|and|plus|,|&|\+|\(|\)|:|\.|for|him|them|set|default|login|please|on|it|being|belongs|belong|gets|get|commands|group|groups|membership|logs|log|into)$/;
const kin =
  /^(daughter|son|wife|husband|partner|mother|father|mom|mum|dad|sister|brother|kid|child|friend|colleague|guest|boss|cousin)$/;
const admin = /^(sudo|sudoer|sudoers|admin|administrator|wheel|root|superuser)$/;

/** What the words behind a user's name say about the account. */
export interface Details {
  readonly groups: readonly string[];
  readonly keys: readonly string[];
  readonly shell?: string;
  readonly description?: string;
  readonly uid?: number;
  readonly home?: string;
  readonly system: boolean;
  /** A key is mentioned, but not given. */
  readonly keyless: boolean;
  readonly password: boolean;
  /** Memberships that are not wanted: new users have none. */
  readonly without: readonly string[];
  /** Words that say nothing known. */
  readonly left: readonly Token[];
}

/** Reads "with sudo and docker, zsh as her shell, full name "Eve"": every word counts or is left. */
export function readDetails(tokens: readonly Token[]): Details {
  const groups: string[] = [];
  const keys: string[] = [];
  const left: Token[] = [];
  const without: string[] = [];
  let shell: string | undefined;
  let description: string | undefined;
  let uid: number | undefined;
  let home: string | undefined;
  let system = false;
  let keyless = false;
  let password = false;
  /** Inside "groups: a, b and c", where any name is a group. */
  let listing = false;
  const low = (at: number): string => tokens[at]?.low ?? "";
  const skip = (at: number, words: RegExp): number =>
    words.test(low(at)) ? skip(at + 1, words) : at;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const word = token.low;
    if (token.kind === "key") keys.push(token.text);
    else if (
      /^(description|comment|fullname|realname)$/.test(word) ||
      (/^(full|real)$/.test(word) && low(at + 1) === "name")
    ) {
      const value = skip(at + 1, /^(name|of|is|:|=|to|set)$/);
      if (tokens[value]?.kind === "string") {
        description = tokens[value]?.text;
        at = value;
      } else left.push(token);
    } else if (/^(without|no|not|except|never)$/.test(word)) {
      // "without a password" is how users are made here; anything else that is not to be is asked about.
      const next = skip(at + 1, /^(a|an|any)$/);
      if (/^passw/.test(low(next))) at = next;
      else if (word !== "not" && (admin.test(low(next)) || isGroupWord(low(next)))) {
        without.push(low(next));
        at = skip(next + 1, /^(rights?|access|privileges|permissions|powers|group)$/) - 1;
      } else left.push(token);
    } else if (
      word === "home" &&
      /^(dir|directory|folder)$/.test(low(at + 1)) &&
      tokens[at + 2]?.kind !== "path"
    ) {
      at += 1;
    } else if (word === "uid" || (word === "home" && tokens[at + 1]?.kind !== "word")) {
      const value = skip(at + 1, /^(directory|folder|of|in|at|is|:|=|to)$/);
      const given = tokens[value];
      if (word === "uid" && /^\d{1,6}$/.test(given?.text ?? "")) uid = Number(given?.text);
      else if (word === "home" && given?.kind === "path" && given.text.startsWith("/"))
        home = given.text;
      else {
        left.push(token);
        continue;
      }
      at = value;
    } else if (/^passw(or)?ds?$/.test(word)) password = true;
    else if (word === "shell") {
      const value = skip(at + 1, /^(of|is|:|=|to|set|as)$/);
      const name = tokens[value];
      // "fish shell with …": the name came before.
      if (
        name?.kind === "word" &&
        !link.test(name.low) &&
        (shell === undefined || knownShells.test(name.low))
      ) {
        if (shell !== undefined && shell !== name.low) left.push(name);
        shell ??= name.low;
        at = value;
      } else if (shell === undefined) left.push(token);
      listing = false;
    } else if (knownShells.test(word)) {
      if (shell !== undefined && shell !== word) left.push(token);
      shell ??= word;
      listing = false;
    } else if (/^(ssh|public|authorized|keys?)$/.test(word)) {
      if (/^keys?$/.test(word)) keyless = true;
      else if (
        !/^(ssh|public|authorized|keys?)$/.test(low(at + 1)) &&
        tokens[at + 1]?.kind !== "key"
      )
        left.push(token);
    } else if (word === "system" && account.test(low(at + 1))) {
      system = true;
      at += 1;
    } else if (/^groups?$/.test(word)) listing = true;
    else if (admin.test(word)) groups.push("wheel");
    else if (isGroupWord(word)) groups.push(asGroup(word));
    else if (link.test(word)) {
      if (/^(with|who|that|shell|using)$/.test(word)) listing = false;
    } else if (loginName.test(word) && (listing || groupsFollow(tokens, at)))
      groups.push(asGroup(word));
    else left.push(token);
  }
  return {
    groups: [...new Set(groups)],
    keys,
    ...(shell ? { shell } : {}),
    ...(description ? { description } : {}),
    ...(uid === undefined ? {} : { uid }),
    ...(home ? { home } : {}),
    without,
    system,
    keyless: keyless && keys.length === 0,
    password,
    left,
  };
}

/** "media and games groups": names up to the word "groups". */
function groupsFollow(tokens: readonly Token[], at: number): boolean {
  for (let i = at + 1; i < Math.min(tokens.length, at + 8); i += 1) {
    const word = tokens[i] as Token;
    if (/^groups?$/.test(word.low)) return true;
    if (!/^(and|,|&)$/.test(word.low) && (link.test(word.low) || !loginName.test(word.low)))
      return false;
  }
  return false;
}

/** "add user carol with sudo", "new user dana, shell fish", "create an account for bob". */
export function readNewUser(reading: Reading): Request | undefined {
  const makes = ["add", "setup", "make", "want"].includes(reading.verb ?? "");
  const bare =
    reading.verb === undefined && /^(new|another|user)$/.test(reading.tokens[0]?.low ?? "");
  if ((!makes && !bare) || reading.negated) return undefined;
  let tokens = reading.rest;
  // "add bob as a user with sudo"
  if (tokens[1]?.low === "as") {
    const noun = tokens.findIndex((t, i) => i > 1 && !adjective.test(t.low));
    if (account.test(tokens[noun]?.low ?? ""))
      tokens = [...tokens.slice(2, noun + 1), tokens[0] as Token, ...tokens.slice(noun + 1)];
  }
  // "bob's account"
  const owner = /^(.+)'s$/.exec(tokens[0]?.text ?? "")?.[1];
  const owned = tokens[1];
  if (owner && tokens[0] && owned && account.test(owned.low))
    tokens = [owned, { ...tokens[0], text: owner, low: owner.toLowerCase() }, ...tokens.slice(2)];
  let at = 0;
  while (adjective.test(tokens[at]?.low ?? "")) at += 1;
  const kinds = tokens.slice(0, at).map((t) => t.low);
  if (!account.test(tokens[at]?.low ?? "")) return undefined;
  const many = tokens[at]?.low === "users" || tokens[at]?.low === "accounts";
  while (account.test(tokens[at]?.low ?? "")) at += 1;
  const noun = at;
  while (called.test(tokens[at]?.low ?? "")) at += 1;
  // "an account for my daughter lena"
  const near = tokens[at + 1];
  const own = /^(my|our|the)$/.test(tokens[at]?.low ?? "");
  if (own && near && kin.test(near.low))
    at += tokens[at + 2]?.kind === "word" && !link.test(tokens[at + 2]?.low ?? "") ? 2 : 1;
  const first = tokens[at];
  if (!first || (first.kind === "mark" && at === tokens.length - 1))
    return { kind: "decline", question: "Which login name should the new user have?" };
  if (at > noun && tokens[noun]?.low === "with" && at === noun + 1)
    return { kind: "decline", question: "Which login name should the new user have?" };
  if (first.kind === "dotted" || first.kind === "key" || first.kind === "path") return undefined;
  const bad = (name: string): Request => ({
    kind: "decline",
    question: `${JSON.stringify(name)} is no login name: use lower-case letters, digits, - and _. Which name do you mean?`,
    ...(loginName.test(name.toLowerCase()) ? { choices: [`add user ${name.toLowerCase()}`] } : {}),
  });
  const names = [first.text];
  at += 1;
  while (many && /^(,|and|&)$/.test(tokens[at]?.low ?? "")) {
    const next = tokens[at + 1];
    if (next?.kind !== "word" || link.test(next.low) || knownShells.test(next.low)) break;
    names.push(next.text);
    at += 2;
  }
  const odd = names.find((name) => !loginName.test(name));
  if (odd !== undefined) return bad(odd);
  const details = readDetails(trimmed(tokens.slice(at)));
  const login = names[0] ?? "";
  if (details.password)
    return {
      kind: "decline",
      question: `Passwords do not belong in a flake. Add user ${login} without one, and set it on the machine with "passwd ${login}" (or use hashedPasswordFile with your secrets tool)?`,
      choices: [`add user ${login}`],
    };
  if (details.keyless)
    return {
      kind: "decline",
      question: `Which ssh key for ${login}? Give the whole public key in the goal.`,
    };
  const { groups, shell, description, uid, home, keys, left, without } = details;
  const wheel = kinds.some((k) => admin.test(k)) ? ["wheel"] : [];
  return {
    kind: "user",
    change: {
      kind: "add",
      names,
      groups: [...new Set([...wheel, ...groups])],
      keys,
      ...(shell ? { shell: shell === "nu" ? "nushell" : shell } : {}),
      ...(description ? { description } : {}),
      ...(uid === undefined ? {} : { uid }),
      ...(home ? { home } : {}),
      ...(kinds.includes("system") || details.system ? { system: true } : {}),
      ...(without.length > 0 ? { without } : {}),
      ...(left.length > 0 ? { left: spoken(left, reading.source) } : {}),
    },
  };
}
