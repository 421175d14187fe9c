import { showPath } from "../../../core/option.ts";
import { targetId } from "../../../core/target.ts";
import { ask, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { nameSwitch, wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";

const onlyChanges =
  "That is a question; nothing is changed for it. Say what should be different if a change is wanted.";

/** Plain questions: answered from evaluation where that is simple, never turned into a change. */
export async function resolveQuestion(
  env: Env,
  request: { about: "enabled" | "ports" | "other"; items: readonly (readonly Token[])[] },
): Promise<boolean> {
  if (request.about === "ports") {
    await ports(env);
    ask(env.draft, onlyChanges);
    return true;
  }
  const path = subject(env, request.items[0] ?? []);
  if (!path) {
    const words = wordsOf(request.items[0] ?? []).join(" ");
    ask(
      env.draft,
      onlyChanges,
      words ? env.switches.near(words, 3).map((s) => `${showPath(s.path)} = true`) : [],
    );
    return true;
  }
  const place = env.world.get(path);
  const name = showPath(path);
  const about = place && !place.free ? firstSentence(place.option.description) : "";
  if (about) note(env.draft, `${name}: ${about}`);
  for (const target of env.world.having(path).slice(0, 8)) {
    const state = (await env.world.states([path], target))[name];
    if (!state?.exists || state.error !== undefined || state.value === null) continue;
    const files = [...new Set(state.definitions.flatMap((d) => (d.file ? [d.file] : [])))];
    const from = files.length > 0 ? `, defined in ${files.join(", ")}` : "";
    note(
      env.draft,
      `${name} is ${JSON.stringify(state.value).slice(0, 200)} on ${targetId(target)}${from}.`,
    );
  }
  ask(env.draft, onlyChanges);
  return true;
}

async function ports(env: Env): Promise<void> {
  const paths = ["allowedTCPPorts", "allowedUDPPorts", "enable"].map((n) => [
    "networking",
    "firewall",
    n,
  ]);
  for (const target of env.world.targets.slice(0, 8)) {
    const states = await env.world.states(paths, target);
    const value = (n: number): unknown => states[showPath(paths[n] ?? [])]?.value;
    const list = (v: unknown): string => (Array.isArray(v) && v.length > 0 ? v.join(", ") : "none");
    if (Object.keys(states).length > 0)
      note(
        env.draft,
        value(2) === false
          ? `${targetId(target)}: the firewall is off.`
          : `${targetId(target)}: TCP ${list(value(0))}; UDP ${list(value(1))} (ranges and single interfaces not counted).`,
      );
  }
}

/** The option that a question is about: a path, or the switch of something it names. */
function subject(env: Env, tokens: readonly Token[]): readonly string[] | undefined {
  for (let from = 0; from < Math.min(tokens.length, 8); from += 1)
    for (let to = Math.min(tokens.length, from + 3); to > from; to -= 1) {
      const named = nameSwitch(env, tokens.slice(from, to));
      if (named) return named.choice.path;
    }
  const dotted = tokens.find((t) => t.kind === "dotted");
  const path = dotted?.text.split(".");
  return path && env.world.get(path) ? path : undefined;
}

function firstSentence(description: string): string {
  const plain = description
    .replace(/\{[a-z]+\}`([^`]*)`/g, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return (/^.{10,200}?[.!](?= |$)/.exec(plain)?.[0] ?? plain.slice(0, 200)).trim();
}
