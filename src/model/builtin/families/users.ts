import { splitItems } from "../clauses.ts";
import { type Reading, trimmed } from "../reading.ts";
import type { Request } from "../request.ts";
import type { Token } from "../tokens.ts";
import { readShell } from "./shell.ts";

const person = String.raw`(?:the |my |our |a |an |new )*(?:(?:user|users|account|login|person)\s+)?(?:named |called )?`;
const name = `"?([a-z_][a-z0-9_-]{0,31})"?`;
const group = /^[a-z_][a-z0-9_-]{0,31}$/i;
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

/** Users, group memberships, ssh keys and login shells. */
export function readUsers(reading: Reading): Request | undefined {
  return (
    readKeys(reading) ??
    readGroups(reading) ??
    readShell(reading) ??
    readAdd(reading) ??
    readRemove(reading)
  );
}

function readKeys(reading: Reading): Request | undefined {
  const keys = reading.tokens.filter((t) => t.kind === "key").map((t) => t.text);
  const words = reading.tokens.filter((t) => t.kind !== "key");
  const text = words.map((t) => t.low).join(" ");
  if (/\buser\b/.test(text) && /\b(?:add|create|set ?up|make|new)\b.*\buser\b.*\bwith\b/.test(text))
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

function readGroups(reading: Reading): Request | undefined {
  const { low } = reading;
  if (reading.negated) return undefined;
  const admin =
    new RegExp(
      `^(?:make|give|grant|let) ${person}${name} (?:an? )?(?:admin|administrator|sudoer|superuser|sudo(?: rights| access| privileges| powers)?|admin rights|root (?:rights|access)|administrator rights|use sudo)$`,
    ).exec(low) ??
    new RegExp(
      `^(?:give|grant) (?:sudo|admin|administrator|root)(?: rights| access| privileges| permissions)? to ${person}${name}$`,
    ).exec(low) ??
    new RegExp(`^(?:allow|let|permit) ${person}${name} (?:to )?(?:use |run |have )?sudo$`).exec(
      low,
    );
  const tool = new RegExp(
    `^(?:allow|let|permit|make) ${person}${name} (?:able )?(?:to )?(?:use|run|manage|access) (docker|libvirtd?|wireshark)(?: without sudo| as non-root)?$`,
  ).exec(low);
  if (tool?.[1] && tool[2] && !notNames.has(tool[1]))
    return {
      kind: "user",
      change: {
        kind: "groups",
        names: [tool[1]],
        groups: [tool[2].startsWith("libvirt") ? "libvirtd" : tool[2]],
        add: true,
      },
    };
  if (admin?.[1] && !notNames.has(admin[1]))
    return {
      kind: "user",
      change: { kind: "groups", names: [admin[1]], groups: ["wheel"], add: true },
    };
  const match =
    /^(add|put|remove|delete|take|drop) (.+?) (to|into|in|from|out of) (?:the )?(?:groups?:? )?(.+?)$/.exec(
      low,
    );
  if (!match) return undefined;
  const [, verb = "", who = "", , where = ""] = match;
  const mentions = /\bgroups?\b/.test(low);
  const add = verb === "add" || verb === "put";
  const groups = names(where);
  const people = names(who.replace(/\b(?:the |my )?(?:users?|accounts?)\b/g, " ").trim());
  const well = groups.every((g) =>
    /^(wheel|docker|podman|libvirtd|kvm|networkmanager|video|audio|input|vboxusers|dialout|lp|scanner|render|plugdev|adbusers|wireshark|sudo|sudoers|users|disk|lxd|incus-admin|systemd-journal|tty|uinput|gamemode|jackaudio|storage|i2c|seat|admins?)$/.test(
      g,
    ),
  );
  if (!mentions && !well) return undefined;
  if (![...groups, ...people].every((g) => group.test(g)) || people.length === 0) return undefined;
  if (people.some((p) => notNames.has(p)))
    return {
      kind: "decline",
      question: `Which user is to be ${add ? "added to" : "removed from"} ${groups.join(", ")}?`,
    };
  return {
    kind: "user",
    change: {
      kind: "groups",
      names: people,
      groups: groups.map((g) => (/^(sudo|sudoers|admins?)$/.test(g) ? "wheel" : g)),
      add,
    },
  };
}

function readAdd(reading: Reading): Request | undefined {
  if (
    /^(?:add|create|make) (?:an? |another |the )?(?:new )?(?:user|account|user account)$/.test(
      reading.low,
    )
  )
    return { kind: "decline", question: "Which login name should the new user have?" };
  if (!["add", "setup", "make", "want"].includes(reading.verb ?? "") || reading.negated)
    return undefined;
  const keys = reading.tokens.filter((t) => t.kind === "key").map((t) => t.text);
  const words = reading.rest
    .filter((t) => t.kind !== "key")
    .map((t) => (t.kind === "string" ? JSON.stringify(t.text) : t.text));
  const text = words.join(" ").replace(/ ,/g, ",").replace(/[:,]$/g, "").trim();
  const m =
    /^(?:an? |the |another )*(?:new )?(system |normal |admin |regular )?(?:user(?: account)?|account|login)(?: named| called| for)? "?([A-Za-z_][\w-]*)"?(?:[ ,]+(.*))?$/i.exec(
      text,
    );
  if (!m?.[2]) return undefined;
  const login = m[2];
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(login))
    return {
      kind: "decline",
      question: `${JSON.stringify(login)} is no login name: use lower-case letters, digits, - and _. Which name do you mean?`,
      choices: [login.toLowerCase()],
    };
  const groups: string[] = m[1]?.trim().toLowerCase() === "admin" ? ["wheel"] : [];
  let shell: string | undefined;
  let description: string | undefined;
  const parts = (m[3] ?? "")
    .replace(/^(?:with|in|who|and)\s+/i, (lead) => lead)
    .split(
      /\s*(?:,|\band\b)\s*(?=(?:with|in|who|a |an |shell|sudo|groups?|ssh|using|login|the ))|\s+(?=with\b)/i,
    )
    .flatMap((p) => (/^(?:with )?(?:the )?(?:login )?shell|group/i.test(p) ? [p] : [p]));
  for (const raw of parts) {
    const part = raw
      .trim()
      .replace(/^(?:and|with|who has|who is|using|having|that has)\s+/i, "")
      .replace(/^(?:an?|the)\s+/i, "");
    if (part === "") continue;
    const low = part.toLowerCase();
    const member =
      /^(?:in |to |member of |part of )?(?:the )?(?:groups?:? )(.+)$/i.exec(part) ??
      /^(?:in|member of|part of) (?:the )?(.+?)(?: groups?)?$/i.exec(part) ??
      /^(.+) groups?$/i.exec(part);
    const ownShell =
      /^(?:login )?shell (?:of |set to |= )?"?([a-z][a-z0-9-]*)"?$/.exec(low) ??
      /^"?([a-z]+)"? (?:as )?(?:(?:the|his|her|their) )?(?:login )?shell$/.exec(low);
    const full = /^(?:full name|description|name|real name) "(.+)"$/i.exec(part);
    if (
      /^(?:sudo|admin|wheel|root|administrator)(?: rights| access| privileges| permissions| powers| group)?$/.test(
        low,
      ) ||
      /^(?:is )?(?:in )?(?:the )?wheel(?: group)?$/.test(low)
    )
      groups.push("wheel");
    else if (member)
      groups.push(...names(member[1] ?? "").map((g) => (g === "sudo" ? "wheel" : g)));
    else if (ownShell) shell = ownShell[1];
    else if (full) description = full[1];
    else if (/^(?:(?:public )?ssh )?keys?:?$/.test(low) && keys.length > 0) continue;
    else if (/^(?:(?:public )?ssh )?keys?$/.test(low))
      return {
        kind: "decline",
        question: `Which ssh key for ${login}? Give the whole public key in the goal.`,
      };
    else if (/password/.test(low))
      return {
        kind: "decline",
        question: `Passwords do not belong in a flake. Add user ${login} without one, and set it on the machine with "passwd ${login}" (or use hashedPasswordFile with your secrets tool)?`,
        choices: [`add user ${login}`],
      };
    else return undefined;
  }
  if (!groups.every((g) => group.test(g))) return undefined;
  return {
    kind: "user",
    change: {
      kind: "add",
      name: login,
      groups: [...new Set(groups)],
      keys,
      ...(shell ? { shell } : {}),
      ...(description ? { description } : {}),
      ...(m[1]?.trim().toLowerCase() === "system" ? { system: true } : {}),
    },
  };
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
