import { factLines, fromWords, listWords } from "../../../core/answer/fact-words.ts";
import { columns, isOwn, keysWords } from "../../../core/answer/lists.ts";
import { showPath } from "../../../core/option.ts";
import type { Answer, Fact } from "../../../core/plan-parts.ts";
import { ok, type Result } from "../../../core/result.ts";
import { targetId } from "../../../core/target.ts";
import type { Env } from "../env.ts";

type Which = "all" | "sudo" | "login";
type Path = readonly string[];

const ssh = ["services", "openssh"];
const around: Readonly<Record<Which, readonly Path[]>> = {
  all: [],
  sudo: [
    ["security", "sudo", "enable"],
    ["security", "sudo", "wheelNeedsPassword"],
    ["security", "sudo", "extraRules"],
  ],
  login: [
    [...ssh, "enable"],
    [...ssh, "settings", "PasswordAuthentication"],
    [...ssh, "settings", "PermitRootLogin"],
    [...ssh, "settings", "AllowUsers"],
  ],
};
const keyPath = ["openssh", "authorizedKeys", "keys"];
const mostPeople = 60;

/** Who there is, who may become root, who may come in over ssh. */
export async function people(env: Env, which: Which): Promise<Result<Answer | null>> {
  const lines: string[] = [];
  const facts: Fact[] = [];
  for (const target of env.world.targets.filter(({ kind }) => kind === "nixos")) {
    const users = await env.users(target);
    const names = [...new Set([...(users?.normal ?? []), "root"])].slice(0, mostPeople);
    const found = await env.world.facts(
      [...around[which], ...names.flatMap((name) => pathsOf(name, which))],
      [target],
    );
    if (!found.ok) return found;
    const own = found.value.map(withoutKeys);
    facts.push(...own);
    lines.push(`${targetId(target)}:`, ...columns(rowsOf(names, own, which)));
    const set = own.filter(
      ({ option, from }) =>
        around[which].some((path) => showPath(path) === option) &&
        (from.some(isOwn) || option.endsWith(".enable") || option.endsWith("Password")),
    );
    lines.push(...factLines(set).map((line) => `  ${line}`));
  }
  if (lines.length === 0) return ok(null);
  return ok({ question: env.source, text: lines.join("\n"), facts });
}

function pathsOf(name: string, which: Which): Path[] {
  const user = ["users", "users", name];
  if (which === "login") return [[...user, ...keyPath]];
  const groups = [...user, "extraGroups"];
  return which === "sudo" ? [groups] : [groups, [...user, ...keyPath], [...user, "isNormalUser"]];
}

function rowsOf(names: readonly string[], facts: readonly Fact[], which: Which) {
  const fact = (name: string, last: string) =>
    facts.find(({ option }) => option === showPath(["users", "users", name, ...last.split(".")]));
  const by = (one: Fact | undefined) => {
    const own = (one?.from ?? []).filter(isOwn);
    return own.length > 0 ? `  ${[...new Set(own.map(fromWords))].join(", ")}` : "";
  };
  return names.flatMap((name): (readonly [string, string])[] => {
    const groups = fact(name, "extraGroups");
    const keys = fact(name, keyPath.join("."));
    const held = Array.isArray(groups?.value) ? groups.value.map(String) : [];
    const normal = fact(name, "isNormalUser");
    if (which === "login") return [[name, `${String(keys?.value ?? "no keys")}${by(keys)}`]];
    if (which === "sudo") return held.includes("wheel") ? [[name, `in wheel${by(groups)}`]] : [];
    if (name === "root") return [];
    const said = held.length > 0 ? `groups ${listWords(held)}, ` : "";
    return [[name, `${said}${String(keys?.value ?? "no keys")}${by(normal)}`]];
  });
}

/** Keys are told by number and comment only, also in the facts behind the answer. */
function withoutKeys(fact: Fact): Fact {
  if (!fact.option.endsWith(".keys")) return fact;
  return {
    ...fact,
    value: keysWords(fact.value),
    from: fact.from.map((from) => ({ ...from, value: keysWords(from.value) })),
  };
}
