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
  const { world, draft } = env;
  if (request.about === "ports") {
    const paths = ["allowedTCPPorts", "allowedUDPPorts"].map((n) => ["networking", "firewall", n]);
    for (const target of world.targets.slice(0, 8)) {
      const states = await world.states(paths, target);
      const shown = paths.map(
        (p) => `${p.at(-1)} ${JSON.stringify(states[showPath(p)]?.value ?? null)}`,
      );
      if (Object.keys(states).length > 0) note(draft, `${targetId(target)}: ${shown.join(", ")}.`);
    }
  }
  const item = request.items[0];
  const named = item ? nameSwitch(env, item) : undefined;
  if (named) {
    const name = showPath(named.choice.path);
    for (const target of world.having(named.choice.path).slice(0, 8)) {
      const value = (await world.states([named.choice.path], target))[name]?.value;
      if (value !== undefined && value !== null)
        note(draft, `${name} is ${JSON.stringify(value)} on ${targetId(target)}.`);
    }
    ask(draft, onlyChanges, [`${name} = true`, `${name} = false`]);
    return true;
  }
  const words = item ? wordsOf(item).join(" ") : "";
  ask(
    draft,
    onlyChanges,
    words ? env.switches.near(words, 3).map((s) => `${showPath(s.path)} = true`) : [],
  );
  return true;
}
