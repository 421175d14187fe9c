import type { Target } from "../../../core/target.ts";
import { targetId } from "../../../core/target.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { isGroupWord } from "../families/groups.ts";
import type { UserChange } from "../request.ts";
import { join } from "../world.ts";
import { aboutGroups, at, shellModule, shellPackage } from "./logins.ts";

/** Makes users with all that was said about them. */
export async function addUsers(
  env: Env,
  change: Extract<UserChange, { kind: "add" }>,
): Promise<boolean> {
  const shell = change.shell ? await shellPackage(env, change.shell) : undefined;
  for (const name of change.names) await addUser(env, name, change, shell);
  if (shell) shellModule(env, shell);
  await aboutGroups(env, change.groups);
  if (change.without)
    note(
      env.draft,
      `Took "without ${join(change.without)}" as it is: new users have no memberships but those named.`,
    );
  if (change.left)
    ask(
      env.draft,
      `I did not understand ${JSON.stringify(change.left)} about the user ${join(change.names)}. What should be set?`,
    );
  return true;
}

async function addUser(
  env: Env,
  name: string,
  change: Extract<UserChange, { kind: "add" }>,
  shell: string | undefined,
): Promise<void> {
  const { draft, world } = env;
  const targets: Target[] = [...world.having(["users", "users"])];
  for (const target of targets)
    if ((await env.users(target))?.all.includes(name))
      note(draft, `${targetId(target)} has a user ${name} already; only what is missing changes.`);
  const put = (
    path: string[],
    value: Parameters<typeof emit>[2]["value"],
    operation: "set" | "append" = "set",
  ): void => {
    if (value !== undefined)
      emit(draft, world, { path: at(name, ...path), operation, value }, targets);
  };
  put([change.system ? "isSystemUser" : "isNormalUser"], true);
  // A system user's only group is its own one; a person's come beside "users".
  const primary = change.system && change.groups.length === 1 ? change.groups[0] : undefined;
  if (change.system) put(["group"], primary ?? name);
  put(["uid"], change.uid);
  put(["home"], change.home);
  if (change.description) put(["description"], change.description);
  if (change.groups.length > 0 && primary === undefined)
    put(["extraGroups"], [...change.groups], "append");
  if (shell) put(["shell"], { $package: shell });
  if (change.keys.length > 0)
    put(["openssh", "authorizedKeys", "keys"], [...change.keys], "append");
  const states = await world.states([["users", "mutableUsers"]], targets[0]);
  const fixed = states["users.mutableUsers"]?.value === false;
  const key = change.keys.length > 0 ? "" : ", or give an ssh key";
  note(
    draft,
    fixed
      ? `${name} has no password, and with users.mutableUsers off passwd is no help: set users.users.${name}.hashedPasswordFile${key}.`
      : `${name} has no password yet: set one with passwd on the machine${key}.`,
  );
  if (change.system && !isGroupWord(primary ?? "")) group(env, primary ?? name);
}

function group(env: Env, name: string): boolean {
  const path = ["users", "groups", name];
  if (!env.world.get(path)) return false;
  return emit(env.draft, env.world, { path, operation: "set", value: { $attrs: {} } });
}

/** Makes a group, with members where some are named. */
export async function makeGroup(
  env: Env,
  change: Extract<UserChange, { kind: "group" }>,
): Promise<boolean> {
  if (!group(env, change.name))
    ask(
      env.draft,
      `No target in ${join(env.world.targets.map(targetId))} has users.groups. For which host is this?`,
    );
  return true;
}
