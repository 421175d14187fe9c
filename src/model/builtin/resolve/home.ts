import { type OptionType, showPath } from "../../../core/option.ts";
import type { Target } from "../../../core/target.ts";
import type { Env } from "../env.ts";

/**
 * Home Manager inside a system: its options are hidden from the system's option list, so they are
 * asked for by evaluation, one user and a few paths at a time.
 */
export async function homeTargets(env: Env, user: string): Promise<Target[]> {
  const name = ["home-manager", "users", user, "home", "username"];
  const found: Target[] = [];
  for (const target of env.world.having(["home-manager", "users"])) {
    const states = await env.world.states([name], target);
    if (typeof states[showPath(name)]?.value === "string") found.push(target);
  }
  return found;
}

/** The first of these paths below a user's home that exists, made known as an option; or undefined. */
export async function homeOption(
  env: Env,
  user: string,
  paths: readonly (readonly string[])[],
  type: OptionType,
  typeText: string,
): Promise<string[] | undefined> {
  const targets = await homeTargets(env, user);
  const full = paths.map((path) => ["home-manager", "users", user, ...path]);
  for (const path of full) if (env.world.get(path)) return targets.length > 0 ? path : undefined;
  for (const target of targets) {
    const states = await env.world.states(full, target);
    const path = full.find((one) => states[showPath(one)]?.exists);
    if (!path) continue;
    env.world.learn(
      {
        path,
        type,
        typeText,
        description: "",
        declarations: [],
        readOnly: false,
        internal: false,
        visible: true,
      },
      targets,
    );
    return path;
  }
  return undefined;
}
