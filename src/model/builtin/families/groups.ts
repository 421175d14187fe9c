import type { Reading } from "../reading.ts";
import type { Request, UserChange } from "../request.ts";

/** A name that a user or group may have. */
export const loginName = /^[a-z_][a-z0-9_-]{0,31}$/;

const person = String.raw`(?:the |my |our |a |an |new )*(?:(?:user|users|account|login|person)\s+)?(?:named |called )?`;
const name = `"?([a-z_][a-z0-9_-]{0,31})"?`;
const notNames = new Set(
  "user account group groups the a an my new key ssh service everyone all it them us nobody".split(
    " ",
  ),
);
const customary =
  /^(wheel|docker|podman|libvirtd|kvm|networkmanager|video|audio|input|vboxusers|dialout|lp|lpadmin|scanner|render|plugdev|adbusers|wireshark|sudo|sudoers|users|disk|lxd|incus-admin|systemd-journal|tty|uinput|gamemode|jackaudio|storage|i2c|seat|admins?)$/;

/** Is this the name of a group that NixOS modules customarily make? */
export function isGroupWord(word: string): boolean {
  return customary.test(word);
}

/** The group that a word means: "sudo" and "admins" are wheel. */
export function asGroup(word: string): string {
  return /^(sudo|sudoers|admins?)$/.test(word) ? "wheel" : word;
}

const adminWord = "sudo|sudoer|admin|administrator|superuser|root|wheel";
const tool = "docker|podman|libvirtd?|wireshark";
/** "able to use docker without sudo", "an admin", "full root access" */
const right = new RegExp(
  `^(?:(?:to|be|have|get|able|allowed|use|run|manage|access|a|an|the|full|in) )*(${adminWord}|${tool})(?: group)?(?: rights?| access| privileges?| permissions?| powers?| commands?| user)*(?: without sudo| as non-root)?$`,
);

function names(text: string): string[] {
  return text
    .split(/\s*(?:,|&|\+|\band\b)\s*/)
    .map((part) =>
      part
        .replace(/^(?:the |a |my )+/, "")
        .replace(/\s+groups?$/, "")
        .replace(/^groups?\s+/, "")
        .replaceAll('"', "")
        .trim(),
    )
    .filter((part) => part !== "");
}

const people = (text: string): string[] =>
  names(text.replace(/\b(?:the |my )?(?:users?|accounts?)\b/g, " ").trim());

/** Memberships: "give bob sudo", "let alice use docker", "add bob to wheel", "alice needs docker access". */
export function readGroups(reading: Reading): Request | undefined {
  const low = reading.low.replace(/[.!]+$/, "");
  if (reading.negated) return undefined;
  return readMakeGroup(low) ?? readRights(low) ?? readMembership(low);
}

const join = (who: readonly string[], groups: readonly string[], add: boolean): UserChange => ({
  kind: "groups",
  names: who,
  groups: groups.map(asGroup),
  add,
});

function readRights(low: string): Request | undefined {
  const given =
    new RegExp(`^(?:make|give|grant|let|allow|permit) ${person}${name} (.+)$`).exec(low) ??
    new RegExp(`^${person}${name} (?:needs?|gets?|wants?|should|must|can|may|has) (.+)$`).exec(low);
  const to = new RegExp(`^(?:give|grant|allow) (.+) (?:to|for) ${person}${name}$`).exec(low);
  const from = new RegExp(
    `^(?:take|remove|revoke|drop) (.+?) (?:away )?from ${person}${name}$`,
  ).exec(low);
  const own = new RegExp(`^(?:take away|remove|revoke|drop) ${person}${name}'s (.+)$`).exec(low);
  const denied = new RegExp(
    `^${person}${name} (?:must|should|may|shall|can|does)(?: ?not|n't) (?:be|have|use|get|need) (.+)$`,
  ).exec(low);
  const readings: readonly (readonly [string | undefined, string | undefined, boolean])[] = [
    [given?.[1], given?.[2], true],
    [to?.[2], to?.[1], true],
    [from?.[2], from?.[1], false],
    [own?.[1], own?.[2], false],
    [denied?.[1], denied?.[2], false],
  ];
  for (const [who, phrase, add] of readings) {
    const what = right.exec(phrase ?? "")?.[1];
    if (!who || !what || notNames.has(who)) continue;
    const group = new RegExp(`^(?:${tool})$`).test(what)
      ? what.replace(/^libvirt$/, "libvirtd")
      : "wheel";
    return { kind: "user", change: join([who], [group], add) };
  }
  return undefined;
}

function readMembership(low: string): Request | undefined {
  const plain =
    /^((?:[a-z_][\w-]*)(?:(?:, | and )[a-z_][\w-]*)*) (?:into|to|in) the (.+ groups?)$/.exec(low);
  const match =
    (plain && ["", "add", plain[1], "to", plain[2]]) ||
    /^(add|put|remove|delete|take|drop|let|allow|make) (.+?) (to|into|in|from|out of|(?:be )?(?:an? )?(?:part|member) of) (?:the )?(?:groups?:? )?(.+?)$/.exec(
      low,
    );
  if (!match) return undefined;
  const [, verb = "", who = "", , where = ""] = match;
  const mentions = /\bgroups?\b/.test(low);
  const add = !/^(remove|delete|take|drop)$/.test(verb);
  const groups = names(where);
  const persons = people(who);
  if (!mentions && !groups.every((g) => customary.test(g))) return undefined;
  if (![...groups, ...persons].every((g) => loginName.test(g)) || persons.length === 0)
    return undefined;
  if (persons.some((p) => notNames.has(p)))
    return {
      kind: "decline",
      question: `Which user is to be ${add ? "added to" : "removed from"} ${groups.join(", ")}?`,
    };
  return { kind: "user", change: join(persons, groups, add) };
}

function readMakeGroup(low: string): Request | undefined {
  const match =
    /^(?:add|create|make|set up|define|new) (?:an? |the |new |another |system )*group (?:named |called |: ?)?"?([a-z_][a-z0-9_-]{0,31})"?(?:,? (?:with|for|containing)(?: the)?(?: members?| users?)?:? (.+?)(?: (?:in it|as members))?)?$/.exec(
      low,
    );
  if (!match?.[1] || /^(to|for|with)$/.test(match[1])) return undefined;
  const members = match[2] ? people(match[2]) : [];
  if (!members.every((m) => loginName.test(m))) return undefined;
  return { kind: "user", change: { kind: "group", name: match[1], members } };
}
